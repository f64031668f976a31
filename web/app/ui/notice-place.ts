import { signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** How high the element is above which notices stand, in pixels; undefined when there is none. */
export const noticesAbove = signal<number | undefined>(undefined);

/**
 * Lets notices stand above an element at the bottom of the page, such as the field to write in, as long as it is there.
 * When `which` is another value, the element may be another one.
 */
export function useNoticesAbove(element: RefObject<HTMLElement | null>, which?: unknown): void {
  useLayoutEffect(() => {
    const bottom = element.current;
    if (!bottom) return;
    const watcher = new ResizeObserver(() => (noticesAbove.value = bottom.offsetHeight));
    watcher.observe(bottom);
    return () => {
      watcher.disconnect();
      noticesAbove.value = undefined;
    };
  }, [which]);
}
