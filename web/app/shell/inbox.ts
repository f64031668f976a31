import { computed, effect, signal, untracked } from "@preact/signals";
import type { Message, Session } from "../../sdk/src/index.ts";
import type { Archive } from "../archive/archive.ts";
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
import { isBegun } from "../model/begun.ts";
import { isSameLogin, type Login } from "../model/login.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { SenderNeeds } from "../outbox/sender.ts";
import type { KeptPlaces } from "../thread/kept-places.ts";
import { Thread } from "../thread/thread.ts";
import { say, warn } from "../ui/notices.tsx";
import type { PageState } from "../ui/page-state.ts";
import { text } from "../words/words.ts";
import { BegunConversations } from "./begun-conversations.ts";
import { Delivery } from "./delivery.ts";
import type { Keeping } from "./keeping.ts";
import { NewsLooks } from "./news-looks.ts";
import { WhatWasWritten } from "./what-was-written.ts";

/** Conversations that stay at hand when another one is opened. */
const threadsKept = 6;

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
  /** Resolves when what is shown was painted. */
  painted: () => Promise<void>;
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
    const delivery = new Delivery({
      gateway,
      archive,
      reader: this.reader,
      own: needs.own,
      onBegun: (begun, id) => this.begun.reach(begun, id),
    });
    this.outbox = needs.outbox({
      send: (entry) => delivery.send(entry),
      look: (entry) => delivery.look(entry),
      onSent: async (entry, answer) => {
        await delivery.take(entry, answer);
        this.watch.soon();
      },
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
    const { drafts, listMarks, replies, outbox } = this;
    const looks = new NewsLooks({
      gateway,
      archive,
      reader: this.reader,
      own: needs.own,
      list: this.list,
      outbox,
      page: needs.page,
      open: this.open,
      muted: listMarks.muted,
      announce: (said) => this.announce(said),
      onNews: (conversations) => needs.onNews?.(conversations),
    });
    this.watch = new Watch({
      gateway,
      page: needs.page,
      look: async () => {
        this.written.keepAgain();
        return looks.look();
      },
    });
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

  /** Takes that a conversation may be opened soon: what is shown of it first is read. */
  readAhead(id: string): void {
    if (!this.threads.has(id)) void this.archive.readEnd(id);
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

  /** Takes messages of a conversation that came, from whomever. */
  takeMessages(conversationId: string, messages: readonly Message[]): void {
    this.own.see(messages, this.archive.conversation(conversationId)?.user ?? null);
    this.outbox.settle(conversationId, messages);
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
