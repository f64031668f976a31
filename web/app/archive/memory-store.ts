import type { ArchiveStore, KeptList, KeptSize } from "./archive-store.ts";
import { nothingKnown, type History } from "./history.ts";

/** Keeps the archive of an account for as long as the page lives. */
export class MemoryStore implements ArchiveStore {
  readonly place = "memory";
  private list: KeptList | undefined;
  private readonly messages = new Map<string, History>();
  private readonly notes = new Map<string, unknown>();

  async readList(): Promise<KeptList | undefined> {
    return this.list;
  }

  async updateList(change: (before: KeptList | undefined) => KeptList): Promise<KeptList> {
    return (this.list = change(this.list));
  }

  async readHistory(conversationId: string): Promise<History> {
    return this.messages.get(conversationId) ?? nothingKnown;
  }

  async updateHistory(conversationId: string, change: (before: History) => History): Promise<History> {
    const before = this.messages.get(conversationId) ?? nothingKnown;
    const after = change(before);
    if (after !== before) this.messages.set(conversationId, after);
    return after;
  }

  async histories(): Promise<string[]> {
    return [...this.counts().keys()];
  }

  async removeHistory(conversationId: string): Promise<void> {
    this.messages.delete(conversationId);
  }

  async readNote<Note>(name: string): Promise<Note | undefined> {
    return structuredClone(this.notes.get(name)) as Note | undefined;
  }

  async writeNote(name: string, note: unknown): Promise<void> {
    if (note === undefined) this.notes.delete(name);
    else this.notes.set(name, structuredClone(note));
  }

  async size(): Promise<KeptSize> {
    const counts = [...this.counts().values()];
    const messages = counts.reduce((sum, count) => sum + count, 0);
    return { conversations: counts.length, messages, bytes: undefined };
  }

  async clear(): Promise<void> {
    this.list = undefined;
    this.messages.clear();
    this.notes.clear();
  }

  close(): void {}

  private counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const [conversation, { pieces }] of this.messages) {
      const count = pieces.reduce((sum, { run }) => sum + run.messages.length, 0);
      if (count > 0) counts.set(conversation, count);
    }
    return counts;
  }
}
