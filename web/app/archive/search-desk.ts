import type { User } from "../../sdk/src/index.ts";
import type { ArchiveDatabase } from "./database-schema.ts";
import { SearchFeed } from "./search-feed.ts";
import { SearchIndex } from "./search-index.ts";
import type { SearchLimit } from "./search-query.ts";
import { recordOf } from "./search-record.ts";
import { SearchScan } from "./search-scan.ts";
import { databaseSource } from "./search-sources.ts";
import type { FromSearch, Listed, ToSearch } from "./search-talk.ts";

/** What the worker's side of the search is made of. */
export interface SearchDeskOptions {
  tell: (said: FromSearch) => void;
  openDatabase: () => Promise<ArchiveDatabase>;
  /** Lets what was said meanwhile be heard. */
  pause: () => Promise<void>;
  /** A clock in milliseconds. */
  clock: () => number;
}

/** How long is searched before something else is heard, in milliseconds. */
const slice = 8;

/** What is found is told at most so often before all is, in milliseconds. */
const tellEvery = 80;

/** Something is told after so many milliseconds, although more may be found. */
const firstAfter = 8;

/** The worker's side of the search: it has the texts, and answers. */
export class SearchDesk {
  private readonly options: SearchDeskOptions;
  private readonly index = new SearchIndex();
  private readonly peers = new Map<string, User | null>();
  private feed: SearchFeed | undefined;
  private database: ArchiveDatabase | undefined;
  private list: readonly Listed[] = [];
  private loading = true;
  private scan: SearchScan | undefined;
  private number = 0;
  private limit: SearchLimit = { conversations: 0, each: 0 };
  /** Whether the index has changed since the scan began. */
  private stale = false;
  /** What was found in what was there before it changed: it stays the answer until all is looked through once more. */
  private before: SearchScan | undefined;
  private scanning = false;
  private told = -Infinity;
  /** Counts what is read from: of what was read from before nothing is taken any more. */
  private sources = 0;

  constructor(options: SearchDeskOptions) {
    this.options = options;
  }

  /** Hears what the page says. */
  hear(said: ToSearch): void {
    switch (said.say) {
      case "list":
        this.takeList(said);
        return this.changed();
      case "disk":
        return void this.readDisk(said);
      case "page":
        return void this.startAnew();
      case "changed":
        return this.feed?.read(said.conversations);
      case "take":
        return this.index.take(said.conversation, said.key, said.records);
      case "put":
        this.index.put(said.conversation, said.keys, said.whole);
        return this.changed();
      case "loading":
        return this.setLoading(said.loading);
      case "search":
        this.number = said.number;
        this.limit = said.limit;
        this.scan = new SearchScan(this.index, said.query);
        this.before = undefined;
        this.stale = false;
        this.told = this.options.clock() - tellEvery + firstAfter;
        return void this.goOn();
      case "limit":
        this.limit = said.limit;
        if (this.answer) this.tellFound(this.answer);
        return;
      case "near": {
        const { number, conversation, id, place, step } = said;
        return this.options.tell({ say: "near", number, near: this.answer?.hitNear(conversation, id, place, step) });
      }
    }
  }

  private takeList({ order, changed }: ToSearch & { say: "list" }): void {
    const known = new Map([...this.list, ...changed].map((one) => [one.id, one]));
    this.list = order.flatMap((id) => known.get(id) ?? []);
    this.peers.clear();
    for (const { id, peer } of this.list) this.peers.set(id, peer as User | null);
    this.index.setList(this.list);
    this.tellExtent();
  }

  // Gives whether this is still what is read from.
  private startAnew(): () => boolean {
    const number = ++this.sources;
    this.feed?.close();
    this.feed = undefined;
    this.database?.close();
    this.database = undefined;
    this.loading = true;
    this.index.clear();
    this.changed();
    return () => number === this.sources;
  }

  private async readDisk({ account, self, labels }: ToSearch & { say: "disk" }): Promise<void> {
    const isWanted = this.startAnew();
    const failed = () => {
      if (isWanted()) this.options.tell({ say: "failed" });
    };
    try {
      const database = await this.options.openDatabase();
      if (!isWanted()) return database.close();
      this.database = database;
      this.feed = new SearchFeed({
        ...this.options,
        source: databaseSource(database, account),
        sink: this.index,
        record: (message, conversation) => recordOf(message, this.peers.get(conversation) ?? null, self, labels),
        onProgress: (loading) => (loading ? this.changed() : this.setLoading(false)),
        onFailure: failed,
      });
      await this.feed.readAll(this.list.map(({ id }) => id));
    } catch {
      failed();
    }
  }

  private get answer(): SearchScan | undefined {
    return this.before ?? this.scan;
  }

  private setLoading(loading: boolean): void {
    this.loading = loading;
    this.tellExtent();
    this.changed();
  }

  private changed(): void {
    this.stale = true;
    void this.goOn();
  }

  // While much comes it is not searched with each piece of it: the last piece says that it is the last.
  private get waits(): boolean {
    return this.loading && this.options.clock() - this.told < tellEvery;
  }

  // Searches to the end, and once more when messages came meanwhile.
  private async goOn(): Promise<void> {
    if (this.scanning) return;
    this.scanning = true;
    const { clock, pause } = this.options;
    try {
      while (this.scan && (!this.scan.ended || (this.stale && !this.waits))) {
        if (this.scan.ended) {
          this.before = this.scan;
          this.scan = new SearchScan(this.index, this.scan.query);
          this.stale = false;
        }
        const { scan } = this;
        scan.goOn(clock() + slice, clock);
        const isTime = !this.before && scan.count > 0 && clock() - this.told >= tellEvery;
        if (scan.ended) this.before = undefined;
        if (scan.ended || isTime) this.tellFound(scan);
        if (!scan.ended) await pause();
      }
    } finally {
      this.scanning = false;
    }
  }

  private tellFound(scan: SearchScan): void {
    this.told = this.options.clock();
    this.options.tell({
      say: "found",
      number: this.number,
      found: scan.found(this.limit),
      extent: this.extentOf(scan.query.conversation),
    });
  }

  private tellExtent(): void {
    this.options.tell({ say: "extent", extent: this.extentOf(this.scan?.query.conversation) });
  }

  private extentOf(only: string | undefined) {
    return this.index.extent(only, this.loading);
  }
}
