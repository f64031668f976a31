import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import type { LazyPart } from "./lazy-part.ts";
import { whenLoaded } from "./lazy.tsx";

/** A view that shows itself over the page until `close` is called. */
export type Part = FunctionComponent<{ close: () => void }>;

const shown = signal<Part | undefined>(undefined);

/** Shows a view of a part, which is loaded before where it is not there yet. */
export function openPart<Module>(part: LazyPart<Module>, view: (module: Module) => Part): void {
  whenLoaded(part, (module) => (shown.value = view(module)));
}

/** The place of the part that is shown. */
export function PartLayer() {
  const View = shown.value;
  return View ? <View close={() => (shown.value = undefined)} /> : null;
}
