// A clock that stands until it is moved, and timers with it.

/** Lets everything happen that waits for nothing but promises. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A clock and its timers. */
export class FakeClock {
  time = 0;
  private timers: { work: () => void; at: number }[] = [];

  readonly now = (): number => this.time;

  readonly later = (work: () => void, wait: number): (() => void) => {
    const timer = { work, at: this.time + wait };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((one) => one !== timer));
  };

  /** When the timers end, the first one first. */
  get waits(): number[] {
    return this.timers.map(({ at }) => at - this.time).sort((a, b) => a - b);
  }

  /** Moves on until nothing waits for a time any more, or something is the case. */
  async run(isOver: () => boolean = () => false): Promise<void> {
    for (await settled(); this.timers.length > 0 && !isOver(); await settled()) {
      const [next] = this.timers.sort((one, other) => one.at - other.at).splice(0, 1);
      this.time = Math.max(this.time, next!.at);
      next!.work();
    }
  }
}
