import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Message, MessagePage, Pat, Session } from "../../sdk/src/index.ts";
import type { Archive } from "../archive/archive.ts";
import type { OwnAccount } from "../archive/own-account.ts";
import type { ArchivedMessage, History } from "../archive/history.ts";
import { positionsIn } from "../archive/history-pieces.ts";
import { oldestFirst } from "../model/message-order.ts";
import type { ReadPage } from "../archive/message-reader.ts";
import type { Reader } from "../archive/reader.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Host } from "../host.ts";
import { isBegun } from "../model/begun.ts";
import { nameOf, receiverOf, superFlag } from "../model/conversation.ts";
import { isHusk } from "../model/kinds.ts";
import { idle, type Loading } from "../model/loading.ts";
import type { Problem } from "../model/problem.ts";
import { isSelf, sideOf, type Side } from "../model/sides.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { PageState } from "../ui/page-state.ts";
import { noExtras, readExtras, type Extras } from "./extras.ts";
import { firstUnreadIn } from "./first-unread.ts";
import type { KeptPlace, KeptPlaces } from "./kept-places.ts";
import { MediaDetails } from "./media-details.ts";
import { ReadBack } from "./read-back.ts";
import { rowsOf, type MessageRow } from "./rows.ts";
import { Selection } from "./selection.ts";
import { ShownMessages } from "./shown-messages.ts";
import type { Spot } from "./spot.ts";

/** Pages that are loaded at most to find where a conversation opens. */
const openingPages = 4;

/** What a thread needs. */
export interface ThreadNeeds {
  host: Host;
  gateway: Gateway;
  archive: Archive;
  reader: Reader;
  outbox: Outbox;
  page: PageState;
  /** Where somebody stood in each conversation. */
  places: Pick<KeptPlaces, "of" | "keep">;
  /** What is known of the account that reads. */
  own: Pick<OwnAccount, "self">;
  /** Resolves when what is shown was painted. */
  painted: () => Promise<void>;
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
  readonly waitsFor: ReadonlySignal<"network" | "access" | "login" | "limit" | "module" | undefined>;
  /** The conversation as the list has it, or had it last. */
  readonly conversation: ReadonlySignal<Session>;
  /** The newest page: idle once it is there. */
  readonly loading = signal<Loading>({ state: "loading" });
  /** The first message that was unread when the conversation was opened. */
  readonly unreadFrom = signal<string | undefined>(undefined);
  /** Counts the times that the place where the conversation opens was found anew. */
  readonly placed = signal(0);
  readonly pats = signal<Record<string, Pat>>({});
  /** What the gateway shows beside the messages. */
  readonly extras = signal<Extras>(noExtras);
  /** Counts messages of the other side that came while the conversation was open. */
  readonly arrived = signal(0);
  /** The message that was gone to, while it is lit up. */
  readonly spot = signal<Spot | undefined>(undefined);
  /** Reads back to the beginning, when somebody wants that. */
  readonly readBack = new ReadBack({
    hasOlder: () => this.shown.window.peek().hasOlder,
    count: () => positionsIn(this.shown.history.peek()).count,
    readOlder: async () => {
      this.shown.keepStart();
      await this.shown.readBefore(this.shown.first!);
    },
    problem: (error) => this.needs.gateway.problem(error),
    onBeginning: () => void this.goToFirst(),
  });
  readonly media: MediaDetails;
  /** The message whose picture or video is shown as large as there is room; undefined when none is. */
  readonly looksAt = signal<{ messageId: string } | undefined>(undefined);
  /** The messages that are selected, to do something with several of them. */
  readonly selection = new Selection();
  /** The message whose details are open. */
  readonly detailed = signal<MessageRow | undefined>(undefined);
  /** The messages that are shown. */
  readonly shown: ShownMessages;
  readonly rows = computed(() => {
    const outgoing = this.outbox.of(this.id).value;
    for (const { clientKey } of outgoing) this.sentKeys.add(clientKey);
    const { messages, gaps, before, hasOlder } = this.shown.window.value;
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
  private readonly peer;
  private readonly sentKeys = new Set<string>();
  /** Whether somebody went to a message or scrolled since the conversation was opened: then it stays there. */
  private stays = false;
  /** Whether it is known where somebody stood since then. */
  private stood = false;
  /** Whether it is shown where somebody stood although there is an unread line. */
  opensWhereItWas = false;

  constructor(conversation: Session, needs: ThreadNeeds) {
    this.id = conversation.sessionId;
    this.host = needs.host;
    this.outbox = needs.outbox;
    const { gateway, page } = needs;
    this.waitsFor = computed(() => {
      if (!page.online.value) return "network";
      if (gateway.withheld.value) return "access";
      if (gateway.dead.value) return "module";
      return gateway.loginProblem.value ? "login" : gateway.limit.value ? "limit" : undefined;
    });
    this.needs = needs;
    this.shown = new ShownMessages(this.id, needs);
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

  /**
   * Shows what is kept, then asks for the newest page and for those before it that lead to where it opens: the first
   * unread message, or where one stood before.
   */
  async open(): Promise<void> {
    const unread = Number(this.conversation.value.newMsgCnt);
    this.arrived.value = 0;
    this.loading.value = { state: "loading" };
    this.stays = this.stood = this.opensWhereItWas = false;
    await this.shown.hold({
      suits: (end) => (unread > 0 ? this.firstUnreadIn(end, unread) !== undefined : !this.keptPlace),
      onShown: () => this.showOpening(unread),
    });
    if (isBegun(this.id)) return void (this.loading.value = idle); // there is nothing to ask for yet
    const place = this.showOpening(unread);
    try {
      const { page } = await this.needs.reader.newest(this.id);
      this.takeFacts(page);
      const found = await this.findOpening(unread);
      if (found !== place && !this.stays) this.placed.value++;
      this.shown.keepStart();
      await this.needs.archive.markRead(this.id, oldestFirst(page.messages).at(-1));
      this.loading.value = idle;
    } catch (error) {
      this.loading.value = { state: "failed", problem: this.needs.gateway.problem(error) };
      return;
    }
    this.extras.value = await readExtras(this.needs.gateway, this.conversation.value);
  }

  /**
   * Shows a message that the archive has: in the middle of the view or at its upper edge, lit up for a moment. One that it
   * does not have may be among the newest: while these are on their way they are waited for, unless somebody scrolls. Gives
   * whether it is there; otherwise nothing changes.
   */
  async goTo(messageId: string, align: Spot["align"] = "center"): Promise<boolean> {
    await this.shown.hold();
    if (this.light(messageId, align)) return true;
    if (this.loading.peek().state !== "loading") return false;
    await this.untilLoaded();
    return !this.stays && this.light(messageId, align);
  }

  private light(messageId: string, align: Spot["align"]): boolean {
    return batch(() => {
      if (!this.shown.reach(messageId)) return false;
      this.stays = true;
      this.spot.value = { messageId, align };
      return true;
    });
  }

  private untilLoaded(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.loading.subscribe(({ state }) => {
        if (state === "loading") return;
        stop();
        resolve();
      });
    });
  }

  /** Goes to the first message that is known. Where that is not the beginning it is offered to read back to it. */
  async goToFirst(): Promise<void> {
    const { first } = this.shown;
    if (first !== undefined) await this.goTo(first, "start");
    this.readBack.offer();
  }

  /** Lets a message that was gone to be one like others again. */
  leaveSpot(spot: Spot): void {
    if (this.spot.value === spot) this.spot.value = undefined;
  }

  /** Where somebody stood here when it was left; undefined for the end. */
  get keptPlace(): KeptPlace | undefined {
    return this.needs.places.of(this.id);
  }

  /** Takes where somebody stands; undefined for the end. It does not count before it is known where it opens. */
  standsAt(place: KeptPlace | undefined): void {
    if (!this.stays && this.loading.value.state === "loading") return;
    this.stood = true;
    this.needs.places.keep(this.id, place);
  }

  /** Gives what leads back to where somebody stands now. */
  remember(): () => void {
    const { keptPlace, stood } = this;
    const unreadFrom = this.unreadFrom.peek();
    return () => {
      this.needs.places.keep(this.id, keptPlace);
      this.unreadFrom.value = unreadFrom;
      this.opensWhereItWas = stood;
      this.spot.value = undefined;
      this.placed.value++;
    };
  }

  /** Takes that somebody moved: what is found later does not take them elsewhere. */
  stay(): void {
    this.stays = true;
  }

  /** Takes the line above what was unread away: it was read. */
  leaveLine(): void {
    this.unreadFrom.value = undefined;
  }

  /** Takes that the conversation is no longer in view. What was in view is read; what was still on its way is not. */
  left(): void {
    this.arrived.value = 0;
    this.readBack.stop();
    if (this.loading.value.state === "idle") this.leaveLine();
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

  private async findOpening(unread: number): Promise<string | undefined> {
    const isWanted = () => unread > 0 || (this.keptPlace !== undefined && !this.stays);
    for (let pages = 1; pages < openingPages && isWanted() && !this.showOpening(unread); pages++) {
      const gap = this.shown.history.value.pieces.findLast((piece) => !piece.joined);
      if (!gap) break;
      await this.shown.readBefore(gap.run.messages[0]!.id);
    }
    return this.showOpening(unread);
  }

  private showOpening(unread: number): string | undefined {
    const first = this.showUnread(unread);
    if (unread > 0) return first;
    const place = this.keptPlace?.messageId;
    return place !== undefined && this.shown.reach(place) ? place : undefined;
  }

  private showUnread(count: number): string | undefined {
    const first = this.firstUnreadIn(this.shown.history.value, count)?.id;
    batch(() => {
      this.unreadFrom.value = first;
      if (first !== undefined) this.shown.reach(first);
    });
    return first;
  }

  private firstUnreadIn(history: History, count: number): ArchivedMessage | undefined {
    return firstUnreadIn(history, count, (message) => this.isMine(message));
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
    const { messages } = this.shown.window.value;
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
    if (isBegun(this.id)) return undefined;
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
    this.shown.release();
  }
}

// Most looks bring what is there already: then nothing is drawn anew.
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
