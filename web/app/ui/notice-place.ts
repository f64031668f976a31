import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/**
 * Lets notices stand above an element at the bottom of the page, such as the field to write in, as long as it is there.
 * When `which` is another value, the element may be another one.
 */
export function useNoticesAbove(element: RefObject<HTMLElement | null>, which?: unknown): void {
  useLayoutEffect(() => {
    const bottom = element.current;
    if (!bottom) return;
    const { style } = document.documentElement;
    const watcher = new ResizeObserver(() => style.setProperty("--notices-above", `${bottom.offsetHeight}px`));
    watcher.observe(bottom);
    return () => {
      watcher.disconnect();
      style.removeProperty("--notices-above");
    };
  }, [which]);
}
