// Runs in a page of the inbox's origin: fills an archive and works with it, through the inbox's own code.

import { Archive } from "../../app/archive/archive.js";
import type { ArchiveStore } from "../../app/archive/archive-store.js";
import { DiskStore } from "../../app/archive/disk-store.js";
import { nothingKnown } from "../../app/archive/history.js";
import { replaceMessages } from "../../app/archive/history-pieces.js";
import { MemoryStore } from "../../app/archive/memory-store.js";
import { everyDay } from "../../app/export/days.js";
import { measured } from "../../app/export/extent.js";
import { fileKinds } from "../../app/export/file.js";
import { newConversation, type FileFormat, type Job } from "../../app/export/job.js";
import { exportWords } from "../../app/export/words.js";
import { writeFile } from "../../app/export/write-file.js";
import { accountKey, type AccountId } from "../../app/model/account-id.js";
import { recordName } from "../../app/model/record-names.js";
import { numberAlone } from "../../app/model/sides.js";
import { saveFile } from "../../app/ui/save-file.js";
import { idOfConversation, madeUpConversation, madeUpMessage, madeUpMessages, madeUpUser } from "./made-up.js";

/** What an archive is filled with. */
export interface Filling {
  conversations: number;
  /** How many messages the first conversation has. The others have only their newest in the list. */
  messages: number;
}

/** What the first conversation of a filled archive is known by. */
export interface Filled {
  id: string;
  /** The text of its newest message. */
  newest: string;
}

/** How many messages the gateway gives at once. */
const pageLength = 50;

/** Keeps an account's messages on disk from now on, and fills what is kept. */
async function keep(account: AccountId, filling: Filling): Promise<Filled> {
  localStorage.setItem(recordName("keeps", account), JSON.stringify({ keeps: true }));
  const store = await DiskStore.open(accountKey(account));
  const filled = await fill(store, account, filling);
  store.close();
  return filled;
}

async function fill(store: ArchiveStore, { musicid }: AccountId, { conversations, messages }: Filling) {
  const owner = { ...madeUpUser(0), uin: musicid };
  const id = idOfConversation(1);
  const newest = madeUpMessage(messages - 1, owner, madeUpUser(1));
  const list = Array.from({ length: conversations }, (_, i) =>
    madeUpConversation(i + 1, i === 0 ? newest : madeUpMessage(messages - 1 - i, owner, madeUpUser(i + 1))),
  );
  await store.updateList(() => ({ conversations: list, hasMore: false, unread: 0 }));
  await store.updateHistory(id, () =>
    replaceMessages(nothingKnown, 0, 0, madeUpMessages(0, messages, owner, madeUpUser(1)), true, true),
  );
  return { id, newest: newest.metaData!.content };
}

/** An archive that no other tab hears of. */
const archiveOn = (store: ArchiveStore) =>
  new Archive({
    store,
    channel: { tell: () => {}, onTold: () => () => {} },
    keepsGone: () => false,
    onFailure: (error) => {
      throw error;
    },
  });

/** How long something took beside something else, each time. */
export interface InTurns {
  ours: number[];
  beside: number[];
}

/**
 * Fills an archive and lets pages of new messages enter it, one after the other; beside each the same page is put into a
 * database as one record. Gives how long each took.
 */
async function ingest(place: ArchiveStore["place"], account: AccountId, filling: Filling, pages: number) {
  const put = await openDatabase();
  const store = place === "disk" ? await DiskStore.open(accountKey(account)) : new MemoryStore();
  const { id } = await fill(store, account, filling);
  const archive = archiveOn(store);
  await archive.open();
  await archive.hold(id); // as a conversation in view is
  const owner = { ...madeUpUser(0), uin: account.musicid };
  const took: InTurns = { ours: [], beside: [] };
  let next = filling.messages;
  for (let page = 0; page < pages; page++) {
    // The oldest of them is known: so the page joins what is there.
    const messages = madeUpMessages(next - 1, next - 1 + pageLength, owner, madeUpUser(1)).reverse();
    next += pageLength - 1;
    const askedAt = archive.asking();
    const began = performance.now();
    const { added } = await archive.takePage(id, { messages, hasMore: true }, askedAt);
    took.ours.push(performance.now() - began);
    if (added.length !== pageLength - 1) throw new Error(`${added.length} messages of the page were new`);
    took.beside.push(await put(messages));
  }
  archive.close();
  return took;
}

/** Opens a database that has nothing of the inbox. Gives what puts a record into it, until it is kept, and says how long that took. */
async function openDatabase() {
  const opening = indexedDB.open("bench", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("records", { autoIncrement: true });
  await new Promise((resolve) => (opening.onsuccess = resolve));
  return async (record: unknown) => {
    const began = performance.now();
    const transaction = opening.result.transaction("records", "readwrite");
    transaction.objectStore("records").put(record);
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    return performance.now() - began;
  };
}

/**
 * Fills an archive on disk and saves its first conversation in a format, again and again; beside it the same text is written
 * at once. Both go into a file of the origin's own, in place of one that somebody chose.
 */
async function save(account: AccountId, filling: Filling, formats: readonly FileFormat[], times: number) {
  const store = await DiskStore.open(accountKey(account));
  const { id } = await fill(store, account, filling);
  const archive = archiveOn(store);
  const session = (await store.readList())!.conversations[0]!;
  const job: Job = { musicid: account.musicid, format: "jsonl", startedAt: 0, listed: true, only: [id] };
  const conversation = { ...newConversation(0, session), state: "done" as const, upTo: session.newMsg! };
  const conversations = [measured(await store.readHistory(id), conversation, everyDay)];
  if (conversations[0]!.messages !== filling.messages) throw new Error(`${conversations[0]!.messages} messages`);
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle("export", { create: true });
  Object.assign(globalThis, { showSaveFilePicker: async () => handle });
  const took: Partial<Record<FileFormat, InTurns>> = {};
  for (const format of formats) {
    const one: InTurns = (took[format] = { ours: [], beside: [] });
    for (let i = 0; i < times; i++) {
      const look = { words: exportWords.zh.file, addressOf: () => undefined };
      const kept = { job: { ...job, format }, conversations };
      let began = performance.now();
      const parts = writeFile({ archive }, kept, numberAlone(account.musicid), format, look);
      await saveFile("export", fileKinds[format], parts);
      one.ours.push(performance.now() - began);
      const text = await (await handle.getFile()).text();
      if (text.length < filling.messages) throw new Error(`${text.length} characters`);
      began = performance.now();
      const file = await handle.createWritable();
      await file.write(text);
      await file.close();
      one.beside.push(performance.now() - began);
    }
  }
  archive.close();
  return took as Record<FileFormat, InTurns>;
}

/** How many bytes the origin takes up on disk, as the browser tells. */
const bytesOnDisk = async (): Promise<number> => (await navigator.storage.estimate()).usage!;

const archiveBench = { keep, ingest, save, bytesOnDisk };

/** A page with this script. */
export interface ArchiveBenchPage {
  archiveBench: typeof archiveBench;
}

(globalThis as unknown as ArchiveBenchPage).archiveBench = archiveBench;
