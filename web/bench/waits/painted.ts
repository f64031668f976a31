// Runs in a page, before anything else of it where the time counts from its navigation.

/** The pages of this folder's measurements. */
export interface WatchedForPaint {
  /** When, in milliseconds since the navigation started, the first session of the list was painted. */
  listPainted: Promise<number>;
}

/** Watches for the list of sessions. */
export function watchForList(): void {
  (globalThis as unknown as WatchedForPaint).listPainted = new Promise((resolve) => {
    new MutationObserver((_, watcher) => {
      if (!document.querySelector(".session")) return;
      watcher.disconnect();
      // What a frame has painted is there in the task after it.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    }).observe(document, { childList: true, subtree: true });
  });
}

/** Runs in a page: when, in milliseconds since the navigation started, it was painted for the first time. */
export function timeOfPaint(name: "first-paint" | "first-contentful-paint"): Promise<number> {
  // It may be told later than what was painted after it.
  return new Promise((resolve) => {
    new PerformanceObserver((list, watcher) => {
      const [paint] = list.getEntriesByName(name);
      if (!paint) return;
      watcher.disconnect();
      resolve(paint.startTime);
    }).observe({ type: "paint", buffered: true });
  });
}
