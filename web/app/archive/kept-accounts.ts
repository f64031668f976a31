// What the database has of which account, whoever is signed in.

import { storeNames } from "./database-schema.ts";
import { forgetRecords, keysBelow, openDatabase, type DatabaseEvents } from "./database.ts";
import { inTransaction } from "./database-transaction.ts";
import { forgetOlderExports } from "./older-export.ts";

/** The keys of the accounts of which something is kept; rejects with a KeepingError when the browser does not tell. */
export async function keptAccounts(events?: DatabaseEvents): Promise<string[]> {
  const database = await openDatabase(events);
  try {
    return await inTransaction(database, storeNames, "readonly", async (transaction) => {
      const accounts = new Set<string>();
      for (const name of storeNames) {
        let cursor = await transaction.objectStore(name).openKeyCursor();
        while (cursor) {
          const [account] = cursor.key;
          accounts.add(account);
          // Behind all that the account has.
          cursor = await cursor.continue(keysBelow(account).upper);
        }
      }
      return [...accounts];
    });
  } finally {
    database.close();
  }
}

/**
 * Forgets everything of an account, what an older build collected for its files too. Rejects with a KeepingError when
 * the browser does not do it.
 */
export async function forgetKept(account: string, events?: DatabaseEvents): Promise<void> {
  const database = await openDatabase(events);
  try {
    await forgetRecords(database, account);
  } finally {
    database.close();
  }
  await forgetOlderExports(account);
}
