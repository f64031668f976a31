import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { Archive } from "../archive/archive.ts";
import type { Reader } from "../archive/reader.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { nameOf, superFlag } from "../model/conversation.ts";
import { fold } from "../model/fold.ts";
import { idle, type Loading } from "../model/loading.ts";
import { unreadOf, withPinnedFirst, type ListFilter } from "./arrangement.ts";
import { oldestFirst } from "../model/message-order.ts";
import type { Problem } from "../model/problem.ts";
import { countUnread, unmutedUnread } from "../model/unread.ts";

/** What a list of conversations is made of. */
export interface ConversationListOptions {
  archive: Pick<Archive, "list" | "forget" | "clear" | "markRead" | "markAllRead">;
  reader: Pick<Reader, "listEnd" | "lookAtList" | "moreConversations" | "newest">;
  gateway: Pick<Gateway, "attempt" | "problem">;
  /** The pinned conversations, in their order. */
  pinned: ReadonlySignal<readonly string[]>;
  /** The muted conversations: their messages are not counted. */
  muted: ReadonlySignal<ReadonlySet<string>>;
  /** Conversations that were begun here and that the gateway does not know yet: they come first. */
  begun: ReadonlySignal<readonly Session[]>;
  /** Whether a conversation is shown although it has nothing unread: it is in view, or something in it was not sent. */
  isKept: (id: string) => boolean;
  /** Called with the id of a conversation that was deleted here. */
  onDeleted: (id: string) => void;
  /** Called with the id of a conversation whose messages were deleted here. */
  onCleared: (id: string) => void;
}

/** Pages that are read at most because a marked conversation is not there. */
const pagesForMarked = 5;

/** Pages that are read at most for unread conversations before the user is asked. */
const pagesForUnread = 10;

/** The list of conversations, as it is kept, and what is done to it. */
export class ConversationList {
  /** Newest first, behind those that were begun here. A conversation that did not change is the same object. */
  readonly items: ReadonlySignal<readonly Session[]>;
  /** How far a look at the top of the list is. What was kept is there meanwhile, and stays when the look fails. */
  readonly loading = signal<Loading>({ state: "loading" });
  /** How far the page is behind those that were read. */
  readonly more = signal<Loading>(idle);
  /** Whether there may be more at the gateway than was read since the start. */
  readonly hasMore: ReadonlySignal<boolean>;
  /** Unread messages of all conversations, those not loaded too. */
  readonly unread: ReadonlySignal<number>;
  /**
   * Unread messages without those of muted conversations: what the user is to be told. The gateway counts them all in one,
   * so that those of a muted conversation are in it until that is loaded.
   */
  readonly unmuted: ReadonlySignal<number>;
  /** What is searched for, as it was written. */
  readonly query = signal("");
  /** Which conversations are shown. */
  readonly filter = signal<ListFilter>("all");
  /** The conversations that the filter leaves and whose name holds what is searched for; the pinned ones come first. */
  readonly shown: ReadonlySignal<readonly Session[]>;
  /** Whether there may be more at the gateway of what is shown. */
  readonly mayShowMore: ReadonlySignal<boolean>;
  private readonly options: ConversationListOptions;
  private readonly names = new WeakMap<Session, string>();
  private look: Promise<Problem | undefined> | undefined;
  private page: Promise<void> | undefined;
  private pagesForMarked = 0;
  private pagesForUnread = 0;

  constructor(options: ConversationListOptions) {
    const { archive, reader } = options;
    this.options = options;
    this.items = computed(() => {
      const begun = options.begun.value;
      const { conversations } = archive.list.value;
      return begun.length === 0 ? conversations : [...begun, ...conversations];
    });
    this.unread = computed(() => archive.list.value.unread);
    this.unmuted = computed(() => unmutedUnread(archive.list.value, options.muted.value));
    this.hasMore = computed(() => {
      const end = reader.listEnd.value;
      return end === undefined ? archive.list.value.hasMore : end !== null;
    });
    const ordered = computed(() => withPinnedFirst(this.items.value, options.pinned.value));
    const filtered = computed(() =>
      this.filter.value === "all" ? ordered.value : unreadOf(ordered.value, options.isKept),
    );
    this.shown = computed(() => {
      const wanted = fold(this.query.value).trim();
      const items = filtered.value;
      return wanted === "" ? items : items.filter((one) => this.foldedName(one).includes(wanted));
    });
    // All unread messages are counted, also those of conversations that were not read yet.
    this.mayShowMore = computed(
      () => this.hasMore.value && (this.filter.value === "all" || countUnread(this.items.value) < this.unread.value),
    );
  }

  /** Chooses which conversations are shown. */
  show(filter: ListFilter): void {
    this.filter.value = filter;
    this.pagesForUnread = 0;
  }

  /** Reads on for what is searched for or filtered; for unread ones not without end. */
  async seek(): Promise<void> {
    const isSearched = this.query.peek().trim() !== "";
    if (!this.mayShowMore.peek() || (!isSearched && this.pagesForUnread >= pagesForUnread)) return;
    if (!isSearched) this.pagesForUnread++;
    await this.loadMore();
  }

  /**
   * The next conversation with unread messages behind one, or from the top; after the last one the first again. Muted ones
   * come when no other is left. Pages are read for it, not without end. undefined when there is none.
   */
  async nextUnread(after: string | undefined): Promise<Session | undefined> {
    const { muted } = this.options;
    for (let pages = 0; ; pages++) {
      const items = this.items.peek();
      const at = items.findIndex((one) => one.sessionId === after) + 1;
      const unread = unreadOf([...items.slice(at), ...items.slice(0, at)], () => false);
      const found = unread.find((one) => !muted.peek().has(one.sessionId));
      const mayBeBehind = this.hasMore.peek() && countUnread(items) < this.unread.peek();
      if (found || !mayBeBehind || pages >= pagesForUnread) return found ?? unread[0];
      await this.loadMore();
      if (this.more.peek().state === "failed") return unread[0];
    }
  }

  // A pinned conversation stands at the top, also when it is far behind; what is unread in a muted one is not counted.
  private async reachMarked(): Promise<void> {
    const { pinned, muted } = this.options;
    const isMissing = () => {
      const items = this.items.peek();
      const ids = new Set(items.map((one) => one.sessionId));
      const wanted = countUnread(items) < this.unread.peek() ? [...pinned.peek(), ...muted.peek()] : pinned.peek();
      return wanted.some((id) => !ids.has(id));
    };
    while (this.pagesForMarked < pagesForMarked && this.hasMore.peek() && isMissing()) {
      this.pagesForMarked++;
      await this.loadMore();
      if (this.more.peek().state !== "idle") return;
    }
  }

  // A name is folded once: with thousands of conversations every key in the search field would wait for it.
  private foldedName(conversation: Session): string {
    const known = this.names.get(conversation);
    if (known !== undefined) return known;
    const name = fold(nameOf(conversation));
    this.names.set(conversation, name);
    return name;
  }

  /** Reads the names before something is searched for, so that the first key does not wait for thousands of them. */
  prepareSearch(): void {
    for (const one of this.items.value) this.foldedName(one);
  }

  /** Looks at the list from its top. Gives the problem when that failed; while a look is on its way there is no other. */
  refresh(): Promise<Problem | undefined> {
    this.look ??= this.lookNow().finally(() => (this.look = undefined));
    return this.look;
  }

  private async lookNow(): Promise<Problem | undefined> {
    this.loading.value = { state: "loading" };
    let problem: Problem | undefined;
    try {
      await this.options.reader.lookAtList();
    } catch (error) {
      problem = this.options.gateway.problem(error);
    }
    this.looked(problem);
    return problem;
  }

  /** Takes how a look at the list ended, also one that somebody else made. */
  looked(problem?: Problem): void {
    batch(() => {
      this.loading.value = problem ? { state: "failed", problem } : idle;
      if (!problem && this.more.value.state === "failed") this.more.value = idle;
    });
    if (!problem) void this.reachMarked();
  }

  /** Reads the page behind those that were read; while one is on its way, there is no other. Nothing at the end. */
  loadMore(): Promise<void> {
    if (!this.hasMore.value) return Promise.resolve();
    this.page ??= this.loadPage().finally(() => (this.page = undefined));
    return this.page;
  }

  private async loadPage(): Promise<void> {
    const { reader, gateway } = this.options;
    this.more.value = { state: "loading" };
    try {
      // Where a list that was kept goes on at the gateway is known after a look at its top.
      const problem = reader.listEnd.value === undefined ? await this.refresh() : undefined;
      if (!problem) await reader.moreConversations();
      this.more.value = problem ? { state: "failed", problem } : idle;
    } catch (error) {
      this.more.value = { state: "failed", problem: gateway.problem(error) };
    }
  }

  /** Deletes a conversation. Gives the problem when the gateway did not: then it is still there. */
  async delete(conversation: Session): Promise<Problem | undefined> {
    const { archive, gateway, onDeleted } = this.options;
    const { sessionId: id } = conversation;
    const failed = await gateway.attempt((client) => client.deleteSession(id, superFlag(conversation)));
    if (failed) return failed;
    await archive.forget(id);
    onDeleted(id);
    return undefined;
  }

  /** Deletes all messages of a conversation. Gives the problem when the gateway did not: then they are still there. */
  async clear(conversation: Session): Promise<Problem | undefined> {
    const { archive, gateway, onCleared } = this.options;
    const { sessionId: id } = conversation;
    const failed = await gateway.attempt((client) => client.clearSession(id, superFlag(conversation)));
    if (failed) return failed;
    await archive.clear(id, conversation.newMsg);
    onCleared(id);
    return undefined;
  }

  /**
   * Marks the messages of a conversation read, which the gateway does for who reads them. Gives the problem when they
   * could not be read.
   */
  async markRead({ sessionId: id }: Session): Promise<Problem | undefined> {
    const { archive, reader, gateway } = this.options;
    try {
      const { page } = await reader.newest(id);
      await archive.markRead(id, oldestFirst(page.messages).at(-1));
      return undefined;
    } catch (error) {
      return gateway.problem(error);
    }
  }

  /** Marks the messages of all conversations read. Gives the problem when the gateway did not. */
  async markAllRead(): Promise<Problem | undefined> {
    const { archive, gateway } = this.options;
    const failed = await gateway.attempt((client) => client.markAllMessagesRead(1, ""));
    if (failed) return failed;
    await archive.markAllRead();
    return undefined;
  }
}
