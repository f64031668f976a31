/** How long a moment without anything else to do is waited for, in milliseconds. */
const longestWait = 1000;

/** Resolves when there is nothing else to do, so that what was asked for by then has its turn first. */
export function idle(): Promise<void> {
  // Safari has no way to ask.
  const ask = globalThis.requestIdleCallback as typeof requestIdleCallback | undefined;
  return new Promise((resolve) => (ask ? ask(() => resolve(), { timeout: longestWait }) : setTimeout(resolve)));
}
