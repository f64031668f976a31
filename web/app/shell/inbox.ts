import { computed, effect, signal, untracked } from "@preact/signals";
import { steadyNow } from "../../common/steady-clock.ts";
import type { Message, Session } from "../../sdk/src/index.ts";
import type { Archive } from "../archive/archive.ts";
import { byId, type ListChange } from "../archive/conversations.ts";
import type { ReadMarks } from "../archive/read-marks.ts";
import type { OwnAccount } from "../archive/own-account.ts";
import { Reader } from "../archive/reader.ts";
import { ownMarksOf, type Account } from "../account/account.ts";
import type { Drafts } from "../compose/drafts.ts";
import { QuickReplies } from "../compose/quick-replies.ts";
import { ConversationList } from "../conversations/conversation-list.ts";
import type { ListMarks } from "../conversations/list-marks.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { LearnedGateway } from "../gateway/learned-gateway.ts";
import { Watch } from "../gateway/watch.ts";
import type { Host, Store } from "../host.ts";
import type { AccountId } from "../model/account-id.ts";
import { areAllNamed, conversationWith, isBegun } from "../model/begun.ts";
import { nameOf } from "../model/conversation.ts";
import { emptyMeta, isHusk } from "../model/kinds.ts";
import { isNewsOfOthers } from "../model/whose-news.ts";
import { sideOf } from "../model/sides.ts";
import { isSameLogin, type Login } from "../model/login.ts";
import { lookFor, type Arrival } from "../outbox/look-for.ts";
import type { OutboxEntry } from "../outbox/entry.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { SendAnswer } from "../outbox/send-outcome.ts";
import type { SenderNeeds } from "../outbox/sender.ts";
import type { KeptPlaces } from "../thread/kept-places.ts";
import { Thread } from "../thread/thread.ts";
import { say, warn } from "../ui/notices.tsx";
import type { PageState } from "../ui/page-state.ts";
import { previewOf } from "../words/preview.ts";
import { text } from "../words/words.ts";
import { BegunConversations } from "./begun-conversations.ts";
import type { Keeping } from "./keeping.ts";
import { WhatWasWritten } from "./what-was-written.ts";

/** Conversations that stay at hand when another one is opened. */
const threadsKept = 6;

/** Messages that may have arrived are looked for at most so often by themselves, in milliseconds. */
const lookForSentEvery = 60_000;

/** What an inbox is put together from. */
export interface InboxNeeds {
  host: Host;
  page: PageState;
  gateway: Gateway;
  /** What was learned of that gateway. */
  learned: LearnedGateway;
  archive: Archive;
  /** Up to where conversations were read: the archive has it too. */
  marks: ReadMarks;
  keeping: Keeping;
  drafts: Drafts;
  /** Where somebody stood in each conversation. */
  places: KeptPlaces;
  /** Which conversations are pinned and muted. */
  listMarks: ListMarks;
  login: Login;
  /** What is known of the account by which its own messages are told. */
  own: OwnAccount;
  /** Where the account is kept. */
  store: Store;
  /** Makes the outbox, which is given how to send and how to look. */
  outbox: (ways: Pick<SenderNeeds, "send" | "look" | "onSent">) => Outbox;
  /** Told who the account's owner is. */
  onOwner: (nick: string, avatar: string) => void;
  /** Told of conversations, not in view, whose newest message just came from somebody else. */
  onNews?: (conversations: readonly Session[]) => void;
}

/** The inbox of one account: its rooms, put together. */
export class Inbox {
  readonly host: Host;
  readonly page: PageState;
  readonly account: AccountId;
  readonly gateway: Gateway;
  readonly learned: LearnedGateway;
  readonly archive: Archive;
  readonly own: OwnAccount;
  readonly keeping: Keeping;
  readonly reader: Reader;
  readonly list: ConversationList;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly begun: BegunConversations;
  readonly listMarks: ListMarks;
  readonly replies: QuickReplies;
  readonly watch: Watch;
  /** The conversation in view. */
  readonly open = signal<Thread | undefined>(undefined);
  /** Whether the focus stays where it is, in the list or among what was found, when the conversation in view is shown. */
  staysInList = false;
  /** What is said to a screen reader. */
  readonly announcement = signal("");
  /** The login in use. */
  readonly login;
  private readonly needs: InboxNeeds;
  private readonly threads = new Map<string, Thread>();
  private readonly stops: (() => void)[];
  private readonly written: WhatWasWritten;
  private store: Store;
  private lookedForSent = 0;

  constructor(needs: InboxNeeds) {
    const { gateway, archive } = needs;
    this.needs = needs;
    this.login = signal(needs.login);
    this.store = needs.store;
    this.host = needs.host;
    this.page = needs.page;
    this.account = gateway.account;
    this.gateway = gateway;
    this.learned = needs.learned;
    this.archive = archive;
    this.own = needs.own;
    this.keeping = needs.keeping;
    this.drafts = needs.drafts;
    this.listMarks = needs.listMarks;
    this.replies = new QuickReplies(gateway.account, needs.store);
    this.reader = new Reader(gateway, archive);
    this.outbox = needs.outbox({
      send: (entry) => this.send(entry),
      look: (entry) => this.lookForSent(entry),
      onSent: (entry, answer) => this.takeSent(entry, answer),
    });
    this.begun = new BegunConversations({
      conversations: computed(() => archive.list.value.conversations),
      drafts: this.drafts,
      outbox: this.outbox,
      openId: () => this.open.value?.id,
      onReached: (begun, id) => this.reached(begun, id),
    });
    this.list = new ConversationList({
      archive,
      reader: this.reader,
      gateway,
      pinned: this.listMarks.pinned,
      muted: this.listMarks.muted,
      begun: this.begun.all,
      isKept: (id) => this.open.value?.id === id || this.outbox.failedIn.value.has(id),
      onDeleted: (id) => this.forgetThread(id),
      onCleared: () => this.watch.soon(),
    });
    this.watch = new Watch({ gateway, page: needs.page, look: () => this.look() });
    const { drafts, listMarks, replies, outbox } = this;
    this.written = new WhatWasWritten([drafts, listMarks, replies, outbox], () => warn(text.value.storageEmptied));
    this.written.follow(needs.store);
    this.stops = [
      effect(() => this.own.seeList(this.archive.list.value.conversations)),
      effect(() => {
        for (const { clientKey } of this.outbox.entries.value) this.own.sends(clientKey);
      }),
      effect(() => this.leaveWhatIsGone()),
      effect(() => {
        if (!this.page.hidden.value) return;
        needs.places.flush();
        untracked(() => this.written.keepAgain());
      }),
      effect(() => {
        if (this.drafts.unkept.value) untracked(() => say(text.value.draftsNotKept));
      }),
      effect(() => {
        if (this.listMarks.unkept.value) untracked(() => say(text.value.marksNotKept));
      }),
    ];
  }

  /** Begins to follow the gateway. What is kept is shown before it answers. */
  async start(): Promise<void> {
    this.watch.start();
    void this.outbox.restore();
    void this.replies.restore();
    await this.list.refresh();
  }

  /** A conversation of the list, or one that was begun here and that the gateway does not know yet. */
  conversation(id: string): Session | undefined {
    return this.archive.conversation(id) ?? this.begun.find(id);
  }

  /**
   * Opens a conversation; one that was begun here and that the gateway does not know yet, too. Where the list keeps the focus
   * the field to write in does not take it.
   */
  show(id: string, { staysInList = false } = {}): void {
    const conversation = this.conversation(id);
    if (!conversation) return;
    this.staysInList = staysInList;
    let thread = this.threads.get(id);
    if (!thread) {
      thread = new Thread(conversation, {
        ...this.needs,
        reader: this.reader,
        outbox: this.outbox,
        onDone: () => this.watch.soon(),
      });
      void thread.open();
    } else if (Number(conversation.newMsgCnt) > 0 || thread.loading.value.state === "failed") {
      void thread.open();
    }
    this.threads.delete(id);
    this.threads.set(id, thread);
    for (const [other, old] of this.threads) {
      if (this.threads.size <= threadsKept) break;
      old.close();
      this.threads.delete(other);
    }
    if (this.open.peek() !== thread) this.open.peek()?.left();
    this.open.value = thread;
    this.watch.soon();
  }

  /**
   * Opens a conversation and shows one of its messages, where one is given. Gives whether both are there: of a
   * conversation that is not in the list nothing is opened.
   */
  async goTo(conversationId: string, messageId?: string): Promise<boolean> {
    if (!this.conversation(conversationId)) return false;
    this.show(conversationId, { staysInList: messageId !== undefined });
    return messageId === undefined || (await this.threads.get(conversationId)!.goTo(messageId));
  }

  /**
   * Takes the last message of a conversation that failed or waits back into its draft. Says whether there was one that was
   * surely not sent, and room for it.
   */
  editLast(id: string): boolean {
    const last = this.outbox.of(id).peek().at(-1);
    const isUnsent = last?.state === "failed" || (last?.state === "waiting" && last.doubt === "none");
    if (!last || !isUnsent || this.drafts.of(id) !== "") return false;
    this.drafts.set(id, last.text);
    this.outbox.discard(last.clientKey);
    return true;
  }

  /** Leaves the conversation in view. */
  leave(): void {
    this.open.peek()?.left();
    this.open.value = undefined;
  }

  private forgetThread(id: string): void {
    this.threads.get(id)?.close();
    this.threads.delete(id);
    this.drafts.set(id, "");
    this.needs.places.keep(id, undefined);
    this.listMarks.drop(id);
    for (const { clientKey } of this.outbox.of(id).peek()) this.outbox.discard(clientKey);
    if (this.open.value?.id === id) this.leave();
  }

  /** Gives a begun conversation up, with what was written in it. */
  giveUp(id: string): void {
    this.forgetThread(id);
  }

  // It is the same conversation: who has it in view sees how it goes on.
  private reached(begun: string, id: string): void {
    const wasOpen = this.open.peek()?.id === begun;
    this.threads.get(begun)?.close();
    this.threads.delete(begun);
    if (wasOpen) this.show(id);
  }

  // A conversation that was deleted elsewhere is left, unless something is being written or sent in it.
  private leaveWhatIsGone(): void {
    const { conversations } = this.archive.list.value;
    const thread = this.open.peek();
    if (!thread || isBegun(thread.id) || conversations.some((one) => one.sessionId === thread.id)) return;
    const busy = this.drafts.of(thread.id) !== "" || this.outbox.of(thread.id).peek().length > 0;
    if (!busy) untracked(() => this.leave());
  }

  // Reading a conversation marks it read, so nobody reads it for a page that cannot be seen.
  private async look(): Promise<boolean> {
    this.written.keepAgain();
    const wasSilent = this.gateway.silent.value !== undefined;
    const found = await this.lookAtGateway();
    // It answers: what may have arrived is looked for, but not with every look.
    const now = steadyNow();
    if (wasSilent || now - this.lookedForSent > lookForSentEvery) {
      this.lookedForSent = now;
      void this.outbox.lookAgain();
    }
    return found;
  }

  private async lookAtGateway(): Promise<boolean> {
    const thread = this.open.value;
    const before = byId(this.archive.list.value.conversations);
    const isReady = thread && !isBegun(thread.id) && thread.loading.value.state !== "loading";
    if (!isReady || this.page.hidden.value) {
      return this.tell(await this.lookAtList(), before);
    }
    const { list, messages, failed } = await this.reader.lookAtBoth(thread.id);
    const newest = messages && thread.takeNews(messages).at(-1);
    if (newest) this.announceMessage(thread.conversation.value, newest);
    if (!list) throw failed;
    this.list.looked();
    const beside = { ...list, news: list.news.filter((one) => one.sessionId !== thread.id) };
    return this.tell(beside, before) || newest !== undefined;
  }

  private async lookAtList(): Promise<ListChange> {
    try {
      const change = await this.reader.lookAtList();
      this.list.looked();
      return change;
    } catch (error) {
      if (this.list.items.value.length === 0) this.list.looked(this.gateway.problem(error));
      throw error;
    }
  }

  private tell({ news, gone }: ListChange, before: ReadonlyMap<string, Session>): boolean {
    const self = this.own.self.value;
    const isOfOthers = (one: Session) => isNewsOfOthers(one, self, before.get(one.sessionId)?.newMsgCnt);
    const arrived = news.filter(isOfOthers);
    if (arrived.length > 0) this.needs.onNews?.(arrived);
    const newest = arrived.find((one) => !this.listMarks.muted.peek().has(one.sessionId));
    if (newest?.newMsg) this.announceMessage(newest, newest.newMsg);
    return news.length > 0 || gone.length > 0;
  }

  private announceMessage(conversation: Session, message: Message): void {
    const words = text.value;
    const name = nameOf(conversation) || words.noName;
    const isUnknown = sideOf(message, conversation.user, this.own.self.value) === "unknown";
    const from = isUnknown ? words.unknownSenderWith(name) : name;
    this.announce(words.newMessage(from, previewOf(message, words)));
  }

  private send({ clientKey, conversationId: id, receiver, text: content }: OutboxEntry) {
    const { userId, superMsgFlag } = receiver;
    const place = isBegun(id) ? {} : { sessionId: id };
    return this.gateway.call((client) => client.sendText(userId, content, { ...place, clientKey, superMsgFlag }), {
      writes: true,
    });
  }

  private async lookForSent(entry: OutboxEntry): Promise<Arrival> {
    if (!isBegun(entry.conversationId)) return this.lookForIn(entry, this.archive.conversation(entry.conversationId));
    await this.reader.lookAtList();
    const { conversations } = this.archive.list.value;
    const conversation =
      conversationWith(entry.receiver.userId, conversations) ??
      conversations.find(({ newMsg }) => newMsg?.clientKey === entry.clientKey);
    if (conversation) return this.lookForIn(entry, conversation);
    // A conversation that came of it would be in the list.
    return areAllNamed(entry.receiver.userId, conversations) ? "absent" : "unknown";
  }

  private lookForIn(entry: OutboxEntry, conversation: Session | undefined): Promise<Arrival> {
    const isMine = (message: Message) => sideOf(message, conversation?.user ?? null, this.own.self.value) === "me";
    return lookFor(
      entry,
      async (before) => {
        const id = conversation?.sessionId ?? entry.conversationId;
        const { page } = await (before === undefined ? this.reader.newest(id) : this.reader.before(id, before));
        return { messages: page.messages, more: Number(page.hasMore) === 1 };
      },
      isMine,
    );
  }

  /** Takes messages of a conversation that came, from whomever. */
  takeMessages(conversationId: string, messages: readonly Message[]): void {
    this.own.see(messages, this.archive.conversation(conversationId)?.user ?? null);
    this.outbox.settle(conversationId, messages);
  }

  private async takeSent(entry: OutboxEntry, { messages, session: conversation }: SendAnswer): Promise<void> {
    const { conversationId, clientKey, text: written } = entry;
    const id = isBegun(conversationId) ? await this.idOfBegun(entry, conversation) : conversationId;
    const known = conversation ?? this.archive.conversation(id);
    this.own.seeSent(clientKey, written, messages, known?.user ?? null);
    // The gateway may give it back without what was written.
    const filled = <One extends Message | null>(one: One): One =>
      one?.clientKey === clientKey && isHusk(one) ? { ...one, metaData: { ...emptyMeta, content: written } } : one;
    await this.archive.takeSent(id, messages.map(filled));
    if (conversation) await this.archive.put({ ...conversation, newMsg: filled(conversation.newMsg) });
    if (id !== conversationId) this.begun.reach(conversationId, id);
    this.watch.soon();
  }

  // The answer to the first message says which conversation it is in; otherwise the list does.
  private async idOfBegun({ conversationId, receiver }: OutboxEntry, answered: Session | null): Promise<string> {
    if (answered) return answered.sessionId;
    await this.reader.lookAtList().catch(() => undefined);
    const found = conversationWith(receiver.userId, this.archive.list.value.conversations);
    return found?.sessionId ?? conversationId;
  }

  /** Goes on with the account as it is now: with its new key, and in its new place. */
  follow(account: Account, store: Store): void {
    const { login } = account;
    this.own.take(ownMarksOf(account));
    const before = this.login.value;
    if (JSON.stringify(login) !== JSON.stringify(before)) this.login.value = login; // its age may be known now
    if (!isSameLogin(login, before)) void this.gateway.renew(login, { proven: true }); // accounts are kept once they were answered
    if (store === this.store) return;
    this.store = store;
    this.written.follow(store);
    void this.drafts.move(store);
    void this.replies.move(store);
    void this.needs.marks.move(store);
    void this.listMarks.move(store);
    void this.outbox.moveTo(store);
  }

  /** Says something to a screen reader. */
  announce(said: string): void {
    this.announcement.value = said;
  }

  /** What an export reads from. */
  get sources() {
    const { host, account, gateway, archive, reader, own } = this;
    return { host, account, gateway, archive, reader, self: own.self };
  }

  /** Whether something was written that is in the memory of this page alone. */
  get hasUnkept(): boolean {
    return this.drafts.unkept.value || this.outbox.entries.value.some(({ kept }) => !kept);
  }

  /** Takes over what an inbox of the same account could not keep. */
  adopt({ drafts, outbox }: Inbox): void {
    this.drafts.adopt(drafts);
    this.outbox.adopt(outbox);
  }

  /** Ends the inbox: its account is removed, and nothing is written for it any more. */
  forget(): void {
    this.drafts.forget();
    this.needs.places.forget();
    this.replies.close();
    this.needs.marks.close();
    this.listMarks.close();
    void this.outbox.forget();
  }

  /** Ends the inbox. What is not sent is kept. */
  close(): void {
    for (const stop of this.stops) stop();
    this.written.close();
    this.begun.close();
    this.watch.stop();
    this.outbox.close();
    this.drafts.close();
    this.needs.places.close();
    this.replies.close();
    this.needs.marks.close();
    this.listMarks.close();
    this.keeping.close();
    this.gateway.close();
    void this.archive.close();
  }
}
