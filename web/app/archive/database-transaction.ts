import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import { KeepingError } from "./archive-store.ts";

/** What went wrong in a database as a KeepingError; one that is one already stays itself. */
export function keepingError(error: unknown): KeepingError {
  if (error instanceof KeepingError) return error;
  const full = (error as Error | null)?.name === "QuotaExceededError";
  return new KeepingError(String(error), { full, cause: error });
}

/** What a change makes of something, in a transaction: when it throws, that is undone and rejects with the same. */
export function changed<Before, After>(change: (before: Before) => After, before: Before): After {
  try {
    return change(before);
  } catch (error) {
    throw new Undone(error);
  }
}

/**
 * Works in one transaction, in which all of it happens or nothing. The work may wait for nothing but the transaction.
 * Resolves when everything is kept, or read; rejects with a KeepingError when it is not, with what {@link changed} met when that
 * was the reason.
 */
export async function inTransaction<
  Schema extends DBSchema,
  Name extends StoreNames<Schema>,
  Mode extends "readonly" | "readwrite",
  Result,
>(
  database: IDBPDatabase<Schema>,
  stores: Name[],
  mode: Mode,
  work: (transaction: IDBPTransaction<Schema, Name[], Mode>) => Promise<Result>,
): Promise<Result> {
  let transaction: IDBPTransaction<Schema, Name[], Mode>;
  try {
    transaction = database.transaction(stores, mode);
  } catch (error) {
    throw keepingError(error);
  }
  const ended = endOf(transaction, database);
  try {
    const working = work(transaction);
    // What was read does not change any more: only what was written has to be kept first.
    const done = mode === "readonly" ? working.then(() => undefined) : working.then(() => ended);
    const failure = await Promise.race([done, ended]);
    if (failure) throw failure;
    return await working;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended already.
    }
    await ended;
    if (error instanceof Undone) throw error.reason;
    // A request says only that it was given up; the transaction says why.
    throw keepingError(transaction.error ?? error);
  }
}

// idb's own promise rejects before the transaction knows why. When Chromium closes a database, a transaction that was just
// begun is never told that it has ended.
function endOf(
  transaction: Pick<IDBTransaction, "addEventListener" | "error"> & { done: Promise<void> },
  database: Pick<IDBDatabase, "addEventListener" | "removeEventListener">,
): Promise<DOMException | undefined> {
  transaction.done.catch(() => {});
  return new Promise<DOMException | undefined>((resolve) => {
    const aborted = () => end(transaction.error ?? new DOMException("", "AbortError"));
    const end = (failure?: DOMException) => {
      database.removeEventListener("close", aborted);
      resolve(failure);
    };
    transaction.addEventListener("complete", () => end());
    transaction.addEventListener("abort", aborted);
    database.addEventListener("close", aborted);
  });
}

// An error that is not the database's.
class Undone extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super("undone");
    this.reason = reason;
  }
}
