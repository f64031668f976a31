import { isMedia, MessageType } from "../../sdk/src/message-type.ts";
import type { Message, MetaData } from "../../sdk/src/index.ts";

/** Why a message has no content: somebody deleted it, or it came in a form that cannot be read. */
export const lostReasons = ["deleted", "unreadable"] as const;

/** One of them. */
export type Lost = (typeof lostReasons)[number];

/** What a message is shown as. */
export type Kind =
  | { kind: "text"; text: string }
  | { kind: "media"; meta: MetaData; complete: boolean; video: boolean }
  | { kind: "card"; meta: MetaData; song: boolean; asks: boolean }
  /** There is nothing in it: because it was deleted or could not be read, or perhaps because it was deleted. */
  | { kind: "nothing"; why: Lost | "perhapsDeleted" }
  | { kind: "pat" }
  | { kind: "tip"; text: string }
  /** What is in it may be read all the same: a text, and in `meta` a title, a picture and an address. */
  | { kind: "unknown"; type: string; meta: MetaData; text: string };

const songType = 1;
const cardType = 7;
const patType = 8;

/** Messages of these types have something in them. */
const withContent: readonly number[] = [MessageType.Text, songType, cardType];

/** A card of this kind asks its reader to confirm. */
const confirmCard = 4;

/** Says what a message is. What the protocol does not say about types is read from the content. */
export function kindOf(message: Message & { lost?: Lost }): Kind {
  const type = Number(message.msgType);
  const meta = message.metaData;
  const isEmpty = !hasContent(meta) && message.tips === "";
  if (isEmpty && message.lost) return { kind: "nothing", why: message.lost };
  if (isMedia(message)) {
    const known = meta ?? emptyMeta;
    const complete = known.pic !== "" || known.url !== "";
    return { kind: "media", meta: known, complete, video: Number(known.duration) > 0 };
  }
  if (type === patType) return { kind: "pat" };
  if (isEmpty && withContent.includes(type)) return { kind: "nothing", why: "perhapsDeleted" };
  if (message.tips !== "" && !hasContent(meta)) return { kind: "tip", text: message.tips };
  if (meta && meta.title !== "" && (type === songType || type === cardType)) {
    return { kind: "card", meta, song: type === songType, asks: Number(meta.bizType) === confirmCard };
  }
  if (type === MessageType.Text && meta && meta.content !== "") return { kind: "text", text: meta.content };
  const known = meta ?? emptyMeta;
  return { kind: "unknown", type: String(message.msgType), meta: known, text: known.content || message.tips };
}

/** Whether there is anything to be read or looked at. */
export function hasContent(meta: MetaData | null): boolean {
  return meta !== null && (meta.content !== "" || meta.title !== "" || meta.pic !== "" || meta.url !== "");
}

/** Whether a message is what is left of one that was deleted, as far as anybody can say. */
export function isHusk(message: Message): boolean {
  const kind = kindOf(message);
  return kind.kind === "nothing" && kind.why !== "unreadable";
}

/** Whether a picture or video has to be asked for by itself. */
export function isIncomplete(message: Message): boolean {
  const kind = kindOf(message);
  return kind.kind === "media" && !kind.complete;
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
