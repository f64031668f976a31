import type { ArchiveStore, KeptList } from "./archive-store.ts";
import type { History } from "./history.ts";
import { UnkeptStore } from "./unkept-store.ts";

/** What is shown now: it goes on in memory when the store fails. */
export interface Shown {
  list: KeptList | undefined;
  histories: Iterable<readonly [string, History]>;
}

/** The store of an archive. What fails there is done in memory, and so is all that comes later. */
export class SafeStore {
  private store: ArchiveStore;
  private readonly shown: () => Shown;
  private readonly onFailure: (error: unknown) => void;
  private closed = false;

  /** The failure of each store is told once, none after the end. */
  constructor(store: ArchiveStore, shown: () => Shown, onFailure: (error: unknown) => void) {
    this.store = store;
    this.shown = shown;
    this.onFailure = onFailure;
  }

  /** The store that is worked with now. */
  get current(): ArchiveStore {
    return this.store;
  }

  /** As {@link ArchiveStore.readList}. */
  readList(): Promise<KeptList | undefined> {
    return this.safely((store) => store.readList());
  }

  /** As {@link ArchiveStore.updateList}. */
  updateList(change: (before: KeptList | undefined) => KeptList): Promise<KeptList> {
    return this.safely((store, own) => store.updateList(own(change)));
  }

  /** As {@link ArchiveStore.readHistory}. */
  readHistory(id: string): Promise<History> {
    return this.safely((store) => store.readHistory(id));
  }

  /** As {@link ArchiveStore.readEnd}; undefined too where that fails, which is told to whoever reads all. */
  async readEnd(id: string, least: number): Promise<History | undefined> {
    try {
      return await this.store.readEnd?.(id, least);
    } catch {
      return undefined;
    }
  }

  /** As {@link ArchiveStore.updateHistory}. */
  updateHistory(id: string, change: (before: History) => History): Promise<History> {
    return this.safely((store, own) => store.updateHistory(id, own(change)));
  }

  /** As {@link ArchiveStore.removeHistory}. */
  removeHistory(id: string): Promise<void> {
    return this.safely((store) => store.removeHistory(id));
  }

  /** Goes on with another store. Gives the one before. */
  replace(store: ArchiveStore): ArchiveStore {
    const before = this.store;
    this.store = store;
    return before;
  }

  /** Ends it. */
  close(): void {
    this.closed = true;
    this.store.close();
  }

  private async safely<Result>(work: (store: ArchiveStore, own: Watch) => Promise<Result>): Promise<Result> {
    // A mistake in a change is none of the store's.
    const mistakes: unknown[] = [];
    const own: Watch = (change) => (before) => {
      try {
        return change(before);
      } catch (error) {
        mistakes.push(error);
        throw error;
      }
    };
    const { store } = this;
    try {
      return await work(store, own);
    } catch (error) {
      if (mistakes.includes(error)) throw error;
      // Who hears of it finds the store still in its place.
      if (!this.closed) this.onFailure(error);
      const { list, histories } = this.shown();
      this.store = new UnkeptStore(store, list, histories);
      return work(this.store, own);
    }
  }
}

type Watch = <Before, After>(change: (before: Before) => After) => (before: Before) => After;
