// A search of an archive whose worker is in the same place: what both say is copied, as between threads.

import { signal } from "@preact/signals";
import type { Archive } from "../archive/archive.ts";
import { ArchiveSearch } from "../archive/archive-search.ts";
import type { ArchiveDatabase } from "../archive/database-schema.ts";
import { openDatabase } from "../archive/database.ts";
import type { Found, SearchLimit, SearchQuery } from "../archive/search-query.ts";
import { SearchDesk } from "../archive/search-desk.ts";
import type { FromSearch, ToSearch } from "../archive/search-talk.ts";
import { numberAlone, type Self } from "../model/sides.ts";
import { settled } from "./fake-clock.ts";

const everything: SearchLimit = { conversations: 100, each: 100 };

/** What a search is tried with. */
export interface SearchWorldOptions {
  openDatabase?: () => Promise<ArchiveDatabase>;
  /** A clock that stands, when none is given. */
  clock?: () => number;
}

/** A search of an archive. */
export class SearchWorld {
  readonly self = signal<Self>(numberAlone("1"));
  readonly search: ArchiveSearch;
  /** What the page said. */
  readonly said: ToSearch[] = [];
  /** What the worker said. */
  readonly told: FromSearch[] = [];
  /** Lets the worker fail. */
  break = () => {};
  /** Whether the worker was ended. */
  closed = false;

  constructor(archive: Archive, { openDatabase: open = openDatabase, clock = () => 0 }: SearchWorldOptions = {}) {
    let listener: (said: FromSearch) => void = () => {};
    const desk = new SearchDesk({
      tell: (said) => {
        const copy = structuredClone(said);
        this.told.push(copy);
        queueMicrotask(() => this.closed || listener(copy));
      },
      openDatabase: open,
      pause: settled,
      clock,
    });
    this.search = new ArchiveSearch({
      archive,
      account: "1@",
      self: this.self,
      labels: { picture: "[Picture]", video: "[Video]", song: "[Song]", card: "[Card]", pat: "[Nudge]" },
      worker: {
        say: (said) => {
          const copy = structuredClone(said);
          this.said.push(copy);
          queueMicrotask(() => this.closed || desk.hear(copy));
        },
        onBroken: (hear) => void (this.break = hear),
        onSaid: (hear) => void (listener = hear),
        close: () => void (this.closed = true),
      },
      pause: settled,
      clock,
    });
  }

  /** Searches, and gives what was found in the end. */
  async find(query: Partial<SearchQuery>): Promise<string> {
    this.search.search({ text: "", contents: [], ...query }, everything);
    await this.rest();
    return this.found;
  }

  /** What was found, as text: "a: 3 1, b: 2". */
  get found(): string {
    return drawnFound(this.search.found.value);
  }

  /** What was searched, as text. */
  get extent(): string {
    const { complete, conversations, messages, loading } = this.search.extent.value!;
    return `${complete} of ${conversations}, ${messages}${loading ? ", loading" : ""}`;
  }

  /** Lets everything happen that waits for nothing but promises and the database. */
  async rest(): Promise<void> {
    for (let i = 0; i < 40; i++) await settled();
  }
}

/** What was found, as text: "a: 3 1, b: 2". */
export function drawnFound(found: Found | undefined): string {
  const groups = found?.groups ?? [];
  return groups.map(({ conversation, hits }) => `${conversation}: ${hits.map(({ id }) => id).join(" ")}`).join(", ");
}
