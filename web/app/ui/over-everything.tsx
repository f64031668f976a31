import { effect } from "@preact/signals";
import { render, type ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { topmostDialog } from "./modal.ts";

/**
 * Shows notices over everything. While a dialog is open they stand inside of it: what is outside lies below its backdrop,
 * cannot be pressed, and is not read aloud.
 */
export function OverEverything({ children }: { children: ComponentChildren }) {
  const place = useRef<HTMLElement | undefined>(undefined);
  useLayoutEffect(() => {
    const here = document.createElement("div");
    here.className = "notices";
    place.current = here;
    const stop = effect(() => (topmostDialog.value ?? document.body).append(here));
    return () => {
      stop();
      render(null, here);
      here.remove();
    };
  }, []);
  useLayoutEffect(() => {
    if (place.current) render(<>{children}</>, place.current);
  });
  return null;
}
