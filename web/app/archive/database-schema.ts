import type { DBSchema, IDBPDatabase, StoreNames } from "idb";
import type { Session } from "../../sdk/src/index.ts";
import type { ArchivedMessage } from "./history.ts";

/** A run of a conversation, by the number of its record. */
export interface KeptPiece {
  run: number;
  joined: boolean;
  /** How many messages it has. */
  count: number;
}

/** What a conversation consists of. Its messages are in records of their own, which never change under their number. */
export interface Head {
  /** Which beginning it has: what was forgotten and kept anew is not mistaken for what it was. */
  born: number;
  /** One more with each change. */
  revision: number;
  doubted: boolean;
  pieces: KeptPiece[];
  /** The number of the next run: none is used twice. */
  nextRun: number;
}

/** What the list consists of. Its conversations are in records of their own. */
export interface ListRecord {
  /** As a head's. */
  born: number;
  /** One more with each change. */
  revision: number;
  hasMore: boolean;
  unread: number;
  /** Newest first, each with the revision of the list that it came with. */
  order: { conversation: string; revision: number }[];
}

/** What is in the database, by account, and by conversation, run or name. */
export interface ArchiveSchema extends DBSchema {
  heads: { key: [account: string, conversation: string]; value: Head };
  runs: { key: [account: string, conversation: string, run: number]; value: readonly ArchivedMessage[] };
  lists: { key: [account: string]; value: ListRecord };
  conversations: { key: [account: string, conversation: string]; value: { session: Session } };
  notes: { key: [account: string, name: string]; value: unknown };
}

/** The archive's database, opened. */
export type ArchiveDatabase = IDBPDatabase<ArchiveSchema>;

/** All that has records in it. */
export const storeNames: StoreNames<ArchiveSchema>[] = ["heads", "runs", "lists", "conversations", "notes"];
