import type { ComponentChildren } from "preact";
import { cleanText } from "../model/clean.ts";
import { spansOfWords } from "../model/fold.ts";

/** A text with the words marked that were searched for. It cannot turn the text around it. */
export function Marked({ children, words }: { children: string; words: readonly string[] }) {
  const shown = cleanText(children).replace(/\n/g, " ");
  const parts: ComponentChildren[] = [];
  let done = 0;
  for (const [from, to] of spansOfWords(shown, words)) {
    parts.push(shown.slice(done, from), <mark key={from}>{shown.slice(from, to)}</mark>);
    done = to;
  }
  return (
    <bdi>
      {parts}
      {shown.slice(done)}
    </bdi>
  );
}
