import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Store } from "../host.ts";
import type { AccountId } from "../model/account-id.ts";
import { recordPrefix } from "../model/record-names.ts";
import { readReply, replyRecord, type QuickReply } from "./quick-reply.ts";

/**
 * The texts that a person keeps to answer with: a record each, where the account is kept, and gone with it. What another
 * tab changes appears here; two tabs that add something take nothing from each other.
 */
export class QuickReplies {
  /** All of them, in the order in which they were added. */
  readonly items: ReadonlySignal<readonly QuickReply[]>;
  private readonly known = signal<ReadonlyMap<string, QuickReply>>(new Map());
  /** How many changes of each are on their way to the store. */
  private readonly writing = new Map<string, number>();
  /** Those of which the store did not take the last change. */
  private readonly refused = new Set<string>();
  private readonly prefix: string;
  private store: Store;
  private unfollow: () => void = () => {};
  private ended = false;

  constructor(id: AccountId, store: Store) {
    this.prefix = recordPrefix("reply", id);
    this.store = store;
    this.items = computed(() => [...this.known.value.values()].sort(byAge));
  }

  /** Finds those that were kept, and follows what other tabs do with them. */
  async restore(): Promise<void> {
    this.unfollow();
    this.unfollow = this.store.onChange((name) => {
      if (name.startsWith(this.prefix)) void this.look(name);
    });
    const names = await this.store.names(this.prefix).catch(() => []);
    await Promise.all(names.map((name) => this.look(name)));
  }

  /**
   * Adds a text; one that is there already is not there twice. Gives whether it is kept: if not it stays until the page is
   * closed.
   */
  async add(text: string): Promise<boolean> {
    const wanted = text.trim();
    if (wanted === "" || this.items.value.some((one) => one.text === wanted)) return true;
    const last = this.items.value.at(-1)?.addedAt ?? 0;
    const addedAt = Math.max(Date.now(), last + 1);
    return this.put(`${addedAt}.${crypto.getRandomValues(new Uint32Array(1))[0]}`, { text: wanted, addedAt });
  }

  /** Changes the text of one; an empty one is deleted. Gives whether that is kept. */
  async change(id: string, text: string): Promise<boolean> {
    const before = this.known.value.get(id);
    if (text.trim() === "") return this.delete(id);
    return before ? this.put(id, { text: text.trim(), addedAt: before.addedAt }) : true;
  }

  /** Deletes one. Gives whether the store did. */
  async delete(id: string): Promise<boolean> {
    if (this.ended) return false;
    this.note(id, undefined);
    return this.write(id, this.store.delete(this.prefix + id));
  }

  /** Keeps what its store did not take, once there may be room again; with `all`, everything. */
  keepAgain({ all = false } = {}): void {
    for (const id of new Set([...this.refused, ...(all ? this.known.peek().keys() : [])])) {
      const reply = this.known.peek().get(id);
      void (reply ? this.put(id, reply) : this.delete(id));
    }
  }

  /** Goes on in another store, with all that is here and there. */
  async move(store: Store): Promise<void> {
    if (store === this.store || this.ended) return;
    const before = this.store;
    const carried = [...this.known.value.values()];
    this.store = store;
    await this.restore();
    for (const reply of carried) {
      if (await this.put(reply.id, reply)) await isDone(before.delete(this.prefix + reply.id));
    }
  }

  /** Follows other tabs no more, and writes nothing more: what is kept of the account may be gone. */
  close(): void {
    this.ended = true;
    this.unfollow();
  }

  private async put(id: string, reply: Omit<QuickReply, "id">): Promise<boolean> {
    if (this.ended) return false;
    this.note(id, { ...reply, id });
    return this.write(id, this.store.set(this.prefix + id, replyRecord(reply)));
  }

  // What is being written is looked at afterwards: what another tab wrote meanwhile is not missed.
  private async write(id: string, written: Promise<unknown>): Promise<boolean> {
    this.writing.set(id, (this.writing.get(id) ?? 0) + 1);
    const done = await isDone(written);
    if (done) this.refused.delete(id);
    else this.refused.add(id);
    const left = this.writing.get(id)! - 1;
    if (left > 0) this.writing.set(id, left);
    else this.writing.delete(id);
    if (done) await this.look(this.prefix + id);
    return done;
  }

  private async look(name: string): Promise<void> {
    const { store } = this;
    const id = name.slice(this.prefix.length);
    const record = await store.get(name).catch(() => undefined);
    if (record === undefined || store !== this.store || this.ended || this.writing.has(id)) return;
    const read = record === null ? undefined : readReply(id, record);
    if (record === null || read) this.note(id, read);
  }

  private note(id: string, reply: QuickReply | undefined): void {
    const next = new Map(this.known.value);
    if (reply) next.set(id, reply);
    else next.delete(id);
    this.known.value = next;
  }
}

function isDone(written: Promise<unknown>): Promise<boolean> {
  return written.then(
    () => true,
    () => false,
  );
}

function byAge(one: QuickReply, other: QuickReply): number {
  return one.addedAt - other.addedAt || (one.id < other.id ? -1 : 1);
}
