type Timer = ReturnType<typeof setTimeout>;

/**
 * The globals of the host as one module sees them. What the module or its runtime puts in place is kept
 * here, so that modules do not meet and a page stays as it is; and so are its timers, for when it dies.
 */
export class ModuleGlobals {
  /** What stands for globalThis. */
  readonly globalThis: object;
  readonly #timers = new Set<Timer>();
  readonly #own = new Map<PropertyKey, unknown>([
    // Also in Node the module gets the stand-ins of wasm_exec.js for these.
    ["fs", undefined],
    ["process", undefined],
    ["path", undefined],
    // Its event for plain script pages says that QQMusicPM is there: in the page it is not.
    ["dispatchEvent", undefined],
    ["setTimeout", (work: () => void, ms: number) => this.#setTimeout(work, ms)],
    ["clearTimeout", (timer: Timer) => this.#clearTimeout(timer)],
  ]);

  constructor() {
    this.globalThis = new Proxy(globalThis, {
      get: (host, name) => (this.#own.has(name) ? this.#own.get(name) : Reflect.get(host, name)),
      set: (_, name, value) => {
        this.#own.set(name, value);
        return true;
      },
    });
  }

  /** Gives what the module put in place under a name. */
  get(name: string): unknown {
    return this.#own.get(name);
  }

  /** Lets no timer of the module fire any more. */
  clearTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #setTimeout(work: () => void, ms: number): Timer {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }

  #clearTimeout(timer: Timer): void {
    this.#timers.delete(timer);
    clearTimeout(timer);
  }
}
