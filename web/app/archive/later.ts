/** Does something after some milliseconds. Gives what keeps it from being done. */
export type Later = (work: () => void, wait: number) => () => void;

/** {@link Later} with the browser's timers. */
export const later: Later = (work, wait) => {
  const timer = setTimeout(work, wait);
  return () => clearTimeout(timer);
};

/** Resolves after some milliseconds; rejects with the signal's reason as soon as that aborts. */
export function pause(wait: number, signal: AbortSignal, after: Later): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const cancel = after(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    }, wait);
    const abort = () => {
      cancel();
      reject(signal.reason);
    };
    signal.addEventListener("abort", abort, { once: true });
  });
}
