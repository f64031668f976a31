import { text } from "../words/words.ts";
import { cleanName } from "../model/clean.ts";

/** A name that somebody gave themselves. It cannot turn the text around it. */
export function Name({ children, limit = 60 }: { children: string; limit?: number }) {
  const name = cleanName(children, limit);
  return <bdi class={name ? "name" : "name nameless"}>{name || text.value.noName}</bdi>;
}
