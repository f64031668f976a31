/** How long a frame is waited for, in milliseconds: a page that nobody sees has none. */
const patience = 200;

/** Resolves when what was drawn by now has been painted, or when there is no frame for it. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, patience);
    // What a frame has painted is there in the task after it.
    requestAnimationFrame(() => setTimeout(resolve));
  });
}

/** How long a moment without anything else to do is waited for, in milliseconds. */
const longestWait = 1000;

/** Resolves when there is nothing else to do, so that what was asked for by then has its turn first. */
export function idle(): Promise<void> {
  // Safari has no way to ask.
  const ask = globalThis.requestIdleCallback as typeof requestIdleCallback | undefined;
  return new Promise((resolve) => (ask ? ask(() => resolve(), { timeout: longestWait }) : setTimeout(resolve)));
}
