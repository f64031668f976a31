import { openDB, type DBSchema, type IDBPDatabase, type OpenDBCallbacks } from "idb";
import { KeepingError } from "./archive-store.ts";
import { keepingError } from "./database-transaction.ts";

/** How long a browser may be silent, in milliseconds. Some never answer in private windows. */
const patience = 5000;

/**
 * Opens a database. It waits for as long as another tab holds an older version, and as an upgrade lasts. Otherwise it
 * gives up after 5 seconds without an answer. Rejects with a KeepingError.
 *
 * @param version the newest one when undefined
 */
export async function openPatiently<Schema extends DBSchema>(
  name: string,
  version: number | undefined,
  { blocked, upgrade, ...callbacks }: OpenDBCallbacks<Schema>,
): Promise<IDBPDatabase<Schema>> {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const silent = new Promise<never>((_, reject) => {
    silence = setTimeout(() => reject(new KeepingError(`${name}: no answer`, { full: false })), patience);
  });
  // Without IndexedDB, and where it is forbidden, this throws.
  const opening = (async () =>
    await openDB<Schema>(name, version, {
      ...callbacks,
      blocked(...event) {
        clearTimeout(silence);
        blocked?.(...event);
      },
      upgrade(database, oldVersion, newVersion, transaction, event) {
        clearTimeout(silence);
        // That it failed is known from the opening.
        transaction.done.catch(() => {});
        upgrade?.(database, oldVersion, newVersion, transaction, event);
      },
    }))();
  try {
    return await Promise.race([opening, silent]);
  } catch (error) {
    // Who comes too late would only be in another tab's way.
    opening.then(
      (database) => database.close(),
      () => {},
    );
    throw keepingError(error);
  } finally {
    clearTimeout(silence);
  }
}
