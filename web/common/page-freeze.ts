// A browser may freeze a page that nobody sees, or keep it whole for the way back: none of its work goes on then, and whoever
// waits for a lock that it holds would wait for as long.

/** Calls back just before the page is frozen or put away. Gives what ends that. Without a page that never happens. */
export function onFreeze(freezes: () => void): () => void {
  if (!("document" in globalThis)) return () => {};
  // Some browsers put pages away without a word of freezing.
  const hide = ({ persisted }: PageTransitionEvent) => {
    if (persisted) freezes();
  };
  document.addEventListener("freeze", freezes);
  addEventListener("pagehide", hide);
  return () => {
    document.removeEventListener("freeze", freezes);
    removeEventListener("pagehide", hide);
  };
}

/**
 * Does some work that holds a lock, and lets go of the lock when the page is frozen: then it resolves with something else
 * than the work's result, whose outcome is lost. The work learns that by its signal once the page goes on, and has to end
 * without beginning anything more.
 */
export async function letGoOnFreeze<Result, const Otherwise>(
  work: (lost: AbortSignal) => Promise<Result>,
  otherwise: Otherwise,
): Promise<Result | Otherwise> {
  const lost = new AbortController();
  let stop = () => {};
  const frozen = new Promise<Otherwise>((resolve) => {
    stop = onFreeze(() => {
      resolve(otherwise);
      lost.abort();
    });
  });
  try {
    return await Promise.race([work(lost.signal), frozen]);
  } finally {
    stop();
  }
}
