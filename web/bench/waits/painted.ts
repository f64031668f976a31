// Runs in a page, before anything else of it where the time counts from its navigation.

/** The pages of this folder's measurements. */
export interface WatchedForPaint {
  /** When, in milliseconds since the navigation started, the first session of the list was painted. */
  listPainted: Promise<number>;
  /** Of a page that is loaded at a conversation: when its end was painted. */
  endPainted: Promise<number>;
  /** Settles with the time when the end of the conversation is painted. */
  paintedEnd(): Promise<number>;
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

/** Lets the end of a conversation, where this text stands, be watched for; in a page that is loaded at one at once. */
export function watchForEnd(text: string): void {
  const isAtEnd = () => {
    const view = document.querySelector(".messages")?.getBoundingClientRect();
    const last = [...document.querySelectorAll(".messages li")].at(-1);
    const place = last?.getBoundingClientRect();
    return view && place && last!.textContent.includes(text) && place.top < view.bottom && place.bottom > view.top;
  };
  const page = globalThis as unknown as WatchedForPaint;
  page.paintedEnd = async () => {
    do await new Promise(requestAnimationFrame);
    while (!isAtEnd());
    // What a frame has painted is there in the task after it.
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now();
  };
  if (location.hash !== "") page.endPainted = page.paintedEnd();
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
