import type { Message } from "../../sdk/src/index.ts";
import type { ArchivedMessage } from "../archive/history.ts";
import { kindOf } from "../model/kinds.ts";
import { cleanName } from "../model/clean.ts";
import { sideOf, type Self, type Side } from "../model/sides.ts";
import { momentOf, secondsOf } from "../model/times.ts";
import type { FileConversation } from "./file.ts";
import { remembered } from "./remembered.ts";
import type { FileWords } from "./words.ts";

/** What a message is, as files for programs call it. */
export type ContentType =
  "text" | "picture" | "video" | "song" | "card" | "nudge" | "notice" | "deleted" | "unreadable" | "unknown";

/** A message as a file shows it that is read by people: still as it was written, to be escaped by each format. */
export interface Content {
  side: Side;
  type: ContentType;
  /** Who wrote it, on one line. */
  name: string;
  /** When, in Unix seconds; undefined when that is no time. */
  time: number | undefined;
  /** That it was deleted elsewhere; "" when it was not. */
  gone: string;
  /** What it is when it is not only text. */
  label: string;
  title: string;
  text: string;
  /** Where it leads: web addresses alone. */
  links: URL[];
  /** The picture that it is or has. */
  picture: URL | undefined;
}

/** The web address that a field of a message means, if it is one. */
export type AddressOf = (address: string) => URL | undefined;

/** How a file is written. */
export interface FileLook {
  words: FileWords;
  addressOf: AddressOf;
  /** The path of a picture that is saved beside the file; undefined when it is not. */
  savedPicture?: (address: URL) => string | undefined;
  /** The time zone; without it the reader's. */
  zone?: string;
}

/** What a file shows of a message. */
export function contentOf(
  message: ArchivedMessage,
  { session }: FileConversation,
  self: Self,
  { words, addressOf }: FileLook,
): Content {
  const kind = kindOf(message);
  const side = kind.kind === "tip" ? "nobody" : sideOf(message, session.user, self);
  const name = nameOf(message, side, words);
  const gone = message.goneAt === undefined ? "" : words.deletedElsewhere;
  const content: Content = {
    side,
    type: "text",
    name,
    time: timeOf(message),
    gone,
    label: "",
    title: "",
    text: "",
    links: [],
    picture: undefined,
  };
  const link = (address: string) => {
    const url = addressOf(address);
    if (url && !content.links.some((one) => one.href === url.href)) content.links.push(url);
  };
  switch (kind.kind) {
    case "text":
      return { ...content, text: kind.text };
    case "tip":
      return { ...content, type: "notice", text: kind.text };
    case "media":
      link(kind.meta.url);
      link(kind.meta.pic);
      return {
        ...content,
        type: kind.video ? "video" : "picture",
        label: kind.video ? words.video : words.picture,
        text: kind.meta.content,
        picture: addressOf(kind.meta.pic || (kind.video ? "" : kind.meta.url)),
      };
    case "card":
      link(kind.meta.url);
      return {
        ...content,
        type: kind.song ? "song" : "card",
        label: kind.song ? words.song : words.card,
        title: kind.meta.title,
        text: kind.meta.content,
      };
    case "nothing":
      return {
        ...content,
        type: kind.why === "unreadable" ? "unreadable" : "deleted",
        label: words.lost[kind.why],
      };
    case "pat":
      return { ...content, type: "nudge", label: words.pat };
    case "unknown":
      link(kind.meta.url);
      link(kind.meta.pic);
      return {
        ...content,
        type: "unknown",
        label: words.unknown(kind.type),
        title: kind.meta.title,
        text: kind.text,
        picture: addressOf(kind.meta.pic),
      };
  }
}

/** The name of a conversation's other side, on one line. */
export function peerName({ session }: FileConversation, words: FileWords): string {
  return nameOnLine(session.user?.nick ?? "") || words.noName;
}

// Most messages are of few people.
const nameOnLine = remembered((nick) => cleanName(nick));

function nameOf(message: Message, side: Side, words: FileWords): string {
  if (side === "me") return words.me;
  if (side === "nobody") return words.system;
  if (side === "unknown") return words.unknownSender;
  return nameOnLine(message.fromUser?.nick ?? "") || words.noName;
}

// A time that no Date holds is none to be written.
function timeOf({ time }: ArchivedMessage): number | undefined {
  const seconds = secondsOf(time);
  return momentOf(seconds) === undefined ? undefined : seconds;
}
