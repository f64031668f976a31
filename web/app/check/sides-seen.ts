import { filledOf } from "./kinds-seen.ts";
import { idOf, objectOf, type Raw } from "../model/raw.ts";

/** How the writer of a message is told. `system`: there is none, and nothing but a hint in it. */
export type WriterSeen = "ownUin" | "ownEncryptUin" | "clientKey" | "peer" | "other" | "nobody" | "system";

/** Ids of a user. */
interface Ids {
  uin: string;
  encryptUin: string;
}

function idsOf(user: unknown): Ids {
  const { uin, encrypt_uin } = objectOf(user);
  const digits = idOf(uin);
  return { uin: digits === "0" ? "" : digits, encryptUin: idOf(encrypt_uin) };
}

/** How the writer of a message is told, in a conversation with `peer`, by whom these ids are. */
export function writerOf(message: Raw, peer: unknown, own: Ids): WriterSeen {
  const from = idsOf(message["from_user"]);
  const other = idsOf(peer);
  if (from.uin === "" && from.encryptUin === "") {
    if (filledOf(message).join() === "tips") return "system";
    return idOf(message["client_key"]) === "" ? "nobody" : "clientKey";
  }
  if (from.uin !== "" && from.uin === own.uin) return "ownUin";
  if (from.encryptUin !== "" && from.encryptUin === own.encryptUin) return "ownEncryptUin";
  const isPeer =
    (from.uin !== "" && from.uin === other.uin) || (from.encryptUin !== "" && from.encryptUin === other.encryptUin);
  if (isPeer) return "peer";
  return idOf(message["client_key"]) === "" ? "other" : "clientKey";
}

/** The writers of messages, and how many each wrote. */
export function writersOf(
  messages: readonly { message: Raw; peer: unknown }[],
  own: Ids,
): Partial<Record<WriterSeen, number>> {
  const counts: Partial<Record<WriterSeen, number>> = {};
  for (const { message, peer } of messages) {
    const writer = writerOf(message, peer, own);
    counts[writer] = (counts[writer] ?? 0) + 1;
  }
  return counts;
}

/** What is known of the other sides of conversations: how many have a uin, an encrypted one alone, or neither. */
export function peersOf(conversations: readonly Raw[]): { uin: number; encryptUinAlone: number; nothing: number } {
  const counts = { uin: 0, encryptUinAlone: 0, nothing: 0 };
  for (const { user } of conversations) {
    const { uin, encryptUin } = idsOf(user);
    if (uin !== "") counts.uin++;
    else if (encryptUin !== "") counts.encryptUinAlone++;
    else counts.nothing++;
  }
  return counts;
}
