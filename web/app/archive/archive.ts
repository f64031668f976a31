import { signal, type ReadonlySignal } from "@preact/signals";
import { steadyNow } from "../../common/steady-clock.ts";
import type { Message, MetaData, Session, SessionPage } from "../../sdk/src/index.ts";
import { copyStore } from "./copy-store.ts";
import { applyToHistory, applyToList, type AppliedToList, type Judgement } from "./apply-change.ts";
import type { ArchiveOptions } from "./archive-options.ts";
import type { ArchiveStore, KeptList } from "./archive-store.ts";
import { isAnswer, isLasting, isOfHistory, type Change, type HistoryChange, type ListChangeOf } from "./change.ts";
import { byId, noList, type ListCursor } from "./conversations.ts";
import { endLength, EndsAtHand } from "./ends-at-hand.ts";
import { HeldHistories } from "./held-histories.ts";
import { messagesBeside } from "./history-pieces.ts";
import { nothingKnown, type History } from "./history.ts";
import type { BackupBlock } from "./ingest-backup.ts";
import type { Ingested, MessagesPage } from "./ingest.ts";
import type { PagesTaken } from "./list-pages.ts";
import { MemoryOfChanges } from "./memory-of-changes.ts";
import { isNewestOf, numberAlone } from "../model/sides.ts";
import { ReadMarks } from "./read-marks.ts";
import { SafeStore } from "./safe-store.ts";
import { pageToCopy, withTagsToCopy } from "./tags-to-copy.ts";

/** What was read by one account. Every page enters here, and what is shown, searched or exported is read from here. */
export class Archive {
  /** The list of conversations. */
  readonly list = signal<KeptList>(noList);
  /** News of the list of which nobody was told, newest first: the next look that tells of any tells of them. */
  untold: readonly Session[] = [];
  private readonly options: ArchiveOptions;
  private readonly store: SafeStore;
  private readonly held = new HeldHistories();
  private readonly ends = new EndsAtHand((id) => this.store.readEnd(id, endLength));
  private readonly memory = new MemoryOfChanges();
  private readonly marks: ReadMarks;
  private readonly stopHearing: () => void;
  private readonly listeners = new Set<(id: string | undefined) => void>();
  private readonly clock: () => number;
  /** How far other tabs are before this one's clock, in milliseconds. */
  private ahead = 0;
  private latest = 0;
  private doubtsList = false;
  private last: Promise<unknown> = Promise.resolve();

  constructor(options: ArchiveOptions) {
    this.options = options;
    this.clock = options.now ?? steadyNow;
    this.marks = options.marks ?? new ReadMarks();
    const shown = () => ({ list: this.list.value === noList ? undefined : this.list.value, histories: this.held });
    this.store = new SafeStore(options.store, shown, (error) => options.onFailure(error));
    this.stopHearing = options.channel.onTold((change) => void this.hear(change));
  }

  /** Where it is kept. */
  get place(): ArchiveStore["place"] {
    return this.kept.place;
  }

  /** The store it is kept in, for jobs that read much of it. */
  get kept(): ArchiveStore {
    return this.store.current;
  }

  /** The time to be given with a page: when it was asked for. */
  asking(): number {
    return this.now();
  }

  // No two things happen at one time: what was asked for before something is known from what was asked for after it.
  private now(): number {
    const now = this.clock() + this.ahead;
    return (this.latest = now > this.latest ? now : this.latest + 0.001);
  }

  // A tab that was there before the clock was set back is ahead of one that came after.
  private keepUp(time: number): void {
    this.ahead = Math.max(this.ahead, time - this.clock());
    this.latest = Math.max(this.latest, time);
  }

  /** Reads the list that was kept. */
  open(): Promise<void> {
    return this.inTurn(async () => {
      const list = await this.store.readList();
      if (list && this.list.value === noList) this.list.value = list;
    });
  }

  /**
   * What is known of a conversation, as long as it is held. It is read when it was not held before. Each that holds it
   * releases it once.
   */
  hold(id: string): Promise<ReadonlySignal<History>> {
    this.held.begin(id);
    return this.inTurn(async () => {
      return this.held.find(id) ?? this.held.add(id, await this.store.readHistory(id));
    });
  }

  /**
   * The newest messages that are kept of a conversation, at least {@link endLength} of them, for whoever shows them until
   * it is held. It can be called before somebody does: then they are at hand. Undefined where there are
   * none before it is held.
   */
  async readEnd(id: string): Promise<History | undefined> {
    return this.endAtHand(id) ?? this.ends.begin(id);
  }

  /** What {@link readEnd} would give, where it is known already. */
  endAtHand(id: string): History | undefined {
    return this.held.find(id)?.peek() ?? this.ends.find(id);
  }

  /** Lets go of a conversation. What was kept of it stays kept. */
  release(id: string): void {
    this.held.end(id);
  }

  /**
   * Tells of each conversation whose messages changed, here or in another tab, and with undefined that all are kept in
   * another place from now on. Gives what ends that.
   */
  onHistory(listener: (id: string | undefined) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Takes a page of messages, asked for at a time. */
  async takePage(id: string, page: MessagesPage, askedAt: number): Promise<Ingested> {
    return this.changeHistory({ change: "page", id, page, askedAt });
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
    return (await this.changeHistory({ change: "backup", id, block })).added;
  }

  /** Takes what was chosen on a card. */
  async confirm(id: string, messageId: string, choice: number): Promise<void> {
    await this.changeHistory({ change: "confirmed", id, messageId, choice, at: this.now() });
  }

  /** Takes messages out that were deleted here. */
  async delete(id: string, ids: readonly string[]): Promise<void> {
    await this.changeHistory({ change: "deleted", id, ids, at: this.now() });
  }

  /** Takes all messages of a conversation out that were deleted here: the newest of them is the one that was known then. */
  async clear(id: string, newest: Message | null = this.conversation(id)?.newMsg ?? null): Promise<void> {
    await this.changeHistory({ change: "cleared", id, at: this.now() });
    await this.changeList({ change: "emptied", id, upTo: newest?.id, at: this.now() });
  }

  /**
   * Takes pages from the top of the list on, asked for from a time on. Partial ones were meant to be more: they do not say
   * that anything is gone.
   */
  takeTop(pages: readonly SessionPage[], askedAt: number, partial = false): Promise<PagesTaken> {
    return this.changeList({ change: "top", pages: pages.map(pageToCopy), partial, askedAt });
  }

  /** Takes the page behind a place in the list. Gives the conversations, too, that should be in it and are not. */
  async takeMore(page: SessionPage, from: ListCursor, askedAt: number): Promise<readonly Session[]> {
    return (await this.changeList({ change: "more", page: pageToCopy(page), from, askedAt })).missing;
  }

  /** Takes conversations out that were missing in what was asked for at a time, unless they changed since. */
  async takeOut(missing: readonly Session[], askedAt: number): Promise<void> {
    if (missing.length === 0) return;
    await this.changeList({ change: "missing", ids: missing.map((one) => one.sessionId), askedAt });
  }

  /** Puts one conversation in, or in place of what was known of it. */
  async put(conversation: Session): Promise<void> {
    await this.changeList({ change: "conversation", conversation: withTagsToCopy(conversation), at: this.now() });
  }

  /** Counts the messages of a conversation as read: up to the newest that was read, or all that are known. */
  async markRead(id: string, upTo?: Message): Promise<void> {
    await this.changeList({ change: "read", id, upTo: upTo ?? null, at: this.now() });
  }

  /** Counts the messages of all conversations as read: those that were there when that was asked for. */
  async markAllRead(askedAt = this.now()): Promise<void> {
    await this.changeList({ change: "allRead", askedAt, at: this.now() });
  }

  /** Forgets a conversation that was deleted here. */
  async forget(id: string): Promise<void> {
    await this.changeList({ change: "forgotten", id, at: this.now() });
  }

  /** A conversation of the list. */
  conversation(id: string): Session | undefined {
    return byId(this.list.value.conversations).get(id);
  }

  /**
   * Goes on in another store, which is given what this one has; what it has besides stays. The present store is closed.
   * It rejects when the other store does not take it: then the archive stays where it is.
   */
  moveTo(store: ArchiveStore): Promise<void> {
    return this.inTurn(async () => {
      const gone = { now: Math.floor(this.now()), keepsGone: this.options.keepsGone() };
      const { list, histories } = await copyStore(
        { list: this.list.value, histories: this.held },
        this.kept,
        store,
        gone,
      );
      const before = this.store.replace(store);
      this.list.value = list;
      for (const [id, history] of histories) this.held.show(id, history);
      before.close();
      this.tellChanged(undefined);
    });
  }

  /** Ends it, once what was begun is kept. */
  close(): Promise<void> {
    this.stopHearing();
    return this.inTurn(async () => {
      this.store.close();
      this.options.channel.close?.();
    });
  }

  private changeHistory(change: HistoryChange): Promise<Ingested> {
    return this.inTurn(async () => {
      const done = await this.putIntoHistory(change);
      const told = change.change === "page" ? { ...change, gone: done.gone } : change;
      this.tell(told, isAnswer(change) && done.history === done.before);
      return done;
    });
  }

  private async putIntoHistory(change: HistoryChange): Promise<Ingested & { before: History }> {
    this.memory.note(change);
    const { id } = change;
    const shown = this.held.find(id)?.value;
    const judgement = { ...this.judgement(), shown };
    const apply = (before: History) => ({ ...applyToHistory(before, change, judgement), before });
    // Most pages bring nothing: then nothing is read or written.
    let done = shown && isAnswer(change) ? apply(shown) : undefined;
    if (!done || done.history !== done.before) {
      await this.store.updateHistory(id, (before) => (done = done?.before === before ? done : apply(before)).history);
    }
    // What another tab wrote is heard of later.
    if (shown && shown !== done!.before)
      this.memory.notePage(id, messagesBeside(done!.before, shown), [], judgement.now);
    this.held.show(id, done!.history);
    if (change.change === "page") this.memory.notePage(id, change.page.messages, done!.gone, judgement.now);
    this.pass(change);
    if (done!.history !== done!.before) this.tellChanged(id);
    return done!;
  }

  private tellChanged(id: string | undefined): void {
    this.ends.drop(id);
    for (const listener of this.listeners) listener(id);
  }

  private pass(change: HistoryChange): void {
    if (change.change === "page") this.options.onMessages?.(change.id, change.page.messages);
    if (change.change === "sent") this.options.onMessages?.(change.id, change.messages);
  }

  private changeList(change: ListChangeOf): Promise<AppliedToList> {
    return this.inTurn(async () => {
      const before = this.list.value;
      const done = await this.putIntoList(change);
      this.tell(change, isAnswer(change) && this.list.value === before);
      return done;
    });
  }

  private async putIntoList(change: ListChangeOf): Promise<AppliedToList> {
    this.noteListChange(change);
    const before = this.list.value;
    const judgement = this.judgement();
    let done = applyToList(before, change, judgement);
    if (done.list !== before || !isAnswer(change)) {
      this.list.value = await this.store.updateList((kept = before) => {
        if (kept !== before) done = applyToList(kept, change, judgement);
        return done.list;
      });
    }
    if (change.change === "top") this.doubtsList = done.doubted;
    this.memory.noteConversations(before.conversations, this.list.value.conversations, judgement.now);
    this.learnFrom(change);
    this.marks.drop(done.gone);
    // What was deleted elsewhere goes too, unless the user wants such messages kept.
    if (change.change === "forgotten" || !judgement.keepsGone) {
      for (const id of done.gone) await this.forgetHistory(id);
    }
    return done;
  }

  private noteListChange(change: ListChangeOf): void {
    this.memory.note(change);
    if (change.change === "read" && change.upTo) {
      this.marks.read(change.id, change.upTo, this.memory.unreadAtGateway(change.id), change.at);
    }
    if (change.change === "allRead") this.marks.drop();
  }

  // What pages say of what was read is told after what they make of the list.
  private learnFrom(change: ListChangeOf): void {
    if (change.change === "more") this.marks.see(change.page.sessions, change.askedAt);
    if (change.change !== "top") return;
    for (const page of [...change.pages].reverse()) this.marks.see(page.sessions, change.askedAt);
  }

  private async forgetHistory(id: string): Promise<void> {
    await this.store.removeHistory(id);
    this.held.show(id, nothingKnown);
    this.tellChanged(id);
  }

  private judgement(): Judgement {
    const { memory, marks, doubtsList, options } = this;
    const isMine = isNewestOf(options.self?.() ?? numberAlone(""));
    return { memory, marks, isMine, now: this.now(), keepsGone: options.keepsGone(), doubtsList };
  }

  // Who reads what is kept on disk need not hear of an answer that brought nothing.
  private tell(change: Change, broughtNothing: boolean): void {
    if (this.place === "memory" || !broughtNothing) this.options.channel.tell(change);
  }

  // What another tab wrote on disk is read from there; what is only in memory is done here once more, and so is what a page
  // that came here meanwhile may have undone.
  private hear(change: Change): Promise<void> {
    this.keepUp("at" in change ? change.at : "askedAt" in change ? change.askedAt : 0);
    return this.inTurn(async () => {
      if (this.place === "memory" || isLasting(change)) {
        await (isOfHistory(change) ? this.putIntoHistory(change) : this.putIntoList(change));
        return;
      }
      if (isOfHistory(change)) {
        this.memory.note(change);
        await this.readHistoryAgain(change);
      } else {
        this.noteListChange(change);
        await this.readListAgain(change);
        this.learnFrom(change);
      }
    });
  }

  private async readHistoryAgain(change: HistoryChange): Promise<void> {
    if (change.change === "page") this.memory.notePage(change.id, change.page.messages, change.gone ?? [], this.now());
    this.pass(change);
    await this.readHeldAgain(change.id);
  }

  private async readListAgain(change: ListChangeOf): Promise<void> {
    const before = this.list.value.conversations;
    const list = await this.store.readList();
    if (!list) return;
    this.list.value = list;
    this.memory.noteConversations(before, list.conversations, this.now());
    const now = byId(list.conversations);
    for (const { sessionId } of before) if (!now.has(sessionId)) await this.readHeldAgain(sessionId);
    if (change.change === "forgotten") await this.readHeldAgain(change.id);
  }

  private async readHeldAgain(id: string): Promise<void> {
    if (this.held.find(id)) this.held.show(id, await this.store.readHistory(id));
    this.tellChanged(id);
  }

  // One change after another, so that what is shown is what was kept last.
  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.last.then(work);
    this.last = done.catch(() => {});
    return done;
  }
}
