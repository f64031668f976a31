import { migrations, type Migration } from "./database-migrations.ts";
import { openPatiently } from "./database-open.ts";
import { storeNames, type ArchiveDatabase, type ArchiveSchema } from "./database-schema.ts";
import { inTransaction } from "./database-transaction.ts";

/** The name of the database. */
export const archiveDatabase = "qqmusicpm-archive";

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
