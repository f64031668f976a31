import { batch, computed, signal } from "@preact/signals";
import type { Message, Pat, Session } from "../../sdk/src/index.ts";
import { newClientKey, type Outgoing } from "../outbox/outgoing.ts";
import { nameOf, superFlag } from "../model/conversation.ts";
import { idle, type Loading } from "../model/loading.ts";
import type { Inbox } from "../shell/inbox.ts";
import { notAccepted, type Problem } from "../model/problem.ts";
import { noExtras, readExtras, type Extras } from "./extras.ts";
import { firstUnread, mergeMessages } from "./history.ts";
import { sideOf } from "../model/kinds.ts";
import { MediaDetails } from "./media-details.ts";
import { rowsOf } from "./rows.ts";

/** Pages that are loaded at most to find the first unread message. */
const unreadPages = 4;

/** The newest messages among which a newest page finds those that are known: more than one page holds. */
const recentCount = 200;

// Most looks bring what is there already: then nothing is drawn anew.
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** One conversation: its messages, and those on their way. */
export class Thread {
  readonly session;
  /** Oldest first. */
  readonly messages = signal<readonly Message[]>([]);
  readonly outgoing = signal<readonly Outgoing[]>([]);
  /** The newest page: idle once it is there. */
  readonly loading = signal<Loading>({ state: "loading" });
  /** The page before those that are there. */
  readonly older = signal<Loading>(idle);
  readonly hasOlder = signal(false);
  /** The first message that was unread when the conversation was opened. */
  readonly unreadFrom = signal<string | undefined>(undefined);
  readonly pats = signal<Record<string, Pat>>({});
  /** What the gateway shows beside the messages. */
  readonly extras = signal<Extras>(noExtras);
  /** Counts messages of the other side that came while the conversation was open. */
  readonly arrived = signal(0);
  readonly media: MediaDetails;
  readonly rows = computed(() =>
    rowsOf({
      messages: this.messages.value,
      outgoing: this.outgoing.value,
      peer: this.session.peek().user,
      musicid: this.inbox.musicid,
      hasOlder: this.hasOlder.value,
      firstUnread: this.unreadFrom.value,
      sentKeys: this.sentKeys,
    }),
  );
  readonly inbox: Inbox;
  private readonly sentKeys = new Set<string>();
  private lastSend: Promise<void> = Promise.resolve();

  constructor(inbox: Inbox, session: Session) {
    this.inbox = inbox;
    this.session = signal(session);
    this.media = new MediaDetails(inbox, session.sessionId);
  }

  /** The id of the conversation. */
  get id(): string {
    return this.session.value.sessionId;
  }

  /** The name of the other side; "" when there is none that can be seen. */
  get name(): string {
    return nameOf(this.session.value);
  }

  /** Loads the newest page, and those before it that hold unread messages. */
  async open(): Promise<void> {
    const unread = Number(this.session.value.newMsgCnt);
    this.arrived.value = 0;
    this.loading.value = { state: "loading" };
    try {
      await this.loadNewest();
      await this.findFirstUnread(unread);
      await this.inbox.archive.markRead(this.id);
      this.loading.value = idle;
    } catch (error) {
      this.loading.value = { state: "failed", problem: this.inbox.notice(error) };
      return;
    }
    this.extras.value = await readExtras(this.inbox, this.session.value);
  }

  private async loadNewest(): Promise<void> {
    this.takeNewest(await this.inbox.client.getMessages({ sessionId: this.id }));
  }

  /** Takes a newer newest page. Gives the other side's messages that were not there. */
  takeNewest(page: {
    messages: Message[];
    hasMore: unknown;
    patMap: Record<string, Pat>;
    session: Session | null;
  }): Message[] {
    const known = this.messages.value;
    const recent = new Map(known.slice(-recentCount).map((message) => [message.id, message]));
    const added = page.messages.filter((message) => !recent.has(message.id));
    const joins = added.length < page.messages.length || page.messages.length === 0;
    batch(() => {
      if (known.length === 0 || !joins) {
        // More came than one page holds: what is between is loaded when it is scrolled to.
        this.messages.value = [...page.messages].reverse();
        this.hasOlder.value = Number(page.hasMore) === 1 && page.messages.length > 0;
      } else if (page.messages.some((message) => !isSame(message, recent.get(message.id)))) {
        this.messages.value = mergeMessages(known, page.messages);
      }
      this.settle(page.messages);
      if (page.session && !isSame(page.session, this.session.value)) this.session.value = page.session;
      if (!isSame(page.patMap, this.pats.value)) this.pats.value = page.patMap;
    });
    this.learnOwner(page.messages);
    return known.length === 0 ? [] : added.filter((message) => !this.isMine(message)).reverse();
  }

  /** Loads the page before those that are there. */
  async loadOlder(): Promise<void> {
    if (!this.hasOlder.value || this.older.value.state === "loading") return;
    this.older.value = { state: "loading" };
    try {
      await this.readOlder();
      this.older.value = idle;
    } catch (error) {
      this.older.value = { state: "failed", problem: this.inbox.notice(error) };
    }
  }

  private async readOlder(): Promise<void> {
    const oldest = this.messages.value[0];
    if (!oldest) return;
    const page = await this.inbox.client.getMessages({ sessionId: this.id, lastId: oldest.id });
    if (this.messages.value[0] !== oldest) return; // replaced meanwhile
    const known = new Set(this.messages.value.map((message) => message.id));
    const added = page.messages.filter((message) => !known.has(message.id)).reverse();
    batch(() => {
      this.messages.value = [...added, ...this.messages.value];
      // A page that brings nothing new would bring the same again.
      this.hasOlder.value = Number(page.hasMore) === 1 && added.length > 0;
    });
  }

  private async findFirstUnread(count: number): Promise<void> {
    const find = () => firstUnread(this.messages.value, count, (message) => this.isMine(message));
    for (let pages = 1; pages < unreadPages && count > 0 && !find() && this.hasOlder.value; pages++) {
      await this.readOlder();
    }
    this.unreadFrom.value = count > 0 ? find()?.id : undefined;
  }

  /** Whether the account wrote a message. */
  isMine(message: Message): boolean {
    return sideOf(message, this.session.value.user, this.inbox.musicid) === "me";
  }

  // Messages on their way that have arrived are on their way no longer.
  private settle(messages: readonly Message[]): void {
    const keys = new Set(messages.map((message) => message.clientKey));
    if (this.outgoing.value.some((one) => keys.has(one.clientKey))) {
      this.outgoing.value = this.outgoing.value.filter((one) => !keys.has(one.clientKey));
    }
  }

  private learnOwner(messages: readonly Message[]): void {
    const own = messages.find((message) => message.fromUser?.uin === this.inbox.musicid)?.fromUser;
    if (own) void this.inbox.learn(own.nick, own.avatar);
  }

  /** Sends a text. It is shown at once; messages go one after the other. */
  send(text: string): void {
    const time = Math.floor(Date.now() / 1000);
    const outgoing: Outgoing = { clientKey: newClientKey(), text, time, state: "waiting" };
    this.sentKeys.add(outgoing.clientKey);
    this.unreadFrom.value = undefined;
    this.outgoing.value = [...this.outgoing.value, outgoing];
    this.queue(outgoing.clientKey);
  }

  /** Takes messages over that did not get through before. */
  resume(outgoing: readonly Outgoing[]): void {
    for (const one of outgoing) this.sentKeys.add(one.clientKey);
    this.outgoing.value = outgoing;
  }

  /** Sends a message that failed once more, with the key it had. */
  retry(clientKey: string): void {
    const failed = this.outgoing.value.find((one) => one.clientKey === clientKey);
    if (failed?.state !== "failed") return;
    this.change(clientKey, { state: "waiting" });
    this.queue(clientKey);
  }

  /** Gives a message up that failed. */
  discard(clientKey: string): void {
    this.outgoing.value = this.outgoing.value.filter((one) => one.clientKey !== clientKey);
  }

  private queue(clientKey: string): void {
    this.lastSend = this.lastSend.then(() => this.deliver(clientKey));
  }

  private async deliver(clientKey: string): Promise<void> {
    const outgoing = this.outgoing.value.find((one) => one.clientKey === clientKey);
    if (!outgoing) return;
    const { user } = this.session.value;
    try {
      const answer = await this.inbox.client.sendText(user?.uin || user?.encryptUin || "", outgoing.text, {
        sessionId: this.id,
        clientKey,
        ...superFlag(this.session.value),
      });
      const refused = Number(answer.reason) !== 0 || answer.identifyUrl !== "";
      if (answer.messages.length === 0 && refused) {
        const says = answer.tips || answer.msg;
        this.change(clientKey, {
          state: "failed",
          problem: notAccepted(says, String(answer.reason), answer.identifyUrl),
        });
        return;
      }
      batch(() => {
        this.messages.value = mergeMessages(this.messages.value, [...answer.messages].reverse());
        this.outgoing.value = this.outgoing.value.filter((one) => one.clientKey !== clientKey);
      });
      if (answer.session) await this.inbox.archive.put(answer.session);
      this.inbox.watch.soon();
    } catch (error) {
      this.change(clientKey, { state: "failed", problem: this.inbox.notice(error) });
    }
  }

  private change(clientKey: string, change: { state: "waiting" } | { state: "failed"; problem: Problem }): void {
    this.outgoing.value = this.outgoing.value.map((one) => {
      if (one.clientKey !== clientKey) return one;
      const { problem: _, ...rest } = one;
      return { ...rest, ...change };
    });
  }

  /** Looks for newer messages now. */
  async refresh(): Promise<Problem | undefined> {
    try {
      await this.loadNewest();
      return undefined;
    } catch (error) {
      return this.inbox.notice(error);
    }
  }

  /** Deletes one message. */
  async delete(message: Message): Promise<Problem | undefined> {
    const failed = await this.inbox.attempt((client) =>
      client.deleteMessage(this.id, message.id, superFlag(this.session.value)),
    );
    if (failed) return failed;
    this.messages.value = this.messages.value.filter((one) => one.id !== message.id);
    this.inbox.watch.soon();
    return undefined;
  }

  /** Tells the gateway what was chosen on a card. */
  async answerCard(message: Message, choice: number): Promise<Problem | undefined> {
    const { user } = this.session.value;
    const failed = await this.inbox.attempt((client) =>
      client.reportCardMessageAction(user?.uin || user?.encryptUin || "", message.msgType, choice, message.id),
    );
    if (failed) return failed;
    this.messages.value = this.messages.value.map((one) => (one.id === message.id ? { ...one, confirm: choice } : one));
    return undefined;
  }

  /** Closes the safety hint, for good. */
  async closeHint(): Promise<Problem | undefined> {
    const encryptUin = this.session.value.user?.encryptUin ?? "";
    const failed = await this.inbox.attempt((client) => client.getSafetyHint(encryptUin, { close: 1 }));
    if (failed) return failed;
    this.extras.value = { ...this.extras.value, hint: "" };
    return undefined;
  }

  /** Forgets the messages: they have been deleted. */
  cleared(): void {
    batch(() => {
      this.messages.value = [];
      this.hasOlder.value = false;
      this.unreadFrom.value = undefined;
    });
  }
}
