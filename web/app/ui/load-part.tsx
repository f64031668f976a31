import { text } from "../words/words.ts";
import { ask } from "./question.tsx";

/**
 * Loads a part of the page that is loaded when it is wanted. Where that fails (there is no network, or the page is older
 * than what is on the server) it says so and tries again as often as the user wants; undefined when they do not.
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part | undefined> {
  for (;;) {
    try {
      return await load();
    } catch {
      const { partFailed, partFailedHint, again } = text.value;
      if (!(await ask({ title: partFailed, body: <p>{partFailedHint}</p>, confirm: again }))) return undefined;
    }
  }
}
