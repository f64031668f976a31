import { text } from "../words/words.ts";
import { say } from "./notices.tsx";

/** Copies a text, and says whether the browser let it. */
export async function copyText(what: string): Promise<void> {
  const { copied, couldNotCopy } = text.peek();
  try {
    await navigator.clipboard.writeText(what);
    say(copied);
  } catch {
    say(couldNotCopy);
  }
}
