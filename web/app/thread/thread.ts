import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Message, MessagePage, Pat, Session } from "../../sdk/src/index.ts";
import type { Archive } from "../archive/archive.ts";
import type { OwnAccount } from "../archive/own-account.ts";
import { nothingKnown, type ArchivedMessage, type History } from "../archive/history.ts";
import { positionsIn } from "../archive/history-pieces.ts";
import { oldestFirst } from "../model/message-order.ts";
import type { ReadPage } from "../archive/message-reader.ts";
import type { Reader } from "../archive/reader.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Host } from "../host.ts";
import { nameOf, receiverOf, superFlag } from "../model/conversation.ts";
import { isHusk } from "../model/kinds.ts";
import { idle, type Loading } from "../model/loading.ts";
import type { Problem } from "../model/problem.ts";
import { isSelf, sideOf, type Side } from "../model/sides.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { PageState } from "../ui/page-state.ts";
import { noExtras, readExtras, type Extras } from "./extras.ts";
import { firstUnread } from "./first-unread.ts";
import { MediaDetails } from "./media-details.ts";
import { rowsOf } from "./rows.ts";
import { extended, reaching, windowOf } from "./window.ts";

/** Pages that are loaded at most to find the first unread message. */
const unreadPages = 4;

/** What a thread needs. */
export interface ThreadNeeds {
  host: Host;
  gateway: Gateway;
  archive: Archive;
  reader: Reader;
  outbox: Outbox;
  page: PageState;
  /** What is known of the account that reads. */
  own: Pick<OwnAccount, "self">;
  /** Told who the account's owner is. */
  onOwner: (nick: string, avatar: string) => void;
  /** Told that the user did something after which there may be news. */
  onDone: () => void;
}

/** One conversation: a window over what the archive has of it, and what is on its way. */
export class Thread {
  readonly id: string;
  readonly host: Host;
  readonly outbox: Outbox;
  /** What messages have to wait for; undefined when they need not. */
  readonly waitsFor: ReadonlySignal<"network" | "login" | "limit" | "module" | undefined>;
  /** The conversation as the list has it, or had it last. */
  readonly conversation: ReadonlySignal<Session>;
  /** The newest page: idle once it is there. */
  readonly loading = signal<Loading>({ state: "loading" });
  /** The page before those that are there. */
  readonly older = signal<Loading>(idle);
  /** The pages that are missing, by the message that stands behind them. */
  readonly gaps = signal<ReadonlyMap<string, Loading>>(new Map());
  /** The first message that was unread when the conversation was opened. */
  readonly unreadFrom = signal<string | undefined>(undefined);
  /** Counts the times that the place where the conversation opens was found anew. */
  readonly placed = signal(0);
  readonly pats = signal<Record<string, Pat>>({});
  /** What the gateway shows beside the messages. */
  readonly extras = signal<Extras>(noExtras);
  /** Counts messages of the other side that came while the conversation was open. */
  readonly arrived = signal(0);
  readonly media: MediaDetails;
  /** The message whose picture or video is shown as large as there is room; undefined when none is. */
  readonly looksAt = signal<{ messageId: string } | undefined>(undefined);
  /** All that is known of its messages. */
  readonly history = computed(() => this.known.value?.value ?? nothingKnown);
  readonly window = computed(() => windowOf(this.history.value, this.from.value));
  readonly rows = computed(() => {
    const outgoing = this.outbox.of(this.id).value;
    for (const { clientKey } of outgoing) this.sentKeys.add(clientKey);
    const { messages, gaps, before, hasOlder } = this.window.value;
    return rowsOf({
      messages,
      gaps,
      outgoing,
      peer: this.peer.value,
      self: this.needs.own.self.value,
      hasOlder: hasOlder || before > 0,
      firstUnread: this.unreadFrom.value,
      sentKeys: this.sentKeys,
    });
  });
  private readonly needs: ThreadNeeds;
  private readonly known = signal<ReadonlySignal<History> | undefined>(undefined);
  private readonly peer;
  /** The first message that is shown; undefined for some of the newest. */
  private readonly from = signal<string | undefined>(undefined);
  private readonly sentKeys = new Set<string>();

  constructor(conversation: Session, needs: ThreadNeeds) {
    this.id = conversation.sessionId;
    this.host = needs.host;
    this.outbox = needs.outbox;
    const { gateway, page } = needs;
    this.waitsFor = computed(() => {
      if (!page.online.value) return "network";
      if (gateway.dead.value) return "module";
      return gateway.loginProblem.value ? "login" : gateway.limit.value ? "limit" : undefined;
    });
    this.needs = needs;
    let last = conversation;
    this.conversation = computed(() => {
      void needs.archive.list.value;
      return (last = needs.archive.conversation(this.id) ?? last);
    });
    this.peer = computed(() => this.conversation.value.user);
    this.media = new MediaDetails(needs.gateway, needs.archive, this.id);
  }

  /** The name of the other side; "" when there is none that can be seen. */
  get name(): string {
    return nameOf(this.conversation.value);
  }

  /** Shows what is kept, then asks for the newest page and for those before it that hold unread messages. */
  async open(): Promise<void> {
    const unread = Number(this.conversation.value.newMsgCnt);
    this.arrived.value = 0;
    this.loading.value = { state: "loading" };
    this.known.value ??= await this.needs.archive.hold(this.id);
    const place = this.showUnread(unread);
    try {
      const { page } = await this.needs.reader.newest(this.id);
      this.takeFacts(page);
      const found = await this.findFirstUnread(unread);
      if (found !== place) this.placed.value++;
      this.keepStart();
      await this.needs.archive.markRead(this.id, oldestFirst(page.messages).at(-1));
      this.loading.value = idle;
    } catch (error) {
      this.loading.value = { state: "failed", problem: this.needs.gateway.problem(error) };
      return;
    }
    this.extras.value = await readExtras(this.needs.gateway, this.conversation.value);
  }

  /** Takes what the newest page tells besides its messages. */
  takeFacts(page: MessagePage): void {
    if (!isSame(page.patMap, this.pats.value)) this.pats.value = page.patMap;
    const self = this.needs.own.self.peek();
    const own = page.messages.find(({ fromUser }) => isSelf(fromUser, self))?.fromUser;
    if (own) this.needs.onOwner(own.nick, own.avatar);
  }

  /** Takes what came of a look at the newest page. Gives the other side's messages that were not there. */
  takeNews({ page, added }: ReadPage): readonly Message[] {
    this.takeFacts(page);
    const news = added.filter((message) => !this.isMine(message) && !isHusk(message));
    this.arrived.value += news.length;
    return news;
  }

  /** Shows more of what is kept, or loads the page before it. */
  async loadOlder(): Promise<void> {
    if (this.older.value.state === "loading") return;
    const history = this.history.value;
    const more = extended(history, this.window.value);
    const oldest = history.pieces[0]?.run.messages[0];
    if (more !== undefined) this.from.value = more;
    else if (oldest && this.window.value.hasOlder) {
      await this.load(oldest.id, (loading) => (this.older.value = loading));
      // All that came is shown: it was scrolled to.
      this.from.value = extended(this.history.value, this.window.value) ?? this.from.value;
    }
  }

  /** Whether the gateway may have messages before all that are known. */
  get hasOlder(): boolean {
    return this.window.value.hasOlder;
  }

  /** Reads the page before all that is known, and does not show it. What came of it is in `older`. */
  async readOlder(): Promise<void> {
    const oldest = this.history.value.pieces[0]?.run.messages[0];
    if (oldest && this.hasOlder) await this.load(oldest.id, (loading) => (this.older.value = loading));
  }

  /** Loads the page before a message, where others are missing. */
  async loadGap(messageId: string): Promise<void> {
    if (this.gaps.value.get(messageId)?.state === "loading") return;
    await this.load(messageId, (loading) => {
      const next = new Map(this.gaps.value);
      if (loading.state === "idle") next.delete(messageId);
      else next.set(messageId, loading);
      this.gaps.value = next;
    });
  }

  private async load(messageId: string, tell: (loading: Loading) => void): Promise<void> {
    tell({ state: "loading" });
    try {
      this.keepStart();
      await this.readBefore(messageId);
      tell(idle);
    } catch (error) {
      tell({ state: "failed", problem: this.needs.gateway.problem(error) });
    }
  }

  // What is shown stays shown when messages are put in behind it.
  private keepStart(): void {
    this.from.value ??= this.window.value.messages[0]?.id;
  }

  // A message that was deleted elsewhere leads nowhere: the one behind it does.
  private async readBefore(messageId: string): Promise<void> {
    const { reader, gateway } = this.needs;
    try {
      await reader.before(this.id, messageId);
    } catch (error) {
      const known = positionsIn(this.history.value);
      const next = known.find(messageId) + 1;
      if (gateway.problem(error).kind !== "refused" || next <= 0 || next >= known.count) throw error;
      await reader.before(this.id, known.at(next).id);
    }
  }

  private async findFirstUnread(count: number): Promise<string | undefined> {
    for (let pages = 1; pages < unreadPages && count > 0 && !this.showUnread(count); pages++) {
      const gap = this.history.value.pieces.findLast((piece) => !piece.joined);
      const cursor = gap?.run.messages[0]?.id;
      if (cursor === undefined) break;
      await this.readBefore(cursor);
    }
    return this.showUnread(count);
  }

  // The unread messages are the newest ones: beyond a gap nobody can count them.
  private showUnread(count: number): string | undefined {
    const history = this.history.value;
    const known = positionsIn(history);
    const gap = history.pieces.findLastIndex((piece) => !piece.joined);
    const span = known.slice(gap < 0 ? 0 : known.startOf(gap), known.count);
    const first = count > 0 ? firstUnread(span, count, (message) => this.isMine(message)) : undefined;
    batch(() => {
      this.unreadFrom.value = first?.id;
      const { messages } = this.window.value;
      if (first && !messages.some(({ id }) => id === first.id)) this.from.value = reaching(history, first.id);
    });
    return first?.id;
  }

  /** Says who wrote a message. */
  sideOf(message: Message): Side {
    return sideOf(message, this.peer.value, this.needs.own.self.value);
  }

  /** Whether the account wrote a message. */
  isMine(message: Message): boolean {
    return this.sideOf(message) === "me";
  }

  /** Whether a message is of somebody whom the account does not follow. */
  isStranger(message: Message): boolean {
    return !this.isMine(message) && Number(this.peer.value?.isConcern ?? 0) === 0;
  }

  /** Shows the picture or video of a message as large as there is room. */
  look(messageId: string): void {
    this.looksAt.value = { messageId };
  }

  /** Sends a text. It is shown at once. */
  send(text: string): void {
    this.unreadFrom.value = undefined;
    const { messages } = this.window.value;
    const conversation = this.conversation.value;
    this.outbox.add({
      conversationId: this.id,
      receiver: { userId: receiverOf(conversation), ...superFlag(conversation) },
      text,
      after: messages.findLast((message) => message.goneAt === undefined)?.id ?? "",
    });
  }

  /** Looks for newer messages now. */
  async refresh(): Promise<Problem | undefined> {
    try {
      const { page } = await this.needs.reader.newest(this.id);
      this.takeFacts(page);
      return undefined;
    } catch (error) {
      return this.needs.gateway.problem(error);
    }
  }

  /** Deletes one message; one that was deleted elsewhere is no longer kept. */
  async delete(message: ArchivedMessage): Promise<Problem | undefined> {
    const { archive, gateway, onDone } = this.needs;
    if (message.goneAt === undefined) {
      const flag = superFlag(this.conversation.value);
      const failed = await gateway.attempt((client) => client.deleteMessage(this.id, message.id, flag));
      if (failed) return failed;
    }
    await archive.delete(this.id, [message.id]);
    onDone();
    return undefined;
  }

  /** Tells the gateway what was chosen on a card. */
  async answerCard(message: Message, choice: number): Promise<Problem | undefined> {
    const { archive, gateway } = this.needs;
    const receiver = receiverOf(this.conversation.value);
    const failed = await gateway.attempt((client) =>
      client.reportCardMessageAction(receiver, message.msgType, choice, message.id),
    );
    if (!failed) await archive.confirm(this.id, message.id, choice);
    return failed;
  }

  /** Closes the safety hint, for good. */
  async closeHint(): Promise<Problem | undefined> {
    const encryptUin = this.peer.value?.encryptUin ?? "";
    const failed = await this.needs.gateway.attempt((client) => client.getSafetyHint(encryptUin, { close: 1 }));
    if (!failed) this.extras.value = { ...this.extras.value, hint: "" };
    return failed;
  }

  /** Lets go of what it holds. */
  close(): void {
    this.needs.archive.release(this.id);
  }
}

// Most looks bring what is there already: then nothing is drawn anew.
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
