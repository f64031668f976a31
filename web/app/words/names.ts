import type { Session } from "../../sdk/src/index.ts";
import { cleanName } from "../model/clean.ts";
import type { Words } from "./zh.ts";

/** The name of a conversation's other side in a sentence: short, and never empty. */
export function shortName(conversation: Session, words: Words): string {
  return cleanName(conversation.user?.nick ?? "", 24) || words.noName;
}
