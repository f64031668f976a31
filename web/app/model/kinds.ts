import { isMedia, MessageType } from "../../sdk/src/message-type.ts";
import type { Message, MetaData, User } from "../../sdk/src/index.ts";

/** Who wrote a message. */
export type Side = "me" | "them" | "nobody";

/** What a message is shown as. */
export type Kind =
  | { kind: "text"; text: string }
  | { kind: "media"; meta: MetaData; complete: boolean; video: boolean }
  | { kind: "card"; meta: MetaData; song: boolean; asks: boolean }
  | { kind: "pat" }
  | { kind: "tip"; text: string }
  | { kind: "unknown"; type: string; text: string };

const songType = 1;
const cardType = 7;
const patType = 8;

/** A card of this kind asks its reader to confirm. */
const confirmCard = 4;

/** Says what a message is. What the protocol does not say about types is read from the content. */
export function kindOf(message: Message): Kind {
  const type = Number(message.msgType);
  const meta = message.metaData;
  if (isMedia(message)) {
    const known = meta ?? emptyMeta;
    const complete = known.pic !== "" || known.url !== "";
    return { kind: "media", meta: known, complete, video: Number(known.duration) > 0 };
  }
  if (type === patType) return { kind: "pat" };
  if (message.tips !== "" && !meta?.content && !meta?.title) return { kind: "tip", text: message.tips };
  if (meta && meta.title !== "" && (type === songType || type === cardType)) {
    return { kind: "card", meta, song: type === songType, asks: Number(meta.bizType) === confirmCard };
  }
  if (type === MessageType.Text && meta) return { kind: "text", text: meta.content };
  return { kind: "unknown", type: String(message.msgType), text: meta?.content || meta?.title || message.tips };
}

/** Whether a picture or video has to be asked for by itself. */
export function isIncomplete(message: Message): boolean {
  const kind = kindOf(message);
  return kind.kind === "media" && !kind.complete;
}

/** Whether two descriptions are of one user. */
export function isSameUser(one: User | null, other: User | null): boolean {
  if (!one || !other) return false;
  return (one.uin !== "" && one.uin === other.uin) || (one.encryptUin !== "" && one.encryptUin === other.encryptUin);
}

/** Says who wrote a message of a conversation with `peer`. */
export function sideOf(message: Message, peer: User | null, musicid: string): Side {
  const from = message.fromUser;
  if (!from) return "nobody";
  if (from.uin !== "" && from.uin === musicid) return "me";
  if (isSameUser(from, peer)) return "them";
  return message.clientKey !== "" ? "me" : "them";
}

const onlyEmoji = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f\s]+$/u;

/** Whether a text is a few emoji and nothing else. */
export function isOnlyEmoji(text: string): boolean {
  return text.length <= 24 && onlyEmoji.test(text);
}

/** Metadata of a message that says nothing in it. */
export const emptyMeta: MetaData = {
  title: "",
  content: "",
  pic: "",
  bizId: "",
  bizType: 0,
  url: "",
  width: 0,
  height: 0,
  duration: 0,
  size: 0,
};
