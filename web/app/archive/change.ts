// What can happen to an archive, as the tabs of a browser tell each other.

import type { Message, MetaData, Session, SessionPage } from "../../sdk/src/index.ts";
import type { ListCursor } from "./conversations.ts";
import type { BackupBlock } from "./ingest-backup.ts";
import type { MessagesPage } from "./ingest.ts";

/** Something that happened to the messages of a conversation. Times are Unix milliseconds. */
export type HistoryChange =
  | { change: "page"; id: string; page: MessagesPage; askedAt: number }
  /** What the gateway gave back for messages that were sent. */
  | { change: "sent"; id: string; messages: readonly Message[]; at: number }
  /** The details of pictures and videos, by message. */
  | { change: "details"; id: string; details: readonly (readonly [string, MetaData])[] }
  /** What was chosen on a card. */
  | { change: "confirmed"; id: string; messageId: string; choice: number }
  | { change: "deleted"; id: string; ids: readonly string[]; at: number }
  /** Messages of a file. */
  | { change: "backup"; id: string; block: BackupBlock }
  | { change: "cleared"; id: string; at: number };

/** Something that happened to the list of conversations. */
export type ListChangeOf =
  /** Pages from the top of the list on. */
  | { change: "top"; pages: readonly SessionPage[]; askedAt: number }
  | { change: "more"; page: SessionPage; from: ListCursor; askedAt: number }
  /** Conversations that were missing in a page and in the top, too. */
  | { change: "missing"; ids: readonly string[]; at: number }
  | { change: "conversation"; conversation: Session; at: number }
  | { change: "read"; id: string; at: number }
  | { change: "allRead"; at: number }
  | { change: "forgotten"; id: string; at: number };

/** Something that happened to an archive. */
export type Change = HistoryChange | ListChangeOf;

/** Whether it happened to the messages of a conversation. */
export function isOfHistory(change: Change): change is HistoryChange {
  return ["page", "sent", "details", "confirmed", "deleted", "backup", "cleared"].includes(change.change);
}
