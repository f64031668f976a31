// What is counted inside a page of the inbox, from before its first script runs.

/** What the page counts. */
export interface Counted {
  /** Bytes of the module's linear memory. */
  wasm: number;
  /** Timers that are set and have not run. */
  timers: number;
}

/** The functions that `countInPage` puts into a page. */
export interface CountingPage {
  counted(): Counted;
}

/** Begins to count. It is handed to the browser as text, and has to do without anything of this file. */
export function countInPage(): void {
  const { instantiate } = WebAssembly;
  let memory: WebAssembly.Memory | undefined;
  WebAssembly.instantiate = (async (source: WebAssembly.Module, imports?: WebAssembly.Imports) => {
    const instance = await instantiate(source, imports);
    memory = instance.exports["mem"] as WebAssembly.Memory;
    return instance;
  }) as typeof WebAssembly.instantiate;

  const timers = new Set<unknown>();
  const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
  const set = (run: TimerHandler, wait?: number, ...rest: unknown[]) => {
    const timer: unknown = setTimeout(
      (...given: unknown[]) => {
        timers.delete(timer);
        if (typeof run === "function") run(...given);
      },
      wait,
      ...rest,
    );
    timers.add(timer);
    return timer;
  };
  const repeat = (run: TimerHandler, wait?: number, ...rest: unknown[]) => {
    const timer: unknown = setInterval(run as () => void, wait, ...rest);
    timers.add(timer);
    return timer;
  };
  const clear = (timer: unknown) => {
    timers.delete(timer);
    clearTimeout(timer as number);
    clearInterval(timer as number);
  };
  Object.assign(globalThis, { setTimeout: set, setInterval: repeat, clearTimeout: clear, clearInterval: clear });

  const counting: CountingPage = {
    counted: () => ({ wasm: memory?.buffer.byteLength ?? 0, timers: timers.size }),
  };
  Object.assign(globalThis, counting);
}
