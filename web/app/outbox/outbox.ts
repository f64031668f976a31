import type { ReadonlySignal } from "@preact/signals";
import type { Message } from "../../sdk/src/index.ts";
import type { Store } from "../host.ts";
import { newClientKey } from "./client-key.ts";
import { adopted, changed, recordOf, type EntryState, type OutboxEntry, type Receiver } from "./entry.ts";
import { EntryList } from "./entry-list.ts";
import { Records } from "./records.ts";
import { Sender, type SenderNeeds } from "./sender.ts";

/** What an outbox needs of the account and of the place that shows it. */
export interface OutboxNeeds extends SenderNeeds {
  /** The account, as `accountKey` names it. */
  accountKey: string;
  /** Where the account is kept. It has to outlive the outbox. */
  store: Store;
  /** The time in Unix milliseconds. Default `Date.now`. */
  now?: () => number;
}

/** A text to be sent. */
export interface NewText {
  conversationId: string;
  receiver: Receiver;
  text: string;
  /** The id of the newest message that is known in the conversation; "" when none is. */
  after: string;
}

/**
 * What an account has to send: kept from the moment it was written until it has arrived or is given up. Nothing in here
 * is sent twice unless the user says so.
 */
export class Outbox {
  private readonly list = new EntryList();
  private readonly records: Records;
  private readonly sender: Sender;
  private readonly exclusive: SenderNeeds["exclusive"];
  private readonly now: () => number;
  private readonly stopWaiting: () => void;
  /** The keys of messages whose record the store did not take. */
  private readonly refused = new Set<string>();

  constructor(needs: OutboxNeeds) {
    this.now = needs.now ?? Date.now;
    this.exclusive = needs.exclusive;
    this.records = new Records(needs.accountKey, needs.store, {
      changed: (clientKey) => {
        this.follow(clientKey).catch(() => undefined); // what cannot be read is read when it is sent
      },
      kept: (clientKey, kept) => this.setKept(clientKey, kept),
    });
    this.sender = new Sender(this.list, this.records, needs);
    this.stopWaiting = needs.online.subscribe((online) => {
      if (online) void this.sender.goOn();
    });
  }

  /** Everything that is to be sent, in order. */
  get entries(): ReadonlySignal<readonly OutboxEntry[]> {
    return this.list.entries;
  }

  /** The conversations with a message that was not sent, or of which nobody knows. */
  get failedIn(): ReadonlySignal<ReadonlySet<string>> {
    return this.list.failedIn;
  }

  /** What is to be sent in one conversation, in order. The list is the same one until it changes. */
  of(conversationId: string): ReadonlySignal<readonly OutboxEntry[]> {
    return this.list.of(conversationId);
  }

  /** Finds what was kept and goes on with it. Rejects when the store cannot be asked. */
  async restore(): Promise<void> {
    await this.load();
    void this.sender.goOn();
  }

  /** Takes over what another outbox of the account could not keep: nobody else has it any more. */
  adopt(before: Outbox): void {
    const unkept = before.entries.peek().filter(({ kept, clientKey }) => !kept && !this.list.find(clientKey));
    this.list.put(...unkept);
    for (const entry of unkept) void this.records.write(entry);
    void this.sender.goOn();
  }

  private async load(): Promise<void> {
    const found = (await this.records.all()).filter(({ clientKey }) => !this.list.find(clientKey));
    const restored = found.map(adopted);
    this.list.put(...restored.map((entry) => (entry.state === "maybe" ? { ...entry, doubt: "ask" as const } : entry)));
  }

  /** Takes a text, which is shown at once and sent when its turn comes. */
  add({ conversationId, receiver, text, after }: NewText): OutboxEntry {
    const writtenAt = this.now();
    const newest = this.list.entries.peek().at(-1)?.order ?? 0;
    const entry: OutboxEntry = {
      clientKey: newClientKey(),
      conversationId,
      receiver,
      kind: "text",
      text,
      writtenAt,
      order: Math.max(writtenAt, newest + 1),
      after,
      state: "waiting",
      kept: true,
      doubt: "none",
      fresh: true,
    };
    this.list.put(entry);
    void this.records.write(entry);
    void this.sender.goOn();
    return entry;
  }

  /**
   * Sends a message once more, with the key it had: one that failed, may have arrived or did not come back, or one that
   * waits because nobody could say whether it was sent. The user was told.
   */
  retry(clientKey: string): void {
    const entry = this.list.find(clientKey);
    if (!entry || !(isStuck(entry.state) || entry.doubt === "unknown")) return;
    const waiting = changed(entry, { state: "waiting" });
    this.list.put(waiting);
    // Another tab may be sending it.
    if (entry.kept) void this.records.replace(waiting, (now) => now.state !== "sending");
    else void this.records.write(waiting);
    void this.sender.goOn();
  }

  /** Gives a message up. One that is being sent cannot be stopped. */
  discard(clientKey: string): void {
    const entry = this.list.find(clientKey);
    if (entry && entry.state !== "sending") this.remove([clientKey]);
  }

  /**
   * Addresses what is to be sent in one conversation to another: it is the same one, which the gateway gave an id. What is
   * being sent stays until it is known what became of it.
   */
  readdress(from: string, to: string): void {
    const moved = this.list.entries
      .peek()
      .filter((entry) => entry.conversationId === from && entry.state !== "sending")
      .map((entry) => ({ ...entry, conversationId: to }));
    this.list.put(...moved);
    for (const entry of moved) {
      if (entry.kept) void this.records.replace(entry, (now) => now.state === entry.state);
      else void this.records.write(entry);
    }
  }

  /** A page of a conversation has come: messages that are in it have arrived. */
  settle(conversationId: string, messages: readonly Message[]): void {
    const keys = new Set(messages.map((message) => message.clientKey));
    const arrived = this.list.entries
      .peek()
      .filter((entry) => entry.conversationId === conversationId && keys.has(entry.clientKey) && !entry.fresh);
    this.remove(arrived.map((entry) => entry.clientKey));
  }

  /**
   * Looks again for messages of which nobody knows whether they arrived: the gateway answers, or the user asks for one
   * of them. Resolves when that is done.
   */
  lookAgain(clientKey?: string): Promise<void> {
    const asked = this.list.entries
      .peek()
      .filter((entry) =>
        clientKey === undefined
          ? entry.doubt === "unknown"
          : entry.clientKey === clientKey && (entry.doubt === "unknown" || entry.state === "accepted"),
      );
    this.list.put(...asked.map((entry) => ({ ...entry, doubt: "ask" as const })));
    return this.sender.goOn();
  }

  /** Keeps what its store did not take, once there may be room again; with `all`, everything that is there no more. */
  keepAgain({ all = false } = {}): void {
    for (const entry of this.list.entries.peek()) {
      if (this.refused.has(entry.clientKey)) void this.records.write(entry);
      else if (all) void this.records.writeMissing(entry);
    }
  }

  /** Forgets everything of the account. */
  async forget(): Promise<void> {
    this.list.remove(...this.list.entries.peek().map((entry) => entry.clientKey));
    await this.records.clear();
  }

  /** Keeps everything in another store from now on: the account is kept there. Nothing is sent in between. */
  async moveTo(store: Store): Promise<void> {
    await this.exclusive(async () => {
      await this.load(); // what another tab has just written
      await this.records.moveTo(store, (clientKey) => this.list.find(clientKey) !== undefined);
    });
    for (const entry of this.list.entries.peek()) if (!entry.kept) await this.records.write(entry);
    void this.sender.goOn();
  }

  /** Stops. What is not sent is found again where it is kept. */
  close(): void {
    this.stopWaiting();
    this.records.close();
    this.sender.close();
  }

  private async follow(clientKey: string): Promise<void> {
    await this.records.readLatest(clientKey, (record) => {
      const entry = this.list.find(clientKey);
      if (entry?.kept === false) return;
      if (!record) this.list.remove(clientKey);
      else if (!entry || recordOf(record) !== recordOf(entry)) this.list.put(adopted(record));
    });
    void this.sender.goOn();
  }

  private setKept(clientKey: string, kept: boolean): void {
    if (kept) this.refused.delete(clientKey);
    else this.refused.add(clientKey);
    const entry = this.list.find(clientKey);
    if (entry && entry.kept !== kept) this.list.put({ ...entry, kept });
  }

  private remove(clientKeys: readonly string[]): void {
    this.list.remove(...clientKeys);
    for (const clientKey of clientKeys) void this.records.remove(clientKey);
  }
}

function isStuck(state: EntryState): boolean {
  return state === "failed" || state === "maybe" || state === "accepted";
}
