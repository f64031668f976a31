import type { User } from "../../sdk/src/index.ts";
import type { ArchivedMessage } from "../archive/history.ts";
import { isOnlyEmoji, kindOf, type Kind } from "../model/kinds.ts";
import { fit } from "../model/pictures.ts";
import { sideOf, type Self, type Side } from "../model/sides.ts";
import { secondsOf } from "../model/times.ts";
import type { OutboxEntry } from "../outbox/entry.ts";

/** One row of a conversation. */
export type Row =
  | { row: "day"; key: string; time: number }
  | { row: "unread"; key: string }
  /** Messages are missing here, before the one with this id. */
  | { row: "gap"; key: string; before: string }
  | MessageRow
  | { row: "beginning"; key: string }
  | { row: "outgoing"; key: string; outgoing: OutboxEntry; closes: boolean; timed: boolean };

/** Whose a message is, and when it was written. */
interface Placed {
  side: Side;
  /** In Unix seconds; undefined when nobody knows. */
  time: number | undefined;
  /** The day of it; "" when nobody knows. */
  day: string;
}

/** A row that shows a message. */
export interface MessageRow extends Placed {
  row: "message";
  key: string;
  message: ArchivedMessage;
  kind: Kind;
  /** Whether it is the last of its sender's group, which shows who wrote it. */
  closes: boolean;
  /** Whether nothing follows for some minutes, so that it shows its time. */
  timed: boolean;
}

/** What rows are made of. */
export interface Conversation {
  /** Oldest first. */
  messages: readonly ArchivedMessage[];
  /** The ids of messages before which others are missing. */
  gaps: ReadonlySet<string>;
  outgoing: readonly OutboxEntry[];
  peer: User | null;
  self: Self;
  /** Whether there are messages before these. */
  hasOlder: boolean;
  /** The id of the first message that was unread when the conversation was opened. */
  firstUnread?: string | undefined;
  /** The keys of messages sent from here. */
  sentKeys: ReadonlySet<string>;
}

/** Messages further apart than this begin a new group, in seconds. */
const groupGap = 300;

// Of a long conversation nearly all rows are as they were: they are kept, and what shows them is not drawn anew.
const made = new WeakMap<ArchivedMessage, MessageRow>();

/**
 * The rows of a conversation: its messages grouped by sender and parted by day, then what is on its way. A row's height
 * depends on what follows it and never on what is before: rows that are there keep their place when older ones come.
 */
export function rowsOf(conversation: Conversation): Row[] {
  const { messages, gaps, outgoing, peer, self, hasOlder, firstUnread, sentKeys } = conversation;
  const rows: Row[] = []; // the last one first
  let next: Placed | undefined;
  let nextIsUnread = false;
  let nextIsParted = false;
  // Times that are out of order would have a day twice, and a message that the network doubled its client key.
  const used = new Set<string>();
  const own = (key: string, otherwise: string) => (used.has(key) ? otherwise : (used.add(key), key));
  const pushDay = ({ time, day }: Placed) => {
    if (time === undefined || rows.at(-1)?.row === "day") return;
    rows.push({ row: "day", key: own(`day ${day}`, `day ${day} ${rows.length}`), time });
  };
  const parting = ({ side, time, day }: Placed) => {
    const otherDay = next !== undefined && next.day !== day;
    if (otherDay && !nextIsParted) pushDay(next!);
    const later = next?.time !== undefined && time !== undefined && next.time - time > groupGap;
    const timed = !next || later || otherDay || nextIsParted;
    return { timed, closes: timed || next?.side !== side || nextIsUnread };
  };
  for (const one of onTheirWay(outgoing, messages).reverse()) {
    const time = one.writtenAt / 1000;
    const placed: Placed = { side: "me", time, day: dayOf(time) };
    rows.push({ row: "outgoing", key: own(`sent ${one.clientKey}`, ""), outgoing: one, ...parting(placed) });
    next = placed;
  }
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i]!;
    const before = made.get(message);
    const kind = before?.kind ?? kindOf(message);
    const side = kind.kind === "tip" || kind.kind === "pat" ? "nobody" : sideOf(message, peer, self);
    const time = before ? before.time : secondsOf(message.time);
    const day = before?.day ?? dayOf(time);
    const key = own(keyOf(message, sentKeys), message.id);
    const { closes, timed } = parting({ side, time, day });
    const same = before?.key === key && before.side === side && before.closes === closes && before.timed === timed;
    const row: MessageRow = same ? before : { row: "message", key, message, kind, side, time, day, closes, timed };
    if (!same) made.set(message, row);
    rows.push(row);
    next = row;
    nextIsUnread = message.id === firstUnread;
    if (nextIsUnread) rows.push({ row: "unread", key: "unread" });
    // What is missing before a message that was just sent is on its way: nobody is told.
    nextIsParted = gaps.has(message.id) && !sentKeys.has(message.clientKey);
    if (nextIsParted) {
      pushDay(row);
      rows.push({ row: "gap", key: `gap ${message.id}`, before: message.id });
    }
  }
  // Whether the first of all begins its day is known when the page before it is there.
  if (next && !hasOlder && !nextIsParted) pushDay(next);
  if (messages.length > 0 && !hasOlder) rows.push({ row: "beginning", key: "beginning" });
  return rows.reverse();
}

// A message that has come back is taken from the outbox a moment later: it is not shown twice until then.
function onTheirWay(outgoing: readonly OutboxEntry[], messages: readonly ArchivedMessage[]): OutboxEntry[] {
  if (outgoing.length === 0) return [];
  const arrived = new Set(messages.map((message) => message.clientKey));
  return outgoing.filter(({ state, fresh, clientKey }) => state === "failed" || fresh || !arrived.has(clientKey));
}

// A message keeps its row when it turns from one on its way into one that arrived.
function keyOf(message: ArchivedMessage, sentKeys: ReadonlySet<string>): string {
  return sentKeys.has(message.clientKey) ? `sent ${message.clientKey}` : message.id;
}

/** The day of a time in seconds, where the reader is; "" when nobody knows the time. */
export function dayOf(seconds: number | undefined): string {
  if (seconds === undefined) return "";
  const date = new Date(seconds * 1000);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/**
 * A guess of a row's height in pixels, before it is measured; `width` is how wide a message's text can be. It follows
 * style/rows.css: each row that turns out otherwise has the places of all others reckoned anew.
 */
export function estimateHeight(row: Row, width: number): number {
  switch (row.row) {
    case "beginning":
    case "day":
    case "unread":
      return 46;
    case "gap":
      return 60;
    case "outgoing":
      return Math.round(textHeight(row.outgoing.text, width) + around(row));
    case "message":
      return Math.round(contentHeight(row.kind, width) + around(row));
  }
}

function around({ closes, timed, side }: { closes: boolean; timed: boolean; side?: Side }): number {
  return (closes ? 12 : 4) + (timed && side !== "nobody" ? 18.6 : 0);
}

function contentHeight(kind: Kind, width: number): number {
  switch (kind.kind) {
    case "text":
      return textHeight(kind.text, width);
    case "media":
      return kind.complete ? 37 + fit(Number(kind.meta.width), Number(kind.meta.height))[1] : 160;
    case "card":
      return kind.asks ? 150 : kind.song ? 108.8 : 98.8;
    case "nothing":
      return 38.5;
    case "pat":
    case "tip":
      return 34;
    case "unknown":
      return unknownHeight(kind, width);
  }
}

function unknownHeight({ meta, text }: Extract<Kind, { kind: "unknown" }>, width: number): number {
  const picture = meta.pic === "" ? 0 : 29 + fit(Number(meta.width), Number(meta.height))[1];
  const lines = [meta.title, meta.url].filter((one) => one !== "").length;
  return 60 + picture + lines * 24 + (text === "" ? 0 : textHeight(text, width) - 16);
}

const letterWidth = 15;
const mostLines = 18; // a longer text is cut

function textHeight(text: string, width: number): number {
  if (text.length * letterWidth <= width && !text.includes("\n")) return isOnlyEmoji(text) ? 55 : 38.5;
  let lines = 1;
  let used = 0;
  for (let i = 0; i < text.length && lines < mostLines; i++) {
    const code = text.charCodeAt(i);
    // Chinese letters are twice as wide as Latin ones; emoji are two halves.
    used += code === 10 ? 0 : code < 0x2e80 ? letterWidth / 2 : letterWidth;
    if (code === 10 || used > width) {
      lines++;
      used = 0;
    }
  }
  return 16 + 22.5 * lines;
}
