import type { Message, User } from "../../sdk/src/index.ts";
import type { Outgoing } from "../compose/outgoing.ts";
import { kindOf, sideOf, type Kind, type Side } from "./kinds.ts";

/** One row of a conversation. */
export type Row =
  | { row: "day"; key: string; time: number }
  | { row: "unread"; key: string }
  | MessageRow
  | { row: "beginning"; key: string }
  | { row: "outgoing"; key: string; outgoing: Outgoing; closes: boolean; timed: boolean };

/** A row that shows a message. */
export interface MessageRow {
  row: "message";
  key: string;
  message: Message;
  kind: Kind;
  side: Side;
  /** Whether it is the last of its sender's group, which shows who wrote it. */
  closes: boolean;
  /** Whether nothing follows for some minutes, so that it shows its time. */
  timed: boolean;
}

/** What rows are made of. */
export interface Conversation {
  /** Oldest first. */
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  peer: User | null;
  musicid: string;
  /** Whether there are messages before these. */
  hasOlder: boolean;
  /** The id of the first message that was unread when the conversation was opened. */
  firstUnread?: string | undefined;
  /** The keys of messages sent from here. */
  sentKeys: ReadonlySet<string>;
}

/** Messages further apart than this begin a new group, in seconds. */
const groupGap = 300;

/**
 * The rows of a conversation: its messages grouped by sender and parted by day, then what is on its way. A row's height
 * depends on what follows it and never on what is before: rows that are there keep their place when older ones come.
 */
export function rowsOf(conversation: Conversation): Row[] {
  const { messages, outgoing, peer, musicid, hasOlder, firstUnread, sentKeys } = conversation;
  const rows: Row[] = [];
  let last: { closes: boolean; timed: boolean; side: Side; time: number } | undefined;
  let day = "";
  if (!hasOlder && messages.length > 0) rows.push({ row: "beginning", key: "beginning" });
  const part = (side: Side, time: number, isUnread: boolean) => {
    const next = dayOf(time);
    if (last) {
      last.timed = time - last.time > groupGap || next !== day;
      last.closes = last.timed || side !== last.side || isUnread;
    }
    // Whether the first of all begins its day is known when the page before it is there.
    if (next !== day && (last || !hasOlder)) rows.push({ row: "day", key: `day ${next}`, time });
    day = next;
    if (isUnread) rows.push({ row: "unread", key: "unread" });
  };
  for (const message of messages) {
    const time = Number(message.time);
    const kind = kindOf(message);
    const side = kind.kind === "tip" || kind.kind === "pat" ? "nobody" : sideOf(message, peer, musicid);
    part(side, time, message.id === firstUnread);
    const row: MessageRow = {
      row: "message",
      key: keyOf(message, sentKeys),
      message,
      kind,
      side,
      closes: false,
      timed: false,
    };
    rows.push(row);
    last = Object.assign(row, { time });
  }
  for (const one of outgoing) {
    part("me", one.time, false);
    const row = { row: "outgoing" as const, key: `sent ${one.clientKey}`, outgoing: one, closes: false, timed: false };
    rows.push(row);
    last = Object.assign(row, { side: "me" as const, time: one.time });
  }
  if (last) last.closes = last.timed = true;
  return rows;
}

// A message keeps its row when it turns from one on its way into one that arrived.
function keyOf(message: Message, sentKeys: ReadonlySet<string>): string {
  return sentKeys.has(message.clientKey) ? `sent ${message.clientKey}` : message.id;
}

/** The day of a time in seconds, where the reader is. */
export function dayOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** A guess of a row's height in pixels, before it is measured; `width` is how wide a message's text can be. */
export function estimateHeight(row: Row, width: number): number {
  switch (row.row) {
    case "beginning":
      return 44;
    case "day":
      return 46;
    case "unread":
      return 42;
    case "outgoing":
      return textHeight(row.outgoing.text, width) + (row.closes ? 12 : 4) + (row.timed ? 18 : 0);
    case "message":
      return contentHeight(row.kind, width) + (row.closes ? 12 : 4) + (row.timed ? 18 : 0);
  }
}

function contentHeight(kind: Kind, width: number): number {
  switch (kind.kind) {
    case "text":
      return textHeight(kind.text, width);
    case "media":
      return 200;
    case "card":
      return kind.asks ? 150 : 96;
    case "pat":
    case "tip":
      return 30;
    case "unknown":
      return 90;
  }
}

function textHeight(text: string, width: number): number {
  const perLine = Math.max(8, Math.floor(width / 15));
  let lines = 0;
  for (const line of text.split("\n")) lines += Math.max(1, Math.ceil(line.length / perLine));
  return 18 + 22 * Math.min(lines, 40);
}
