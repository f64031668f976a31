import type { ArchiveStore, KeptList, KeptSize } from "./archive-store.ts";
import type { ArchiveDatabase } from "./database-schema.ts";
import { forgetRecords, openDatabase, type DatabaseEvents } from "./database.ts";
import { inTransaction } from "./database-transaction.ts";
import { DiskHistories } from "./disk-store-histories.ts";
import { DiskList } from "./disk-store-list.ts";
import type { History } from "./history.ts";

/**
 * Keeps the archive of an account in the browser's database: it outlives the page, and several tabs work with it at a
 * time. Every call rejects with a KeepingError when the browser does not do it; then nothing has changed.
 */
export class DiskStore implements ArchiveStore {
  readonly place = "disk";
  private readonly database: ArchiveDatabase;
  private readonly account: string;
  private readonly list: DiskList;
  private readonly messages: DiskHistories;

  /** Opens the store of an account; rejects as {@link openDatabase}. */
  static async open(account: string, events?: DatabaseEvents): Promise<DiskStore> {
    return new DiskStore(await openDatabase(events), account);
  }

  /** The account is an account key. The database is closed with the store. */
  constructor(database: ArchiveDatabase, account: string) {
    this.database = database;
    this.account = account;
    this.list = new DiskList(database, account);
    this.messages = new DiskHistories(database, account);
  }

  readList(): Promise<KeptList | undefined> {
    return this.list.read();
  }

  updateList(change: (before: KeptList | undefined) => KeptList): Promise<KeptList> {
    return this.list.update(change);
  }

  readHistory(conversationId: string): Promise<History> {
    return this.messages.read(conversationId);
  }

  readEnd(conversationId: string, least: number): Promise<History | undefined> {
    return this.messages.readEnd(conversationId, least);
  }

  updateHistory(conversationId: string, change: (before: History) => History): Promise<History> {
    return this.messages.update(conversationId, change);
  }

  async histories(): Promise<string[]> {
    return [...(await this.messages.counts()).keys()];
  }

  removeHistory(conversationId: string): Promise<void> {
    return this.messages.remove(conversationId);
  }

  readNote<Note>(name: string): Promise<Note | undefined> {
    return inTransaction(this.database, ["notes"], "readonly", async (transaction) => {
      return (await transaction.objectStore("notes").get([this.account, name])) as Note | undefined;
    });
  }

  writeNote(name: string, note: unknown): Promise<void> {
    return inTransaction(this.database, ["notes"], "readwrite", async (transaction) => {
      const store = transaction.objectStore("notes");
      if (note === undefined) await store.delete([this.account, name]);
      else await store.put(note, [this.account, name]);
    });
  }

  async size(): Promise<KeptSize> {
    const counts = await this.messages.counts();
    const messages = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return { conversations: counts.size, messages, bytes: await bytesOfOrigin() };
  }

  clear(): Promise<void> {
    return forgetRecords(this.database, this.account);
  }

  close(): void {
    this.database.close();
  }
}

// Browsers press what they write: the length of the texts is nine times what 200,000 messages take up in Chromium.
async function bytesOfOrigin(): Promise<number | undefined> {
  try {
    return (await navigator.storage.estimate()).usage;
  } catch {
    return undefined; // it tells only pages with https
  }
}
