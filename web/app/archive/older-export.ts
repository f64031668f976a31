// What an older build had collected for files: its database is read so that the archive can take it over.

import type { DBSchema, IDBPDatabase } from "idb";
import type { Message, Session } from "../../sdk/src/index.ts";
import { accountKey } from "../model/account-id.ts";
import { keysBelow } from "./database.ts";
import { openPatiently } from "./database-open.ts";
import { inTransaction, keepingError } from "./database-transaction.ts";

/** The name of the older build's database. */
export const olderDatabase = "qqmusicpm-export";

/** A page of messages as it was collected. */
export interface OlderPage {
  /** Newest first; none that an earlier page has. */
  messages: readonly Message[];
  /** The id of the message that it was asked to begin after; undefined of the newest page. */
  before: string | undefined;
  /** Whether there is a page behind it. */
  more: boolean;
}

/** What was collected of a conversation. */
export interface OlderConversation {
  session: Session;
  /** "open" when it is not complete. */
  state: "open" | "done" | "skipped";
  /** Newest first, without a gap. */
  pages: readonly OlderPage[];
  /** What was asked of pictures and videos by themselves, by message. */
  details: ReadonlyMap<string, Message>;
}

/** An export that was begun and not saved. */
export interface OlderExport {
  /** The conversation, when it is only one. */
  sessionId: string | undefined;
  format: "jsonl" | "html" | "markdown";
  /** When it was begun, in Unix milliseconds. */
  startedAt: number;
  /** Whether it was known which conversations there are. */
  listed: boolean;
  /** The conversations, read one by one. Rejects with a KeepingError. */
  conversations(): AsyncIterable<OlderConversation>;
}

/**
 * Hands over what an older build had collected of an account, export by export, and deletes an export when it was taken.
 * When taking one fails it stays, and this rejects with the same. What another tab is collecting just now is left to it. Rejects with a KeepingError when the browser does not give it.
 */
export async function takeOlderExports(account: string, take: (found: OlderExport) => Promise<void>): Promise<void> {
  await inOlderDatabase(async (database) => {
    for (const key of await keysOf(database, account)) {
      await alone(key, async () => {
        const found = await readExport(database, key);
        if (!found) return;
        await take(found);
        await remove(database, key);
      });
    }
  });
}

/** Forgets what an older build had collected of an account. Rejects with a KeepingError. */
export async function forgetOlderExports(account: string): Promise<void> {
  await inOlderDatabase(async (database) => {
    for (const key of await keysOf(database, account)) await remove(database, key);
  });
}

interface OlderSchema extends DBSchema {
  jobs: { key: string; value: Pick<OlderExport, "format" | "startedAt" | "listed"> };
  conversations: { key: [key: string, index: number]; value: Pick<OlderConversation, "session" | "state"> };
  pages: {
    key: [key: string, index: number, number: number];
    value: { cursor: string; more: boolean; messages: Message[] };
  };
  details: { key: [key: string, index: number, id: string]; value: { id: string; message: Message | null } };
}

type OlderDatabase = IDBPDatabase<OlderSchema>;

// An empty database stays: a tab with the older build may have it open, and deleting it would take what comes in there.
async function inOlderDatabase(work: (database: OlderDatabase) => Promise<void>): Promise<void> {
  let isNew = false;
  let database: OlderDatabase;
  try {
    database = await openPatiently<OlderSchema>(olderDatabase, undefined, {
      upgrade(_database, _oldVersion, _newVersion, transaction) {
        isNew = true;
        transaction.abort();
      },
      blocking: (_current, _newer, { target }) => (target as IDBDatabase).close(),
    });
  } catch (error) {
    if (isNew) return;
    throw error;
  }
  try {
    await work(database);
  } finally {
    database.close();
  }
}

async function keysOf(database: OlderDatabase, account: string): Promise<string[]> {
  const keys = await inTransaction(database, ["jobs"], "readonly", (transaction) =>
    transaction.objectStore("jobs").getAllKeys(),
  );
  return keys.filter((key) => {
    const [musicid, endpoint] = partsOf(key);
    return accountKey({ musicid, endpoint }) === account;
  });
}

function partsOf(key: string): [musicid: string, endpoint: string, sessionId?: string] {
  return JSON.parse(key) as [string, string, string?];
}

// The older build holds this lock while it collects.
async function alone(key: string, work: () => Promise<void>): Promise<void> {
  const { locks } = (globalThis.navigator ?? {}) as { locks?: LockManager };
  if (!locks) return await work();
  await locks.request(`${olderDatabase} ${key}`, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}

async function readExport(database: OlderDatabase, key: string): Promise<OlderExport | undefined> {
  const [job, indices] = await inTransaction(database, ["jobs", "conversations"], "readonly", (transaction) =>
    Promise.all([
      transaction.objectStore("jobs").get(key),
      transaction.objectStore("conversations").getAllKeys(keysBelow(key)),
    ]),
  );
  if (!job) return undefined;
  const { format, startedAt, listed } = job;
  return {
    sessionId: partsOf(key)[2],
    format,
    startedAt,
    listed,
    async *conversations() {
      for (const [, index] of indices) yield await readConversation(database, key, index);
    },
  };
}

function readConversation(database: OlderDatabase, key: string, index: number): Promise<OlderConversation> {
  return inTransaction(database, ["conversations", "pages", "details"], "readonly", async (transaction) => {
    const [conversation, pages, details] = await Promise.all([
      transaction.objectStore("conversations").get([key, index]),
      transaction.objectStore("pages").getAll(keysBelow(key, index)),
      transaction.objectStore("details").getAll(keysBelow(key, index)),
    ]);
    if (!conversation) throw keepingError(new Error("the export is gone"));
    return {
      session: conversation.session,
      state: conversation.state,
      pages: pages.map(({ messages, more }, i) => ({ messages, more, before: pages[i - 1]?.cursor })),
      details: new Map(details.flatMap(({ id, message }) => (message ? [[id, message] as const] : []))),
    };
  });
}

async function remove(database: OlderDatabase, key: string): Promise<void> {
  await inTransaction(database, ["jobs", "conversations", "pages", "details"], "readwrite", async (transaction) => {
    await Promise.all([
      transaction.objectStore("jobs").delete(key),
      transaction.objectStore("conversations").delete(keysBelow(key)),
      transaction.objectStore("pages").delete(keysBelow(key)),
      transaction.objectStore("details").delete(keysBelow(key)),
    ]);
  });
}
