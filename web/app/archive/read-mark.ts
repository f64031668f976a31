// How far a conversation was read here. A gateway may count messages as unread although they were read.

import type { Int64, Message, Session } from "../../sdk/src/index.ts";
import { isAfter } from "./conversations.ts";

/** Up to where a conversation was read. */
export interface ReadMark {
  /** The newest message that was read: its id, and what tells its place. */
  readonly id: string;
  readonly sequence: Int64;
  readonly sortTime: Int64;
  readonly time: Int64;
  /** How many messages the gateway counted as unread then, that one among them. */
  readonly count: number;
  /** When it was read, in Unix milliseconds. */
  readonly at: number;
  /** Whether the gateway counts them still. */
  readonly stays: boolean;
}

/** The mark of a conversation that was read up to a message. */
export function markOf(
  { id, sequence, sortTime, time }: Message,
  facts: Pick<ReadMark, "count" | "at" | "stays">,
): ReadMark {
  return { id, sequence, sortTime, time, ...facts };
}

/** The unread messages of a conversation, as far as the gateway's count and what was read here tell. */
export function unreadIn(session: Session, mark: ReadMark | undefined, isMine: (session: Session) => boolean): Int64 {
  const { newMsg, newMsgCnt } = session;
  const counted = Number(newMsgCnt);
  if (!mark || counted <= 0) return newMsgCnt;
  if (!isAfter(newMsg, mark)) return 0;
  // The same count: nothing but one's own message came since.
  if (counted === mark.count && isMine(session)) return 0;
  // Where the count goes back when a conversation is read, it is of what came since.
  return mark.stays && counted > mark.count ? counted - mark.count : newMsgCnt;
}

/** A conversation with the messages as unread that are so. */
export function withUnread(
  session: Session,
  mark: ReadMark | undefined,
  isMine: (session: Session) => boolean,
): Session {
  const newMsgCnt = unreadIn(session, mark, isMine);
  return newMsgCnt === session.newMsgCnt ? session : { ...session, newMsgCnt };
}

/** A mark as the text of its record. */
export const markRecord = (mark: ReadMark): string => JSON.stringify(mark);

/** Reads the record of a mark; undefined when it is none. */
export function readMarkRecord(text: string | null): ReadMark | undefined {
  try {
    const { id, sequence, sortTime, time, count, at, stays } = JSON.parse(text ?? "") as Partial<ReadMark>;
    if (typeof id !== "string" || !isInteger(sequence) || !isInteger(sortTime) || !isInteger(time)) return undefined;
    if (!Number.isSafeInteger(count) || !Number.isFinite(at)) return undefined;
    return { id, sequence, sortTime, time, count: count!, at: at!, stays: stays === true };
  } catch {
    return undefined;
  }
}

function isInteger(value: unknown): value is Int64 {
  return Number.isSafeInteger(value) || (typeof value === "string" && /^-?\d{1,19}$/.test(value));
}
