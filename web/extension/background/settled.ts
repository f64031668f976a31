/** Waits until something that changes again and again has not done so for a while. */
export class Settled {
  private readonly quietMs: number;
  private readonly then: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(quietMs: number, then: () => void) {
    this.quietMs = quietMs;
    this.then = then;
  }

  /** It changed. */
  changed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.then, this.quietMs);
  }
}
