import { effect } from "@preact/signals";
import { render, type ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { topmostDialog } from "./modal.ts";
import { noticesAbove } from "./notice-place.ts";

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
    const stops = [
      effect(() => (topmostDialog.value ?? document.body).append(here)),
      // Of the page's root it would be inherited by all, and every element would get its style anew.
      effect(() => {
        if (noticesAbove.value === undefined) here.style.removeProperty("--notices-above");
        else here.style.setProperty("--notices-above", `${noticesAbove.value}px`);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      render(null, here);
      here.remove();
    };
  }, []);
  useLayoutEffect(() => {
    if (place.current) render(<>{children}</>, place.current);
  });
  return null;
}
