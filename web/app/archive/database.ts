import type { DBSchema, IDBPDatabase, StoreNames } from "idb";
import type { Session } from "../../sdk/src/index.ts";
import { migrations, type Migration } from "./database-migrations.ts";
import { openPatiently } from "./database-open.ts";
import { inTransaction } from "./database-transaction.ts";
import type { ArchivedMessage } from "./history.ts";

/** The name of the database. */
export const archiveDatabase = "qqmusicpm-archive";

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

/** Why a database is gone: a newer build wants to change it, or the browser has closed or deleted it. */
export type Lost = "newer" | "closed";

/** What its owner is told of a database. */
export interface DatabaseEvents {
  /** Another tab holds an older version and does not let go. Opening goes on when that tab is closed. */
  onBlocked?: (() => void) | undefined;
  /** It is closed and nothing can be kept any more; told once. What was being written then is written. */
  onLost?: ((reason: Lost) => void) | undefined;
}

/**
 * Opens the archive's database and brings it to the newest version. Rejects with a KeepingError when the browser does
 * not open it, or does not answer for 5 seconds, or when a newer build has changed it.
 */
export function openDatabase(
  { onBlocked, onLost }: DatabaseEvents = {},
  steps: readonly Migration[] = migrations,
): Promise<ArchiveDatabase> {
  return openPatiently<ArchiveSchema>(archiveDatabase, steps.length, {
    ...(onBlocked && { blocked: () => onBlocked() }),
    upgrade(database, oldVersion, _, transaction) {
      for (const step of steps.slice(oldVersion)) step(database, transaction);
    },
    // At once: a tab that thinks about it first keeps the newer one from starting.
    blocking(_, newer, { target }) {
      (target as IDBDatabase).close();
      onLost?.(newer === null ? "closed" : "newer");
    },
    terminated: () => onLost?.("closed"),
  });
}

/** The keys that begin so, the beginning itself with them. */
export function keysBelow(...beginning: IDBValidKey[]): IDBKeyRange {
  // An array is behind every number and text.
  return IDBKeyRange.bound(beginning, [...beginning, []]);
}

/** Forgets everything that a database has of an account. */
export async function forgetRecords(database: ArchiveDatabase, account: string): Promise<void> {
  await inTransaction(database, storeNames, "readwrite", async (transaction) => {
    await Promise.all(storeNames.map((name) => transaction.objectStore(name).delete(keysBelow(account))));
  });
}
