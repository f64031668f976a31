// Runs in a page of the inbox's origin: fills an archive and works with it, through the inbox's own code.

import { Archive } from "../../app/archive/archive.js";
import type { ArchiveStore } from "../../app/archive/archive-store.js";
import { DiskStore } from "../../app/archive/disk-store.js";
import { nothingKnown } from "../../app/archive/history.js";
import { replaceMessages } from "../../app/archive/history-pieces.js";
import { MemoryStore } from "../../app/archive/memory-store.js";
import { accountKey, type AccountId } from "../../app/model/account-id.js";
import { recordName } from "../../app/model/record-names.js";
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

/** Fills an archive and lets pages of new messages enter it, one after the other. Gives how long each took. */
async function ingest(place: ArchiveStore["place"], account: AccountId, filling: Filling, pages: number) {
  const store = place === "disk" ? await DiskStore.open(accountKey(account)) : new MemoryStore();
  const { id } = await fill(store, account, filling);
  const archive = new Archive({
    store,
    channel: { tell: () => {}, onTold: () => () => {} },
    keepsGone: () => false,
    onFailure: (error) => {
      throw error;
    },
  });
  await archive.open();
  await archive.hold(id); // as a conversation in view is
  const owner = { ...madeUpUser(0), uin: account.musicid };
  const took: number[] = [];
  let next = filling.messages;
  for (let page = 0; page < pages; page++) {
    // The oldest of them is known: so the page joins what is there.
    const messages = madeUpMessages(next - 1, next - 1 + pageLength, owner, madeUpUser(1)).reverse();
    next += pageLength - 1;
    const askedAt = archive.asking();
    const began = performance.now();
    const { added } = await archive.takePage(id, { messages, hasMore: true }, askedAt);
    took.push(performance.now() - began);
    if (added.length !== pageLength - 1) throw new Error(`${added.length} messages of the page were new`);
  }
  archive.close();
  return took;
}

/** How many bytes the origin takes up on disk, as the browser tells. */
const bytesOnDisk = async (): Promise<number> => (await navigator.storage.estimate()).usage!;

const archiveBench = { keep, ingest, bytesOnDisk };

/** A page with this script. */
export interface ArchiveBenchPage {
  archiveBench: typeof archiveBench;
}

(globalThis as unknown as ArchiveBenchPage).archiveBench = archiveBench;
