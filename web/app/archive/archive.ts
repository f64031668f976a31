import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Message, MetaData, Session, SessionPage } from "../../sdk/src/index.ts";
import type { ArchiveStore, KeptList } from "./archive-store.ts";
import { isOfHistory, type Change, type HistoryChange, type ListChangeOf } from "./change.ts";
import {
  markAllRead,
  markRead,
  noList,
  putConversation,
  removeConversation,
  takeMore,
  takeTop,
  type ListChange,
  type ListCursor,
} from "./conversations.ts";
import { nothingKnown, type History } from "./history.ts";
import { positionsIn } from "./history-pieces.ts";
import { ingestBackup, type BackupBlock } from "./ingest-backup.ts";
import {
  changeMessage,
  ingest,
  ingestSent,
  removeMessages,
  type Circumstances,
  type Ingested,
  type MessagesPage,
} from "./ingest.ts";
import { MemoryOfChanges } from "./memory-of-changes.ts";

/** Tells the other tabs of the same account what happened, and hears it from them. */
export interface Channel {
  tell(change: Change): void;
  onTold(listener: (change: Change) => void): () => void;
}

/** What an archive is made of. */
export interface ArchiveOptions {
  store: ArchiveStore;
  channel: Channel;
  /** Whether messages that were deleted elsewhere stay, marked as such. */
  keepsGone: () => boolean;
  /** The time in Unix milliseconds. It never goes back. */
  now?: () => number;
  /** Called with messages that came, from whomever. */
  onMessages?: (id: string, messages: readonly Message[]) => void;
  /** Called when the store failed: from now on nothing is kept. */
  onFailure: (error: unknown) => void;
}

/** What was read by one account. Every page enters here, and what is shown, searched or exported is read from here. */
export class Archive {
  /** The list of conversations. */
  readonly list = signal<KeptList>(noList);
  private readonly options: ArchiveOptions;
  private readonly now: () => number;
  private store: ArchiveStore;
  private readonly held = new Map<string, Signal<History>>();
  private readonly memory = new MemoryOfChanges();
  private readonly stopHearing: () => void;
  private last: Promise<unknown> = Promise.resolve();

  constructor(options: ArchiveOptions) {
    this.options = options;
    this.store = options.store;
    this.now = options.now ?? Date.now;
    this.stopHearing = options.channel.onTold((change) => void this.hear(change));
  }

  /** Where it is kept. */
  get place(): ArchiveStore["place"] {
    return this.store.place;
  }

  /** The store it is kept in, for jobs that read much of it. */
  get kept(): ArchiveStore {
    return this.store;
  }

  /** The time to be given with a page: when it was asked for. */
  asking(): number {
    return this.now();
  }

  /** Reads the list that was kept. */
  async open(): Promise<void> {
    const list = await this.trying(() => this.store.readList());
    if (list && this.list.value === noList) this.list.value = list;
  }

  /** What is known of a conversation, as long as it is held. It is read when it was not held before. */
  async hold(id: string): Promise<ReadonlySignal<History>> {
    const held = this.held.get(id);
    if (held) return held;
    const history = (await this.trying(() => this.store.readHistory(id))) ?? nothingKnown;
    const now = this.held.get(id) ?? signal(history);
    this.held.set(id, now);
    return now;
  }

  /** Lets go of a conversation. What was kept of it stays kept. */
  release(id: string): void {
    this.held.delete(id);
  }

  /** Takes a page of messages, asked for at a time. */
  async takePage(id: string, page: MessagesPage, askedAt: number): Promise<Ingested> {
    return (await this.changeHistory({ change: "page", id, page, askedAt }))!;
  }

  /** Takes what the gateway gave back for messages that were sent. */
  async takeSent(id: string, messages: readonly Message[]): Promise<void> {
    await this.changeHistory({ change: "sent", id, messages, at: this.now() });
  }

  /** Takes the details of pictures and videos. */
  async takeDetails(id: string, details: readonly (readonly [string, MetaData])[]): Promise<void> {
    if (details.length > 0) await this.changeHistory({ change: "details", id, details });
  }

  /** Takes messages of a file. Gives those that were not there. */
  async takeBackup(id: string, block: BackupBlock): Promise<readonly Message[]> {
    return (await this.changeHistory({ change: "backup", id, block }))!.added;
  }

  /** Takes what was chosen on a card. */
  async confirm(id: string, messageId: string, choice: number): Promise<void> {
    await this.changeHistory({ change: "confirmed", id, messageId, choice });
  }

  /** Takes messages out that were deleted here. */
  async delete(id: string, ids: readonly string[]): Promise<void> {
    await this.changeHistory({ change: "deleted", id, ids, at: this.now() });
  }

  /** Takes all messages of a conversation out: they were deleted here. */
  async clear(id: string): Promise<void> {
    await this.changeHistory({ change: "cleared", id, at: this.now() });
    const conversation = this.conversation(id);
    if (conversation) await this.put({ ...conversation, newMsg: null, newMsgCnt: 0 });
  }

  /** Takes pages from the top of the list on, asked for from a time on. */
  takeTop(pages: readonly SessionPage[], askedAt: number): Promise<ListChange> {
    return this.changeList({ change: "top", pages, askedAt });
  }

  /** Takes the page behind a place in the list. Gives the conversations, too, that should be in it and are not. */
  async takeMore(page: SessionPage, from: ListCursor, askedAt: number): Promise<readonly Session[]> {
    const { missing } = takeMore(this.list.value, page, from, this.listCircumstances(askedAt));
    await this.changeList({ change: "more", page, from, askedAt });
    return missing;
  }

  /** Takes conversations out that were missing and did not change since. */
  async takeOut(missing: readonly Session[]): Promise<void> {
    const same = missing.filter((one) => this.list.value.conversations.includes(one));
    if (same.length > 0)
      await this.changeList({ change: "missing", ids: same.map((one) => one.sessionId), at: this.now() });
  }

  /** Puts one conversation in, or in place of what was known of it. */
  async put(conversation: Session): Promise<void> {
    await this.changeList({ change: "conversation", conversation, at: this.now() });
  }

  /** Counts the messages of a conversation as read. */
  async markRead(id: string): Promise<void> {
    if (Number(this.conversation(id)?.newMsgCnt ?? 0) > 0)
      await this.changeList({ change: "read", id, at: this.now() });
  }

  /** Counts the messages of all conversations as read. */
  async markAllRead(): Promise<void> {
    await this.changeList({ change: "allRead", at: this.now() });
  }

  /** Forgets a conversation that was deleted here. */
  async forget(id: string): Promise<void> {
    await this.changeList({ change: "forgotten", id, at: this.now() });
  }

  /** A conversation of the list. */
  conversation(id: string): Session | undefined {
    return this.list.value.conversations.find((one) => one.sessionId === id);
  }

  /**
   * Goes on in another store. It is given what this one has, where it has not more itself, and what is shown where this one
   * cannot be read. The present store is closed, after `last` was done with it. It rejects when the other store fails:
   * then it goes on in the present one.
   */
  async moveTo(store: ArchiveStore, last?: () => Promise<void>): Promise<void> {
    await this.inTurn(async () => {
      const before = this.store;
      await this.copy(before, store);
      const list = await store.readList();
      const histories: [string, History][] = [];
      for (const id of this.held.keys()) histories.push([id, await store.readHistory(id)]);
      this.store = store;
      if (list) this.list.value = list;
      for (const [id, history] of histories) {
        const held = this.held.get(id);
        if (held) held.value = history;
      }
      await last?.().catch(() => {});
      before.close();
    });
  }

  private async copy(from: ArchiveStore, to: ArchiveStore): Promise<void> {
    const list = this.list.value;
    await to.updateList((there) => there ?? list);
    const ids = await from.histories().catch(() => []);
    for (const id of new Set([...ids, ...this.held.keys()])) {
      const history = await from.readHistory(id).catch(() => this.held.get(id)?.value ?? nothingKnown);
      if (history.pieces.length === 0) continue;
      await to.updateHistory(id, (there) => (there.pieces.length > 0 ? there : history));
    }
  }

  /** Ends it. */
  close(): void {
    this.stopHearing();
    this.store.close();
  }

  private async changeHistory(change: HistoryChange): Promise<Ingested | undefined> {
    return this.inTurn(async () => {
      const done = await this.putIntoHistory(change);
      this.options.channel.tell(change);
      return done;
    });
  }

  private async putIntoHistory(change: HistoryChange): Promise<Ingested | undefined> {
    this.memory.note(change);
    let done: Ingested | undefined;
    const apply = (before: History) => (done = this.applied(before, change)).history;
    const held = this.held.get(change.id);
    const after =
      (await this.trying(() => this.store.updateHistory(change.id, apply))) ?? apply(held?.value ?? nothingKnown);
    const now = this.held.get(change.id);
    if (now) now.value = after;
    if (done) this.memory.noteAdded(done.added, this.now());
    this.pass(change);
    return done;
  }

  private pass(change: Change): void {
    if (change.change === "page") this.options.onMessages?.(change.id, change.page.messages);
    if (change.change === "sent") this.options.onMessages?.(change.id, change.messages);
  }

  private applied(before: History, change: HistoryChange): Ingested {
    const changed = (history: History): Ingested => ({ history, added: [], gone: [] });
    switch (change.change) {
      case "page": {
        const messages = change.page.messages.filter((one) => !this.memory.isDeletedAfter(one.id, change.askedAt));
        if (this.memory.isDeletedAfter(change.id, change.askedAt)) return changed(before);
        return ingest(before, { ...change.page, messages }, this.circumstances(change.askedAt));
      }
      case "sent":
        return changed(ingestSent(before, change.messages));
      case "details":
        return changed(
          change.details.reduce(
            (history, [id, metaData]) => changeMessage(history, id, (message) => ({ ...message, metaData })),
            before,
          ),
        );
      case "confirmed":
        return changed(changeMessage(before, change.messageId, (message) => ({ ...message, confirm: change.choice })));
      case "deleted":
        return changed(removeMessages(before, new Set(change.ids)));
      case "backup": {
        const added = change.block.messages.filter(({ id }) => positionsIn(before).find(id) < 0);
        return { history: ingestBackup(before, change.block), added, gone: [] };
      }
      case "cleared":
        return changed(nothingKnown);
    }
  }

  private circumstances(askedAt: number): Circumstances {
    return {
      now: this.now(),
      keepsGone: this.options.keepsGone(),
      isNewer: (id) => this.memory.isAddedAfter(id, askedAt),
    };
  }

  private listCircumstances(askedAt: number) {
    return {
      isDeleted: (id: string) => this.memory.isDeletedAfter(id, askedAt),
      isNewer: (id: string) => this.memory.isAddedAfter(id, askedAt),
    };
  }

  private changeList(change: ListChangeOf): Promise<ListChange> {
    return this.inTurn(async () => {
      const done = await this.putIntoList(change);
      this.options.channel.tell(change);
      return done;
    });
  }

  private async putIntoList(change: ListChangeOf): Promise<ListChange> {
    this.memory.note(change);
    let done: ListChange | undefined;
    const apply = (before: KeptList | undefined) => (done = this.appliedToList(before ?? this.list.value, change)).list;
    const before = this.list.value;
    this.list.value = (await this.trying(() => this.store.updateList(apply))) ?? apply(before);
    this.memory.noteConversations(before.conversations, this.list.value.conversations, this.now());
    const gone = change.change === "forgotten" ? [change.id] : (done?.gone ?? []);
    // What was deleted elsewhere goes too, unless the user wants such messages kept.
    const forgets = change.change === "forgotten" || !this.options.keepsGone();
    for (const id of forgets ? gone : []) {
      await this.trying(() => this.store.removeHistory(id));
      const held = this.held.get(id);
      if (held) held.value = nothingKnown;
    }
    return done!;
  }

  private appliedToList(before: KeptList, change: ListChangeOf): ListChange {
    const changed = (list: KeptList): ListChange => ({ list, news: [], gone: [] });
    switch (change.change) {
      case "top":
        return takeTop(before, change.pages, this.listCircumstances(change.askedAt));
      case "more":
        return takeMore(before, change.page, change.from, this.listCircumstances(change.askedAt));
      case "missing":
        return { ...changed(change.ids.reduce(removeConversation, before)), gone: change.ids };
      case "conversation":
        return changed(putConversation(before, change.conversation));
      case "read":
        return changed(markRead(before, change.id));
      case "allRead":
        return changed(markAllRead(before));
      case "forgotten":
        return changed(removeConversation(before, change.id));
    }
  }

  // What another tab wrote on disk is read from there; what is only in memory is done here once more.
  private hear(change: Change): Promise<void> {
    return this.inTurn(async () => {
      if (this.store.place === "memory") {
        await (isOfHistory(change) ? this.putIntoHistory(change) : this.putIntoList(change));
        return;
      }
      this.memory.note(change);
      this.pass(change);
      const { id } = change as { id?: string };
      if (!isOfHistory(change)) {
        const list = await this.trying(() => this.store.readList());
        if (list) this.list.value = list;
      }
      const held = id === undefined ? undefined : this.held.get(id);
      const history = held && (await this.trying(() => this.store.readHistory(id!)));
      if (held && history) held.value = history;
    });
  }

  // One change after another, so that what is shown is what was kept last.
  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.last.then(work);
    this.last = done.catch(() => {});
    return done;
  }

  private async trying<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      this.options.onFailure(error);
      return undefined;
    }
  }
}
