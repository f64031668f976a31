import type { ArchiveStore, KeptList, KeptSize } from "./archive-store.ts";
import { nothingKnown, type History } from "./history.ts";

/**
 * Goes on in memory where another store has failed. What is kept there is still read where it can be; nothing is written
 * to it, but what is to be forgotten is forgotten there too. It never fails itself.
 */
export class UnkeptStore implements ArchiveStore {
  readonly place = "memory";
  private readonly failed: ArchiveStore;
  private list: KeptList | undefined;
  private readonly messages: Map<string, History>;
  private readonly notes = new Map<string, unknown>();

  /** Begins with what is known of the list and of some conversations. */
  constructor(failed: ArchiveStore, list: KeptList | undefined, messages: Iterable<readonly [string, History]>) {
    this.failed = failed;
    this.list = list;
    this.messages = new Map(messages);
  }

  async readList(): Promise<KeptList | undefined> {
    return this.list ?? (await orElse(undefined, () => this.failed.readList()));
  }

  async updateList(change: (before: KeptList | undefined) => KeptList): Promise<KeptList> {
    const kept = await this.readList();
    // Another change may have come meanwhile.
    return (this.list = change(this.list ?? kept));
  }

  async readHistory(id: string): Promise<History> {
    return this.messages.get(id) ?? (await orElse(nothingKnown, () => this.failed.readHistory(id)));
  }

  async updateHistory(id: string, change: (before: History) => History): Promise<History> {
    const kept = await this.readHistory(id);
    const after = change(this.messages.get(id) ?? kept);
    this.messages.set(id, after);
    return after;
  }

  async histories(): Promise<string[]> {
    const kept = await orElse([], () => this.failed.histories());
    const here = [...this.messages].filter(([, { pieces }]) => pieces.length > 0).map(([id]) => id);
    return [...new Set([...kept.filter((id) => !this.messages.has(id)), ...here])];
  }

  async removeHistory(id: string): Promise<void> {
    this.messages.set(id, nothingKnown);
    await orElse(undefined, () => this.failed.removeHistory(id));
  }

  async readNote<Note>(name: string): Promise<Note | undefined> {
    if (this.notes.has(name)) return structuredClone(this.notes.get(name)) as Note | undefined;
    return orElse(undefined, () => this.failed.readNote<Note>(name));
  }

  async writeNote(name: string, note: unknown): Promise<void> {
    this.notes.set(name, structuredClone(note));
  }

  async size(): Promise<KeptSize> {
    const ids = await this.histories();
    let messages = 0;
    for (const id of ids) {
      for (const { run } of (await this.readHistory(id)).pieces) messages += run.messages.length;
    }
    return { conversations: ids.length, messages, bytes: undefined };
  }

  async clear(): Promise<void> {
    for (const id of await this.histories()) this.messages.set(id, nothingKnown);
    this.list = undefined;
    this.notes.clear();
    await orElse(undefined, () => this.failed.clear());
  }

  close(): void {
    this.failed.close();
  }
}

async function orElse<Result>(otherwise: Result, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch {
    return otherwise;
  }
}
