import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Store } from "../host.ts";
import type { AccountId } from "../model/account-id.ts";
import { draftRecord, readDraft, type Draft } from "../model/draft.ts";
import { recordPrefix } from "../model/record-names.ts";

/**
 * What was begun to write, by conversation: a record each, where the account is kept. What another tab writes appears
 * here, and of two texts the one that was written later stays.
 */
export class Drafts {
  /** Whether something is in the memory of this page alone, because its store does not take it. Nothing of it is lost. */
  readonly unkept: ReadonlySignal<boolean>;
  /** The conversations in which something was begun to write. */
  readonly written: ReadonlySignal<readonly string[]>;
  private readonly drafts = signal<ReadonlyMap<string, Draft>>(new Map());
  private readonly refused = signal<ReadonlySet<string>>(new Set());
  /** How many changes of a conversation's draft are on their way to the store. */
  private readonly writing = new Map<string, number>();
  private readonly prefix: string;
  private store: Store;
  private unfollow: () => void = () => {};
  private ended = false;

  constructor(id: AccountId, store: Store) {
    this.prefix = recordPrefix("draft", id);
    this.store = store;
    this.written = computed(() => [...this.drafts.value].filter(([, { text }]) => text !== "").map(([id]) => id));
    this.unkept = computed(() => this.refused.value.size > 0);
  }

  /** Finds the drafts that were kept, and follows what other tabs do with them. */
  async restore(): Promise<void> {
    this.follow();
    const names = await this.store.names(this.prefix).catch(() => []);
    await Promise.all(names.map((name) => this.look(name)));
  }

  /** Takes over what was begun before in drafts of the same account. */
  adopt(before: Drafts): void {
    for (const [id, draft] of before.drafts.value) {
      if (draft.time <= this.timeOf(id)) continue;
      this.change(id, draft);
      void this.write(id);
    }
  }

  /** The draft of a conversation. */
  of(conversationId: string): string {
    return this.drafts.value.get(conversationId)?.text ?? "";
  }

  /** Changes the draft of a conversation. Never fails: see `unkept`. */
  set(conversationId: string, text: string): void {
    if (this.of(conversationId) === text) return;
    this.change(conversationId, { text, time: Math.max(Date.now(), this.timeOf(conversationId) + 1) });
    if (this.ended) return;
    void this.write(conversationId);
    for (const id of this.refused.value) if (id !== conversationId) void this.write(id);
  }

  /** Keeps what its store did not take, once there may be room again; with `all`, everything that is there no more. */
  keepAgain({ all = false } = {}): void {
    if (this.ended) return;
    for (const id of this.refused.value) void this.write(id);
    if (all) for (const id of this.written.value) void this.writeMissing(id);
  }

  /** Goes on in another store. Of what is here and there the newer stays, and nothing of it in the store before. */
  async move(store: Store): Promise<void> {
    if (store === this.store || this.ended) return;
    const before = this.store;
    const carried = [...this.drafts.value.keys()];
    this.store = store;
    await Promise.all([this.restore(), ...carried.map((id) => this.carry(id))]);
    const kept = carried.filter((id) => !this.refused.value.has(id));
    await Promise.all(kept.map((id) => before.delete(this.prefix + id)));
  }

  /** Follows others no more, and writes nothing more. */
  close(): void {
    this.ended = true;
    this.unfollow();
  }

  /** Forgets all of them: the account is removed, and what is kept of it goes with it. */
  forget(): void {
    this.close();
    this.drafts.value = new Map();
    this.refused.value = new Set();
  }

  private follow(): void {
    this.unfollow();
    this.unfollow = this.store.onChange((name) => {
      if (name.startsWith(this.prefix)) void this.look(name);
    });
  }

  // Takes what is kept under a name when it is newer than what is here. What is being written is looked at afterwards.
  private async look(name: string): Promise<void> {
    const id = name.slice(this.prefix.length);
    const { store } = this;
    const here = this.drafts.value.get(id);
    const record = await store.get(name).catch(() => undefined);
    if (store !== this.store || this.ended || this.writing.has(id) || this.drafts.value.get(id) !== here) return;
    if (record === undefined) return;
    if (record !== null) this.takeNewer(id, record);
    else if (here && !this.refused.value.has(id)) this.change(id, { ...here, text: "" });
  }

  private takeNewer(id: string, record: string): void {
    const there = readDraft(record);
    if (!there || there.time <= this.timeOf(id)) return;
    this.change(id, there);
    this.note(id, false);
  }

  // Brings a draft into a store that may have it already. What was deleted in the one before may only have been moved.
  private async carry(id: string): Promise<void> {
    const record = await this.store.get(this.prefix + id).catch(() => null);
    const there = record === null ? undefined : readDraft(record);
    const here = this.drafts.value.get(id);
    if (!there || !here || there.time < here.time) return this.write(id);
    this.change(id, there);
    this.note(id, false);
  }

  private async write(id: string): Promise<void> {
    const { store } = this;
    const name = this.prefix + id;
    const draft = this.drafts.value.get(id);
    this.writing.set(id, (this.writing.get(id) ?? 0) + 1);
    const taken = await (draft?.text ? store.set(name, draftRecord(draft)) : store.delete(name)).then(
      () => true,
      () => false,
    );
    if (store === this.store && draft === this.drafts.value.get(id)) this.note(id, !taken);
    const left = this.writing.get(id)! - 1;
    if (left > 0) {
      this.writing.set(id, left);
      return;
    }
    this.writing.delete(id);
    await this.look(name);
  }

  // Another tab may have been first, with more.
  private async writeMissing(id: string): Promise<void> {
    const record = await this.store.get(this.prefix + id).catch(() => undefined);
    if (record === null && !this.ended) await this.write(id);
  }

  private note(id: string, refused: boolean): void {
    if (this.refused.value.has(id) === refused) return;
    const next = new Set(this.refused.value);
    if (refused) next.add(id);
    else next.delete(id);
    this.refused.value = next;
  }

  // One that was emptied stays, with the time: an older one does not come back.
  private change(id: string, draft: Draft): void {
    this.drafts.value = new Map(this.drafts.value).set(id, draft);
  }

  private timeOf(id: string): number {
    return this.drafts.value.get(id)?.time ?? -1;
  }
}
