import { cleanName } from "../model/clean.ts";
import { text } from "./words.ts";

/** The name of a conversation's other side in a sentence. */
export function shortName(name: string): string {
  return cleanName(name, 24) || text.value.noName;
}
