import type { Store } from "../host.ts";
import { readRecord, recordOf, type KeptEntry } from "./entry.ts";

/** What records tell of. */
export interface RecordEvents {
  /** Another tab or another part of the page changed or deleted the record of this message. */
  changed(clientKey: string): void;
  /** Whether the store took the record of this message. */
  kept(clientKey: string, kept: boolean): void;
}

/**
 * The records of one account's messages in a store. What is asked of it happens in the order in which it was asked, so
 * that what is read is never older than what was written here before.
 */
export class Records {
  private readonly prefix: string;
  private readonly events: RecordEvents;
  private store: Store;
  private last: Promise<unknown> = Promise.resolve();
  private stopFollowing: () => void;
  private written = 0;

  constructor(accountKey: string, store: Store, events: RecordEvents) {
    this.prefix = `qqmusicpm.outbox.${accountKey}.`;
    this.store = store;
    this.events = events;
    this.stopFollowing = this.follow(store);
  }

  /** The record of a message; undefined when there is none that can be read. Rejects when the store cannot be asked. */
  read(clientKey: string): Promise<KeptEntry | undefined> {
    return this.inTurn(() => this.get(clientKey));
  }

  /** Gives the record of a message when nothing was written here since it was read. Rejects as `read` does. */
  async readLatest(clientKey: string, take: (record: KeptEntry | undefined) => void): Promise<void> {
    for (;;) {
      const before = this.written;
      const record = await this.read(clientKey);
      if (before === this.written) return take(record);
    }
  }

  /** All records that can be read. Rejects when the store cannot be asked. */
  all(): Promise<KeptEntry[]> {
    return this.inTurn(async () => {
      const read = (await this.keysIn(this.store)).map((clientKey) => this.get(clientKey));
      return (await Promise.all(read)).filter((record) => record !== undefined);
    });
  }

  /** Writes the record of a message. Whether that worked is told as an event. */
  write(entry: KeptEntry): Promise<void> {
    return this.change(() => this.set(entry));
  }

  /** Writes the record of a message where there is none. */
  writeMissing(entry: KeptEntry): Promise<void> {
    return this.change(async () => {
      const now = await this.store.get(this.prefix + entry.clientKey).catch(() => undefined);
      if (now === null) await this.set(entry);
    });
  }

  /** Writes the record of a message in place of one that may be replaced, and otherwise nothing. */
  replace(entry: KeptEntry, mayReplace: (now: KeptEntry) => boolean): Promise<void> {
    return this.change(async () => {
      const now = await this.get(entry.clientKey).catch(() => undefined);
      if (now && mayReplace(now)) await this.set(entry);
    });
  }

  /** Deletes the record of a message. One that the store does not delete is found by its key once it is restored. */
  remove(clientKey: string): Promise<void> {
    return this.change(() => this.delete(this.store, clientKey));
  }

  /** Deletes all records, those that cannot be read too. */
  clear(): Promise<void> {
    return this.change(async () => {
      for (const clientKey of await this.keysIn(this.store)) await this.delete(this.store, clientKey);
    });
  }

  /**
   * Keeps the records in another store from now on. `shown` tells which messages are in view: what the other store does
   * not take of the rest stays where it is.
   */
  moveTo(store: Store, shown: (clientKey: string) => boolean): Promise<void> {
    return this.change(async () => {
      const before = this.store;
      this.stopFollowing();
      this.store = store;
      this.stopFollowing = this.follow(store);
      for (const clientKey of await this.keysIn(before)) {
        const moved = await this.copy(clientKey, before);
        if (moved || shown(clientKey)) await this.delete(before, clientKey);
      }
    });
  }

  /** Stops telling of changes. */
  close(): void {
    this.stopFollowing();
  }

  private change(work: () => Promise<void>): Promise<void> {
    this.written++;
    return this.inTurn(work);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private follow(store: Store): () => void {
    return store.onChange((name) => {
      const clientKey = this.keyIn(name);
      if (clientKey !== undefined) this.events.changed(clientKey);
    });
  }

  private async get(clientKey: string): Promise<KeptEntry | undefined> {
    return readRecord(await this.store.get(this.prefix + clientKey), clientKey);
  }

  private async set(entry: KeptEntry): Promise<void> {
    const { clientKey } = entry;
    try {
      await this.store.set(this.prefix + clientKey, recordOf(entry));
      this.events.kept(clientKey, true);
    } catch {
      // An older record is better than none, but for one that says that the message was not sent yet.
      if (entry.state === "sending") await this.delete(this.store, clientKey);
      this.events.kept(clientKey, false);
    }
  }

  private async copy(clientKey: string, from: Store): Promise<boolean> {
    const text = await from.get(this.prefix + clientKey);
    if (text === null) return true;
    try {
      await this.store.set(this.prefix + clientKey, text);
      return true;
    } catch {
      this.events.kept(clientKey, false);
      return false;
    }
  }

  private async delete(store: Store, clientKey: string): Promise<void> {
    await store.delete(this.prefix + clientKey).catch(() => undefined);
  }

  private async keysIn(store: Store): Promise<string[]> {
    const names = await store.names(this.prefix);
    return names.map((name) => this.keyIn(name)).filter((clientKey) => clientKey !== undefined);
  }

  // A key has no dot: without that the records of a gateway "https://a.b" would be those of "https://a".
  private keyIn(name: string): string | undefined {
    const clientKey = name.startsWith(this.prefix) ? name.slice(this.prefix.length) : "";
    return clientKey === "" || clientKey.includes(".") ? undefined : clientKey;
  }
}
