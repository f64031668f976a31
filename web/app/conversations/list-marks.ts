import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Store } from "../host.ts";
import type { AccountId } from "../model/account-id.ts";
import { recordPrefix } from "../model/record-names.ts";

/** How a conversation stands in the list. */
interface ListMark {
  /** When it was pinned, in Unix milliseconds; 0 when it is not. */
  readonly pinnedAt: number;
  readonly muted: boolean;
}

const unmarked: ListMark = { pinnedAt: 0, muted: false };

/**
 * Which conversations of an account are pinned and which are muted: a record each, where the account is kept. Nobody but
 * this computer knows of it. What another tab changes is heard of.
 */
export class ListMarks {
  /** The ids of those that are pinned, the one that was pinned last first. */
  readonly pinned: ReadonlySignal<readonly string[]>;
  /** The ids of those that are muted: their messages are not announced. */
  readonly muted: ReadonlySignal<ReadonlySet<string>>;
  /** Whether something is in the memory of this page alone, because its store does not take it. */
  readonly unkept: ReadonlySignal<boolean>;
  private readonly marks = signal<ReadonlyMap<string, ListMark>>(new Map());
  private readonly refused = signal<ReadonlySet<string>>(new Set());
  private readonly prefix: string;
  private store: Store | undefined;
  private last: Promise<unknown> = Promise.resolve();
  /** How many writes are on their way, by conversation. */
  private readonly writing = new Map<string, number>();
  private unfollow: () => void = () => {};

  constructor(id: AccountId, store: Store) {
    this.prefix = recordPrefix("mark", id);
    this.store = store;
    this.pinned = computed(() =>
      [...this.marks.value]
        .filter(([, { pinnedAt }]) => pinnedAt > 0)
        .sort(([, one], [, other]) => other.pinnedAt - one.pinnedAt)
        .map(([conversation]) => conversation),
    );
    this.muted = computed(
      () => new Set([...this.marks.value].filter(([, { muted }]) => muted).map(([conversation]) => conversation)),
    );
    this.unkept = computed(() => this.refused.value.size > 0);
  }

  /** Finds what was kept, and follows what other tabs do with it. */
  async restore(): Promise<void> {
    const { store, prefix } = this;
    if (!store) return;
    this.unfollow();
    this.unfollow = store.onChange((name) => {
      if (name.startsWith(prefix)) void this.look(store, name.slice(prefix.length));
    });
    const names = await store.names(prefix).catch(() => []);
    await Promise.all(names.map((name) => this.look(store, name.slice(prefix.length))));
  }

  /** Pins a conversation above those that are pinned already, or no longer pins it. */
  pin(id: string, pinned: boolean): void {
    const newest = Math.max(0, ...[...this.marks.peek().values()].map(({ pinnedAt }) => pinnedAt));
    this.put(id, { ...this.of(id), pinnedAt: pinned ? Math.max(Date.now(), newest + 1) : 0 });
  }

  /** Mutes a conversation, or no longer does. */
  mute(id: string, muted: boolean): void {
    this.put(id, { ...this.of(id), muted });
  }

  /** Forgets a conversation that is gone. */
  drop(id: string): void {
    this.put(id, unmarked);
  }

  /** Keeps what its store did not take, once there may be room again; with `all`, everything. */
  keepAgain({ all = false } = {}): void {
    for (const id of new Set([...this.refused.peek(), ...(all ? this.marks.peek().keys() : [])])) this.write(id);
  }

  /** Goes on in another store, where the account is kept with all that belongs to it. */
  async move(store: Store): Promise<void> {
    if (!this.store || store === this.store) return;
    this.store = store;
    await this.restore();
    for (const id of this.refused.peek()) this.write(id);
  }

  /** Follows others no more, and writes nothing more. */
  close(): void {
    this.unfollow();
    this.store = undefined;
  }

  private of(id: string): ListMark {
    return this.marks.peek().get(id) ?? unmarked;
  }

  private put(id: string, mark: ListMark): void {
    if (isSame(this.of(id), mark)) return;
    this.change(id, mark);
    this.write(id);
  }

  private change(id: string, mark: ListMark): void {
    if (isSame(this.of(id), mark)) return;
    const next = new Map(this.marks.peek());
    if (isSame(mark, unmarked)) next.delete(id);
    else next.set(id, mark);
    this.marks.value = next;
  }

  // One write after another, each of what is there then.
  private write(id: string): void {
    const name = this.prefix + id;
    this.count(id, 1);
    this.last = this.last.then(async () => {
      const { store } = this;
      const mark = this.of(id);
      try {
        if (isSame(mark, unmarked)) await store?.delete(name);
        else await store?.set(name, JSON.stringify(mark));
        if (store) this.note(id, false);
      } catch {
        this.note(id, true);
      }
      this.count(id, -1);
    });
  }

  private note(id: string, refused: boolean): void {
    if (this.refused.peek().has(id) === refused) return;
    const next = new Set(this.refused.peek());
    if (refused) next.add(id);
    else next.delete(id);
    this.refused.value = next;
  }

  private count(id: string, more: number): void {
    const now = (this.writing.get(id) ?? 0) + more;
    if (now > 0) this.writing.set(id, now);
    else this.writing.delete(id);
  }

  private async look(store: Store, id: string): Promise<void> {
    const record = await store.get(this.prefix + id).catch(() => undefined);
    // What is written here is newer, and what could not be kept is nowhere else.
    if (record === undefined || store !== this.store || this.writing.has(id) || this.refused.peek().has(id)) return;
    this.change(id, record === null ? unmarked : readMark(record));
  }
}

function isSame(one: ListMark, other: ListMark): boolean {
  return one.pinnedAt === other.pinnedAt && one.muted === other.muted;
}

function readMark(record: string): ListMark {
  try {
    const { pinnedAt, muted } = JSON.parse(record) as Partial<ListMark>;
    return { pinnedAt: Number.isFinite(pinnedAt) ? Math.max(0, pinnedAt!) : 0, muted: muted === true };
  } catch {
    return unmarked;
  }
}
