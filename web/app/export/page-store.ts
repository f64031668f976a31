// What has come of exports, in IndexedDB until the file is written: messages and conversations, and nothing that is secret.

import type { Message } from "../../sdk/src/index.ts";
import { isOfAccount, type Conversation, type Job, type KeptPage, type PageStore } from "./job.ts";

const name = "qqmusicpm-export";
const stores = ["jobs", "conversations", "pages", "details"] as const;
type StoreName = (typeof stores)[number];

/** The browser does not keep what has come: its storage is full or forbidden. */
export class KeepingError extends Error {
  override name = "KeepingError";
}

interface KeptDetails {
  key: string;
  index: number;
  id: string;
  message: Message | null;
}

/** The store of this browser. */
export const pageStore: PageStore = {
  job: (key) => inside("readonly", async (of) => answer<Job | undefined>(of("jobs").get(key))),
  begin: (job) =>
    inside("readwrite", (of) => {
      forget(of, job.key);
      of("jobs").put(job);
    }),
  list: (job, conversations) =>
    inside("readwrite", (of) => {
      for (const one of conversations) of("conversations").put(one);
      of("jobs").put(job);
    }),
  conversations: (key) => inside("readonly", (of) => answer<Conversation[]>(of("conversations").getAll(below([key])))),
  putConversation: (conversation) => inside("readwrite", (of) => void of("conversations").put(conversation)),
  addPage: (page, conversation) =>
    inside("readwrite", (of) => {
      of("pages").put(page);
      of("conversations").put(conversation);
    }),
  page: (key, index, number) =>
    inside("readonly", (of) => answer<KeptPage | undefined>(of("pages").get([key, index, number]))),
  addDetails: (key, index, details) =>
    inside("readwrite", (of) => {
      for (const [id, message] of details) {
        const kept: KeptDetails = { key, index, id, message };
        of("details").put(kept);
      }
    }),
  details: (key, index, ids) =>
    inside("readonly", (of) =>
      Promise.all(
        ids.map(async (id) => (await answer<KeptDetails | undefined>(of("details").get([key, index, id])))?.message),
      ),
    ),
  remove: (key) => inside("readwrite", (of) => forget(of, key)),
};

/** Forgets the exports of an account. */
export async function forgetExports(musicid: string): Promise<void> {
  await inside("readwrite", async (of) => {
    const keys = await answer<string[]>(of("jobs").getAllKeys() as IDBRequest<string[]>);
    for (const key of keys) if (isOfAccount(key, musicid)) forget(of, key);
  });
}

type StoreOf = (store: StoreName) => IDBObjectStore;

// Everything of one call happens in one transaction: all of it or nothing.
async function inside<Result>(
  mode: IDBTransactionMode,
  work: (of: StoreOf) => Result | Promise<Result>,
): Promise<Result> {
  try {
    const database = await (opened ??= open());
    const transaction = database.transaction(stores, mode);
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const [result] = await Promise.all([work((store) => transaction.objectStore(store)), ended]);
    return result;
  } catch (error) {
    throw new KeepingError(String(error), { cause: error });
  }
}

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore("jobs", { keyPath: "key" });
      database.createObjectStore("conversations", { keyPath: ["key", "index"] });
      database.createObjectStore("pages", { keyPath: ["key", "index", "number"] });
      database.createObjectStore("details", { keyPath: ["key", "index", "id"] });
    };
    request.onsuccess = () => {
      request.result.onclose = () => (opened = undefined);
      resolve(request.result);
    };
    request.onerror = () => {
      opened = undefined;
      reject(request.error);
    };
  });
}

function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function forget(of: StoreOf, key: string): void {
  of("jobs").delete(key);
  for (const store of ["conversations", "pages", "details"] as const) of(store).delete(below([key]));
}

// An array is behind every number and text, so this holds all keys that begin alike.
function below(prefix: IDBValidKey[]): IDBKeyRange {
  return IDBKeyRange.bound(prefix, [...prefix, []]);
}
