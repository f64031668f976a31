// A browser's database for tests: fresh when asked for, and looked into without the code that is tested.

import "fake-indexeddb/auto";
import { archiveDatabase } from "../archive/database.ts";

/** Lets the browser have no database. */
export function freshBrowser(): void {
  globalThis.indexedDB = new IDBFactory();
}

/** What a request gives. */
export function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The keys of everything that the archive's database has, by object store; those that have nothing are left out. */
export async function everyKey(): Promise<Record<string, IDBValidKey[]>> {
  const database = await answer(indexedDB.open(archiveDatabase));
  const found: Record<string, IDBValidKey[]> = {};
  for (const name of database.objectStoreNames) {
    const keys = await answer(database.transaction(name).objectStore(name).getAllKeys());
    if (keys.length > 0) found[name] = keys;
  }
  database.close();
  return found;
}
