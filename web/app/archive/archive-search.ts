import { effect, signal, untracked, type ReadonlySignal } from "@preact/signals";
import type { Session, User } from "../../sdk/src/index.ts";
import type { Self } from "../model/sides.ts";
import type { Archive } from "./archive.ts";
import { byId } from "./conversations.ts";
import { SearchFeed } from "./search-feed.ts";
import type { Found, HitPlace, SearchExtent, SearchLimit, SearchQuery } from "./search-query.ts";
import { recordOf, type SearchLabels } from "./search-record.ts";
import { storeSource } from "./search-sources.ts";
import type { FromSearch, Listed, ToSearch } from "./search-talk.ts";

/** The other side of the search: a worker. */
export interface SearchWorker {
  say(said: ToSearch): void;
  onSaid(listener: (said: FromSearch) => void): void;
  /** Tells that it did not start, or that something failed in it that it did not expect. */
  onBroken(listener: () => void): void;
  /** Ends it, and gives its memory back. */
  close(): void;
}

/** What the search of an archive is made of. */
export interface ArchiveSearchOptions {
  archive: Pick<Archive, "place" | "kept" | "list" | "onHistory">;
  /** The account, as an account key. */
  account: string;
  /** What is known of the account. */
  self: ReadonlySignal<Self>;
  labels: SearchLabels;
  worker: SearchWorker;
  /** Lets others work. */
  pause: () => Promise<void>;
  /** A clock in milliseconds. */
  clock: () => number;
}

/** Searches the messages of an archive, and follows what comes, changes and goes. */
export class ArchiveSearch {
  /** What was found of what is searched for; undefined while nothing is known of it. */
  readonly found = signal<Found | undefined>(undefined);
  /** What is searched; undefined before anything is known. */
  readonly extent = signal<SearchExtent | undefined>(undefined);
  /** Whether the worker failed: nothing more may come of it. */
  readonly broken = signal(false);
  private readonly options: ArchiveSearchOptions;
  private readonly stops: (() => void)[];
  private readonly asked = new Map<number, (near: HitPlace | undefined) => void>();
  private feed: SearchFeed | undefined;
  private readsDisk = false;
  private diskFailed = false;
  /** The conversations that the worker knows, as they were told by what was known of the account. */
  private told: { by: Self | undefined; conversations: ReadonlySet<Session> } = {
    by: undefined,
    conversations: new Set(),
  };
  private number = 0;
  private searched = 0;

  constructor(options: ArchiveSearchOptions) {
    const { archive, self, worker } = options;
    this.options = options;
    worker.onSaid((said) => this.hear(said));
    worker.onBroken(() => {
      this.broken.value = true;
      this.answerNobody();
    });
    this.stops = [
      effect(() => {
        worker.say({ say: "list", ...this.changeOf(archive.list.value.conversations, self.value) });
      }),
      effect(() => {
        void self.value;
        untracked(() => this.start());
      }),
      archive.onHistory((id) => this.follow(id)),
    ];
  }

  /** Searches. What was searched for before is given up. */
  search(query: SearchQuery, limit: SearchLimit): void {
    this.searched = ++this.number;
    // What was found before stays in view until something is known.
    if (this.found.value) this.found.value = { ...this.found.value, ended: false };
    this.options.worker.say({ say: "search", number: this.searched, query, limit });
  }

  /** Wants more or less of what is found. */
  show(limit: SearchLimit): void {
    this.options.worker.say({ say: "limit", limit });
  }

  /** As {@link SearchScan.hitNear}, of what was searched for last. */
  near(conversation: string, id: string, place: number, step: number): Promise<HitPlace | undefined> {
    const number = ++this.number;
    return new Promise((resolve) => {
      this.asked.set(number, resolve);
      this.options.worker.say({ say: "near", number, conversation, id, place, step });
    });
  }

  /** Ends it. */
  close(): void {
    for (const stop of this.stops) stop();
    this.feed?.close();
    this.options.worker.close();
    this.answerNobody();
  }

  private answerNobody(): void {
    for (const resolve of this.asked.values()) resolve(undefined);
    this.asked.clear();
  }

  // With thousands of conversations telling of each would take longer than a frame.
  private changeOf(conversations: readonly Session[], self: Self) {
    const before = this.told.by === self ? this.told.conversations : new Set<Session>();
    this.told = { by: self, conversations: new Set(conversations) };
    const changed = conversations.filter((one) => !before.has(one)).map((one) => this.listed(one, self));
    return { order: conversations.map(({ sessionId }) => sessionId), changed };
  }

  private listed(conversation: Session, self: Self): Listed {
    const { sessionId: id, user, newMsg } = conversation;
    const peer = user && { uin: user.uin, encryptUin: user.encryptUin };
    return { id, peer, newest: newMsg ? recordOf(newMsg, user, self, this.options.labels) : undefined };
  }

  private hear(said: FromSearch): void {
    switch (said.say) {
      case "found":
        if (said.number !== this.searched) return;
        this.found.value = said.found;
        this.extent.value = said.extent;
        return;
      case "extent":
        this.extent.value = said.extent;
        return;
      case "near":
        this.asked.get(said.number)?.(said.near);
        this.asked.delete(said.number);
        return;
      case "failed":
        this.diskFailed = true;
        return this.start();
    }
  }

  private start(): void {
    const { archive, account, self, labels, worker } = this.options;
    this.feed?.close();
    this.feed = undefined;
    this.readsDisk = archive.place === "disk" && !this.diskFailed;
    if (this.readsDisk) worker.say({ say: "disk", account, self: self.peek(), labels });
    else this.startHere();
  }

  private startHere(): void {
    const { archive, self, labels, worker } = this.options;
    worker.say({ say: "page" });
    const now = self.peek();
    this.feed = new SearchFeed({
      ...this.options,
      source: storeSource(() => archive.kept),
      sink: {
        take: (conversation, key, records) => worker.say({ say: "take", conversation, key, records }),
        put: (conversation, keys, whole) => worker.say({ say: "put", conversation, keys, whole }),
      },
      record: (message, conversation) => recordOf(message, peerOf(archive, conversation), now, labels),
      onProgress: (loading) => {
        if (!loading) worker.say({ say: "loading", loading });
      },
      onFailure: () => worker.say({ say: "loading", loading: false }),
    });
    void this.feed.readAll(archive.list.peek().conversations.map(({ sessionId }) => sessionId));
  }

  // Without a conversation: it is kept elsewhere now.
  private follow(id: string | undefined): void {
    const onDisk = this.options.archive.place === "disk" && !this.diskFailed;
    if (id === undefined || onDisk !== this.readsDisk) this.start();
    else if (this.readsDisk) this.options.worker.say({ say: "changed", conversations: [id] });
    else this.feed?.read([id]);
  }
}

function peerOf({ list }: Pick<Archive, "list">, conversation: string): User | null {
  return byId(list.peek().conversations).get(conversation)?.user ?? null;
}
