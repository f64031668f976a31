import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { compareEntries, type OutboxEntry } from "./entry.ts";

/** The messages of an outbox as they are shown. */
export class EntryList {
  private readonly shown = signal<readonly OutboxEntry[]>([]);
  private readonly byConversation = new Map<string, ReadonlySignal<readonly OutboxEntry[]>>();
  private failed: ReadonlySet<string> = new Set();

  /** All, in the order in which they are sent. */
  get entries(): ReadonlySignal<readonly OutboxEntry[]> {
    return this.shown;
  }

  /** The conversations with a message that failed or may have. */
  readonly failedIn: ReadonlySignal<ReadonlySet<string>> = computed(() => {
    const failed = this.shown.value.filter(({ state }) => state === "failed" || state === "maybe");
    const next = new Set(failed.map((entry) => entry.conversationId));
    const isSame = next.size === this.failed.size && [...next].every((id) => this.failed.has(id));
    return isSame ? this.failed : (this.failed = next);
  });

  /** The messages of one conversation. The list is the same one until they change. */
  of(conversationId: string): ReadonlySignal<readonly OutboxEntry[]> {
    const known = this.byConversation.get(conversationId);
    if (known) return known;
    let before: readonly OutboxEntry[] = [];
    const entries = computed(() => {
      const next = this.shown.value.filter((entry) => entry.conversationId === conversationId);
      const isSame = next.length === before.length && next.every((entry, i) => entry === before[i]);
      return isSame ? before : (before = next);
    });
    this.byConversation.set(conversationId, entries);
    return entries;
  }

  /** The message with this key as it is now. */
  find(clientKey: string): OutboxEntry | undefined {
    return this.shown.peek().find((entry) => entry.clientKey === clientKey);
  }

  /** Puts messages in, each in place of the one with its key. */
  put(...entries: OutboxEntry[]): void {
    if (entries.length === 0) return;
    const keys = new Set(entries.map((entry) => entry.clientKey));
    const others = this.shown.peek().filter((entry) => !keys.has(entry.clientKey));
    this.shown.value = [...others, ...entries].sort(compareEntries);
  }

  /** Takes messages out. */
  remove(...clientKeys: string[]): void {
    const gone = new Set(clientKeys);
    const left = this.shown.peek().filter((entry) => !gone.has(entry.clientKey));
    if (left.length < this.shown.peek().length) this.shown.value = left;
  }
}
