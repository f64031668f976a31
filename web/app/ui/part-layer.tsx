import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { text } from "../words/words.ts";
import { ask } from "./question.tsx";

/** A view that is loaded when it is wanted. It shows itself over the page until `close` is called. */
export type Part = FunctionComponent<{ close: () => void }>;

const shown = signal<Part | undefined>(undefined);
let latest = 0;

/** Loads a part and shows it. When it cannot be loaded that is said, and it is tried again when the user wants it. */
export async function openPart(load: () => Promise<Part>): Promise<void> {
  const own = ++latest;
  for (;;) {
    try {
      const part = await load();
      if (own === latest) shown.value = part;
      return;
    } catch {
      const { partNotLoaded, partNotLoadedText, again } = text.value;
      if (!(await ask({ title: partNotLoaded, body: <p>{partNotLoadedText}</p>, confirm: again }))) return;
    }
  }
}

/** The place of the part that is shown. */
export function PartLayer() {
  const View = shown.value;
  return View ? <View close={() => (shown.value = undefined)} /> : null;
}
