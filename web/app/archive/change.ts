// What can happen to an archive, as the tabs of a browser tell each other.

import type { Message, MetaData, Session, SessionPage } from "../../sdk/src/index.ts";
import type { ListCursor } from "./conversations.ts";
import type { BackupBlock } from "./ingest-backup.ts";
import type { MessagesPage } from "./ingest.ts";

/** Something that happened to the messages of a conversation. Times are Unix milliseconds. */
export type HistoryChange =
  /** What was gone by it is told, for a tab that reads from disk what it has become. */
  | { change: "page"; id: string; page: MessagesPage; askedAt: number; gone?: readonly string[] }
  /** What the gateway gave back for messages that were sent. */
  | { change: "sent"; id: string; messages: readonly Message[]; at: number }
  /** The details of pictures and videos, by message. */
  | { change: "details"; id: string; details: readonly (readonly [string, MetaData])[] }
  /** What was chosen on a card. */
  | { change: "confirmed"; id: string; messageId: string; choice: number; at: number }
  | { change: "deleted"; id: string; ids: readonly string[]; at: number }
  /** Messages of a file. */
  | { change: "backup"; id: string; block: BackupBlock }
  | { change: "cleared"; id: string; at: number };

/** Something that happened to the list of conversations. */
export type ListChangeOf =
  /** Pages from the top of the list on; partial ones were meant to be more. */
  | { change: "top"; pages: readonly SessionPage[]; partial: boolean; askedAt: number }
  | { change: "more"; page: SessionPage; from: ListCursor; askedAt: number }
  /** Conversations that were missing in a page, and in the top that was asked for after it, too. */
  | { change: "missing"; ids: readonly string[]; askedAt: number }
  | { change: "conversation"; conversation: Session; at: number }
  /** All of its messages were deleted here, up to the newest of them. */
  | { change: "emptied"; id: string; upTo: string | undefined; at: number }
  /** Its messages were read, up to one of them or all that were known. */
  | { change: "read"; id: string; upTo: Message | null; at: number }
  /** Those of all conversations were, as they were at a time. */
  | { change: "allRead"; askedAt: number; at: number }
  | { change: "forgotten"; id: string; at: number };

/** Something that happened to an archive. */
export type Change = HistoryChange | ListChangeOf;

/** Whether it happened to the messages of a conversation. */
export function isOfHistory(change: Change): change is HistoryChange {
  return ["page", "sent", "details", "confirmed", "deleted", "backup", "cleared"].includes(change.change);
}

/** Whether it is what the gateway answered when it was asked for a page, in which most often nothing is new. */
export function isAnswer(change: Change): boolean {
  return ["page", "top", "more"].includes(change.change);
}

/** Whether it can be done again later, whatever happened in between. */
export function isLasting(change: Change): boolean {
  return change.change === "deleted" || change.change === "confirmed";
}
