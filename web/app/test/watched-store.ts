import { KeepingError, type ArchiveStore, type KeptList } from "../archive/archive-store.ts";
import type { History } from "../archive/history.ts";
import { MemoryStore } from "../archive/memory-store.ts";

/** A store that counts what is asked of it, and fails when it is told to. */
export class WatchedStore implements ArchiveStore {
  readonly place: "memory" | "disk";
  /** How often the list or a conversation was to be changed. */
  updates = 0;
  closed = false;
  /** What fails from now on. */
  fails: "nothing" | "writing" | "all" = "nothing";
  /** Called before a conversation is changed. */
  beforeUpdate: () => Promise<void> = async () => {};
  private readonly kept = new MemoryStore();

  constructor(place: "memory" | "disk" = "memory") {
    this.place = place;
  }

  async readList() {
    return this.reading(() => this.kept.readList());
  }

  async updateList(change: (before: KeptList | undefined) => KeptList) {
    return this.writing(() => this.kept.updateList(change));
  }

  async readHistory(id: string) {
    return this.reading(() => this.kept.readHistory(id));
  }

  async updateHistory(id: string, change: (before: History) => History) {
    await this.beforeUpdate();
    return this.writing(() => this.kept.updateHistory(id, change));
  }

  async histories() {
    return this.reading(() => this.kept.histories());
  }

  async removeHistory(id: string) {
    return this.writing(() => this.kept.removeHistory(id));
  }

  async readNote<Note>(name: string) {
    return this.reading(() => this.kept.readNote<Note>(name));
  }

  async writeNote(name: string, note: unknown) {
    return this.writing(() => this.kept.writeNote(name, note));
  }

  async size() {
    return this.reading(() => this.kept.size());
  }

  async clear() {
    return this.writing(() => this.kept.clear());
  }

  close() {
    this.closed = true;
  }

  private reading<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.fails === "all" || this.closed) throw new KeepingError("it fails", { full: false });
    return work();
  }

  private writing<Result>(work: () => Promise<Result>): Promise<Result> {
    this.updates++;
    if (this.fails === "writing") throw new KeepingError("it is full", { full: true });
    return this.reading(work);
  }
}
