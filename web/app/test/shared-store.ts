import { memoryStore } from "../account/memory-place.ts";
import type { Places, Store } from "../host.ts";
import type { Account } from "../account/account.ts";

interface Tab {
  changed: (name: string) => void;
  emptied: () => void;
}

/** A storage that several tabs have, as localStorage is, or with `tellsWriter` an area of an extension's storage. */
export class SharedStore {
  readonly kept = new Map<string, string>();
  /** How often it takes something more. */
  room = Infinity;
  /** How often a call lets others go on before it is carried out. */
  pauses: () => number = () => 1;
  private readonly tabs = new Set<Tab>();
  private readonly tellsWriter: boolean;

  constructor({ tellsWriter = false } = {}) {
    this.tellsWriter = tellsWriter;
  }

  /** The storage as one more tab sees it. */
  tab(): Store {
    const listeners = new Set<(name: string) => void>();
    const emptied = new Set<() => void>();
    const tab: Tab = {
      changed: (name) => listeners.forEach((listener) => listener(name)),
      emptied: () => emptied.forEach((listener) => listener()),
    };
    this.tabs.add(tab);
    return {
      get: (name) => this.call(() => this.kept.get(name) ?? null),
      set: (name, value) =>
        this.call(() => {
          if (this.room-- <= 0) throw new Error("full");
          this.kept.set(name, value);
          this.tell(name, tab);
        }),
      delete: (name) =>
        this.call(() => {
          if (this.kept.delete(name)) this.tell(name, tab);
        }),
      names: (prefix) => this.call(() => [...this.kept.keys()].filter((name) => name.startsWith(prefix))),
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      onEmptied: (listener) => {
        emptied.add(listener);
        return () => emptied.delete(listener);
      },
    };
  }

  /** The browser deletes everything, and tells all tabs no more than that. */
  empty(): void {
    this.kept.clear();
    for (const tab of this.tabs) queueMicrotask(() => tab.emptied());
  }

  /** Everything that is kept, as one text. */
  dump(): string {
    return JSON.stringify([...this.kept]);
  }

  private async call<Result>(act: () => Result): Promise<Result> {
    for (let left = this.pauses(); left > 0; left--) await Promise.resolve();
    return act();
  }

  private tell(name: string, writer: Tab): void {
    for (const tab of this.tabs) {
      if (tab !== writer || this.tellsWriter) queueMicrotask(() => tab.changed(name));
    }
  }
}

/** The places of one more tab of a browser with this disk. */
export function places(disk: SharedStore, tab = new SharedStore()): Places {
  return { memory: memoryStore(), tab: tab.tab(), disk: disk.tab() };
}

/** Waits until nothing is on its way any more. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** An account. */
export function account(musicid: string, changed: Partial<Account> & { musickey?: string } = {}): Account {
  const { musickey = `Q_H_L_${musicid}`, ...rest } = changed;
  return { login: { musicid, musickey }, endpoint: "", place: "disk", nick: "", avatar: "", sample: false, ...rest };
}
