// The two places that what is searched is read from: the store that the page has, and the database itself.

import type { ArchiveStore } from "./archive-store.ts";
import type { ArchiveDatabase } from "./database-schema.ts";
import { keysBelow } from "./database.ts";
import { inTransaction } from "./database-transaction.ts";
import type { Run } from "./history.ts";
import type { SearchSource } from "./search-feed.ts";

/** What a store has: runs are known by being the same objects. */
export function storeSource(store: () => ArchiveStore): SearchSource {
  const keys = new WeakMap<Run, string>();
  let next = 0;
  const keyOf = (run: Run) => {
    const key = keys.get(run) ?? String(next++);
    keys.set(run, key);
    return key;
  };
  return {
    conversations: () => store().histories(),
    async open(conversation) {
      const { pieces } = await store().readHistory(conversation);
      const runs = new Map(pieces.map(({ run }) => [keyOf(run), run]));
      return {
        keys: [...runs.keys()],
        whole: pieces.every(({ joined }) => joined),
        read: async (wanted) => wanted.map((key) => [key, runs.get(key)!.messages] as const),
      };
    },
  };
}

/** What the database has of an account: a record of a run never changes under its number. */
export function databaseSource(database: ArchiveDatabase, account: string): SearchSource {
  return {
    async conversations() {
      const keys = await inTransaction(database, ["heads"], "readonly", (transaction) =>
        transaction.objectStore("heads").getAllKeys(keysBelow(account)),
      );
      return keys.map(([, conversation]) => conversation);
    },
    async open(conversation) {
      const head = await inTransaction(database, ["heads"], "readonly", (transaction) =>
        transaction.objectStore("heads").get([account, conversation]),
      );
      const numbers = new Map((head?.pieces ?? []).map(({ run }) => [`${head!.born} ${run}`, run]));
      return {
        keys: [...numbers.keys()],
        whole: head?.pieces.every(({ joined }) => joined) ?? false,
        read: (wanted) =>
          inTransaction(database, ["runs"], "readonly", async (transaction) => {
            const store = transaction.objectStore("runs");
            const runs = await Promise.all(
              wanted.map(async (key) => [key, await store.get([account, conversation, numbers.get(key)!])] as const),
            );
            // One that was replaced meanwhile is read with the next change.
            return runs.flatMap(([key, messages]) => (messages ? [[key, messages] as const] : []));
          }),
      };
    },
  };
}
