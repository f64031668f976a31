import type { Message } from "../../sdk/src/index.ts";
import type { ArchivedMessage } from "../archive/history.ts";
import { kindOf } from "../model/kinds.ts";
import { cleanName } from "../model/clean.ts";
import { sideOf, type Self, type Side } from "../model/sides.ts";
import { momentOf, secondsOf } from "../model/times.ts";
import type { Days } from "./days.ts";
import type { FileConversation } from "./file.ts";
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
  return cleanName(session.user?.nick ?? "") || words.noName;
}

function nameOf(message: Message, side: Side, words: FileWords): string {
  if (side === "me") return words.me;
  if (side === "nobody") return words.system;
  if (side === "unknown") return words.unknownSender;
  return cleanName(message.fromUser?.nick ?? "") || words.noName;
}

// A time that no Date holds is none to be written.
function timeOf({ time }: ArchivedMessage): number | undefined {
  const seconds = secondsOf(time);
  return momentOf(seconds) === undefined ? undefined : seconds;
}

// Wherever one is, since 1972 a day begins at a quarter of an hour: what is of the same one, in seconds, is of the same day.
const dayBegins = 900;

/** Times as files write them, where the reader is. */
export class FileTimes {
  /** The time zone of the times. */
  readonly zone: string;
  private readonly dayFormat;
  private readonly clockFormat;
  private readonly fullFormat;
  private readonly stampFormat;
  /** The day that was asked for last. */
  private last = { at: NaN, day: "" };

  constructor(tag: string, zone: string | undefined) {
    const timeZone = zone === undefined ? {} : { timeZone: zone };
    this.dayFormat = new Intl.DateTimeFormat(tag, { dateStyle: "full", ...timeZone });
    this.clockFormat = new Intl.DateTimeFormat(tag, { timeStyle: "medium", hourCycle: "h23", ...timeZone });
    this.fullFormat = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeStyle: "short", ...timeZone });
    // As Sweden writes it: "2026-05-28 20:26:40".
    this.stampFormat = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", ...timeZone });
    this.zone = this.dayFormat.resolvedOptions().timeZone;
  }

  /** The day of a time in seconds. */
  day(seconds: number): string {
    const at = Math.floor(seconds / dayBegins);
    if (at !== this.last.at) this.last = { at, day: this.dayFormat.format(seconds * 1000) };
    return this.last.day;
  }

  /** The time of day of a time in seconds. */
  clock(seconds: number): string {
    return this.clockFormat.format(seconds * 1000);
  }

  /** Which days were chosen, in words; "" when all were. */
  days({ since, until }: Days, words: FileWords): string {
    const first = momentOf(since) === undefined ? "" : this.day(since!);
    // The last second of the last day.
    const last = momentOf(until) === undefined ? "" : this.day(until! - 1);
    return first === "" && last === "" ? "" : words.days(first, last);
  }

  /** A time in seconds as "2026-05-28 20:26:40". */
  stamp(seconds: number): string {
    return this.stampFormat.format(seconds * 1000);
  }

  /** A time in milliseconds in full. */
  full(time: number): string {
    return this.fullFormat.format(time);
  }
}
