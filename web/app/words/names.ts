import type { Session, User } from "../../sdk/src/index.ts";
import { cleanName } from "../model/clean.ts";
import type { Side } from "../model/sides.ts";
import type { Words } from "./zh.ts";

/** The name of a conversation's other side in a sentence: short, and never empty. */
export function shortName(conversation: Session, words: Words): string {
  return cleanName(conversation.user?.nick ?? "", 24) || words.noName;
}

/** Who wrote a message, in a sentence. */
export function senderName(side: Side, peer: User | null, words: Words): string {
  return side === "me" ? words.you : side === "unknown" ? words.unknownSender : cleanName(peer?.nick ?? "", 24);
}
