import type { ArchivedMessage } from "./history.ts";
import type { SearchRecord } from "./search-record.ts";

/** What a conversation consists of, when it was looked at. */
export interface SourceConversation {
  /** The keys of its runs, oldest first: what has a key never changes. */
  readonly keys: readonly string[];
  /** Whether nothing is missing between its beginning and its last message. */
  readonly whole: boolean;
  /** Reads some of its runs; those that are not there any more are missing. */
  read(keys: readonly string[]): Promise<Iterable<readonly [key: string, messages: readonly ArchivedMessage[]]>>;
}

/** Where the messages come from that are searched. */
export interface SearchSource {
  /** The conversations of which there are messages. */
  conversations(): Promise<readonly string[]>;
  open(conversation: string): Promise<SourceConversation>;
}

/** Where they go: an index, or the way to one. */
export interface SearchSink {
  take(conversation: string, key: string, records: readonly SearchRecord[]): void;
  put(conversation: string, keys: readonly string[], whole: boolean): void;
}

/** What a feed is made of. */
export interface SearchFeedOptions {
  source: SearchSource;
  sink: SearchSink;
  /** What is searched of a message of a conversation. */
  record: (message: ArchivedMessage, conversation: string) => SearchRecord;
  /** Lets others work. */
  pause: () => Promise<void>;
  /** A clock in milliseconds. */
  clock: () => number;
  /** Called when something was put, and when nothing is left to be read. */
  onProgress: (loading: boolean) => void;
  onFailure: (error: unknown) => void;
}

/** How long it works without a pause, in milliseconds. */
const slice = 5;

/** So many runs are read at a time. */
const together = 4;

/** After so many runs of a conversation what has come of it is searched, before the rest has. */
const shownAfter = 16;

/** Reads conversations into an index: all of them once, then each that has changed. */
export class SearchFeed {
  private readonly options: SearchFeedOptions;
  /** What is in the index, by conversation. */
  private readonly there = new Map<string, ReadonlySet<string>>();
  private readonly waiting = new Set<string>();
  private working = false;
  private closed = false;
  private worked = 0;

  constructor(options: SearchFeedOptions) {
    this.options = options;
  }

  /** Reads all conversations: first these, in this order. */
  async readAll(first: readonly string[]): Promise<void> {
    try {
      const all = new Set(await this.options.source.conversations());
      this.read([...first.filter((id) => all.has(id)), ...all]);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Reads what has changed of conversations. */
  read(conversations: readonly string[]): void {
    for (const id of conversations) this.waiting.add(id);
    if (!this.working) void this.work();
  }

  /** Ends it. */
  close(): void {
    this.closed = true;
  }

  private async work(): Promise<void> {
    this.working = true;
    try {
      for (const id of this.waiting) {
        if (this.closed) return;
        this.waiting.delete(id);
        await this.readOne(id);
      }
      if (!this.closed) this.options.onProgress(false);
    } catch (error) {
      this.fail(error);
    } finally {
      this.working = false;
    }
  }

  private async readOne(id: string): Promise<void> {
    const { source, sink, onProgress } = this.options;
    const { keys, whole, read } = await source.open(id);
    const known = this.there.get(id) ?? new Set<string>();
    const has = new Set(keys.filter((key) => known.has(key)));
    const put = (isWhole: boolean) => {
      if (this.closed) return;
      sink.put(
        id,
        keys.filter((key) => has.has(key)),
        isWhole,
      );
      onProgress(true);
    };
    // The newest are looked for first.
    const missing = keys.filter((key) => !has.has(key)).reverse();
    let shown = 0;
    const readFrom = (i: number) => (i < missing.length ? read(missing.slice(i, i + together)) : undefined);
    // While some are taken the next ones are read.
    let next = readFrom(0);
    for (let i = 0; i < missing.length && !this.closed; i += together) {
      const now = await next!;
      next = readFrom(i + together);
      next?.catch(() => {}); // when it is not wanted any more
      for (const [key, messages] of now) {
        await this.take(id, key, messages);
        has.add(key);
      }
      if (i + together - shown < shownAfter) continue;
      shown = i + together;
      put(false);
    }
    put(whole && has.size === keys.length);
    this.there.set(id, has);
  }

  private async take(id: string, key: string, messages: readonly ArchivedMessage[]): Promise<void> {
    const { sink, record, pause, clock } = this.options;
    if (clock() - this.worked > slice) {
      await pause();
      this.worked = clock();
    }
    if (this.closed) return;
    sink.take(
      id,
      key,
      messages.map((message) => record(message, id)),
    );
  }

  private fail(error: unknown): void {
    if (!this.closed) this.options.onFailure(error);
    this.closed = true;
  }
}
