import { signal, type ReadonlySignal } from "@preact/signals";
import type { Message, MessagePage } from "../../sdk/src/index.ts";
import { isLimit, isRefusal } from "../gateway/dialect-choice.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Learned } from "../model/learned.ts";
import { compareMessages, directionOf } from "../model/message-order.ts";
import type { Archive } from "./archive.ts";
import { positionsIn } from "./history-pieces.ts";
import type { History } from "./history.ts";
import type { Ingested, MessagesPage } from "./ingest.ts";
import { askForTexts } from "./text-contents.ts";
import { readMessages } from "./unreadable.ts";

/** A page of messages, newest first, and what became of it. */
export interface ReadPage extends Ingested {
  page: MessagePage;
}

/** Keeps what is learned of a gateway. */
export interface Learning {
  readonly learned: ReadonlySignal<Learned>;
  /** Adds something, or puts it in place of what was thought before. */
  learn(what: Learned): void;
}

/** Whom messages are asked of. What is learned without something that keeps it is forgotten with the reader. */
export interface Asked extends Pick<Gateway, "call"> {
  readonly learned?: Learning;
}

/** What is asked for: the messages before one, or behind one, or the newest. */
interface Place {
  before?: string;
  /** null for the beginning of the conversation. */
  after?: string | null;
}

/** The options of a request for a page. */
export interface PageRequest {
  sessionId: string;
  lastId: string | undefined;
  order?: number;
}

/** Values of `order` that may have the newest messages come first. Nobody knows what they mean (docs/protocol.md §4). */
const orders = [1, 0, 2];

/** Asks the gateway for messages, whichever way its pages come, and finds out which that is. */
export class MessageReader {
  private readonly gateway: Asked;
  private readonly archive: Archive;
  private readonly learning: Learning;
  /** What was known once it had been tried to find out how pages come. */
  private tried: Learned | undefined;

  constructor(gateway: Asked, archive: Archive) {
    this.gateway = gateway;
    this.archive = archive;
    this.learning = gateway.learned ?? forgetful();
  }

  /**
   * The newest messages of a conversation. Where they come last, all that are not known before them are read too. That is
   * found out by the newest message that the list has, which may be given.
   */
  async newest(id: string, newest = this.newestOf(id)): Promise<ReadPage> {
    const request = await this.newestRequest(id);
    const askedAt = this.archive.asking();
    return this.takeNewest(id, request, await this.ask(request), askedAt, newest);
  }

  /** The messages before one. */
  async before(id: string, messageId: string): Promise<ReadPage> {
    const askedAt = this.archive.asking();
    if (!this.comesFromBeginning) {
      return this.take(id, await this.ask(this.request(id, messageId)), { before: messageId }, askedAt);
    }
    // What is missing before a message stands behind the one that is known before it.
    const known = positionsIn(await this.history(id));
    const place = known.find(messageId);
    const after = place > 0 ? known.at(place - 1).id : null;
    return this.take(id, await this.ask(this.request(id, after ?? undefined)), { after }, askedAt);
  }

  /** What the newest messages of a conversation are asked for with. */
  async newestRequest(id: string): Promise<PageRequest> {
    return this.request(id, this.comesFromBeginning ? endOfBeginning(await this.history(id))?.id : undefined);
  }

  /**
   * Takes the page that came for a request for the newest messages, as `readMessages` gives it, and reads on where they
   * come last.
   */
  async takeNewest(
    id: string,
    request: PageRequest,
    page: MessagePage,
    askedAt: number,
    newest = this.newestOf(id),
  ): Promise<ReadPage> {
    const isBehind = request.lastId !== undefined; // whatever was forgotten since
    if (this.comesFromBeginning || isBehind) return this.readOn(id, request.lastId, page, askedAt);
    if (this.hasTried || !newest || !isBefore(page, newest)) return this.take(id, page, {}, askedAt, newest);
    this.tried = {};
    try {
      const read = (await this.turned(id, newest)) ?? (await this.forwards(id, page, askedAt));
      this.tried = this.learning.learned.value;
      return read ?? (await this.take(id, page, {}, askedAt, newest));
    } catch (error) {
      // Without an answer it is not known what the page is: taken as the newest it might take others away.
      this.tried = undefined;
      throw error;
    }
  }

  // What was learned and forgotten since is tried anew.
  private get hasTried(): boolean {
    const { tried, learning } = this;
    if (!tried) return false;
    const { pageOrder, newestOrder } = learning.learned.value;
    const forgets = (tried.pageOrder && !pageOrder) || (tried.newestOrder !== undefined && newestOrder === undefined);
    return !forgets;
  }

  private newestOf(id: string): Message | null | undefined {
    return this.archive.conversation(id)?.newMsg;
  }

  private get comesFromBeginning(): boolean {
    return this.learning.learned.value.pageOrder === "fromBeginning";
  }

  private request(id: string, lastId: string | undefined): PageRequest {
    const { newestOrder } = this.learning.learned.value;
    return { sessionId: id, lastId, ...(newestOrder !== undefined && { order: newestOrder }) };
  }

  private async ask(request: PageRequest): Promise<MessagePage> {
    const page = await this.gateway.call((client) => client.getMessages(request));
    const askAsSent = () => this.gateway.call((client) => client.getMessages({ ...request, raw: true }));
    return readMessages(page, await askForTexts(page, askAsSent));
  }

  private async history(id: string): Promise<History> {
    try {
      return (await this.archive.hold(id)).value;
    } finally {
      this.archive.release(id);
    }
  }

  // Looks for an order in which the newest message is in the first page.
  private async turned(id: string, newest: Message): Promise<ReadPage | undefined> {
    for (const order of orders.filter((one) => one !== (this.learning.learned.value.newestOrder ?? orders[0]))) {
      const askedAt = this.archive.asking();
      const page = await this.ask({ sessionId: id, lastId: undefined, order }).catch(ifRefused);
      if (!page?.messages.some((one) => one.id === newest.id)) continue;
      this.learning.learn({ newestOrder: order });
      return this.take(id, page, {}, askedAt, newest);
    }
    return undefined;
  }

  // Whether the page behind the first one has newer messages.
  private async forwards(id: string, first: MessagePage, askedAt: number): Promise<ReadPage | undefined> {
    const last = first.messages.at(-1)!;
    const next = await this.ask(this.request(id, last.id)).catch(ifRefused);
    if (!next || next.messages.length === 0) return undefined;
    if (!next.messages.every((one) => compareMessages(one, last) > 0)) return undefined;
    this.learning.learn({ pageOrder: "fromBeginning" });
    return this.readOn(id, undefined, first, askedAt);
  }

  // Reads page after page, from the one that came behind a message, until there are no newer ones.
  private async readOn(id: string, after: string | undefined, first: MessagePage, askedAt: number): Promise<ReadPage> {
    const cursor = after === undefined ? undefined : positionsIn(await this.history(id)).get(after);
    const isTurned = directionOf(first.messages) < 0;
    if (isTurned || (cursor && first.messages.some((one) => compareMessages(one, cursor) < 0))) {
      // They come otherwise by now.
      this.learning.learn({ pageOrder: "newestFirst" });
      return this.newest(id);
    }
    let read = await this.take(id, first, { after: after ?? null }, askedAt);
    const seen = new Set([after]);
    for (;;) {
      const last = read.page.messages[0]?.id;
      if (Number(read.page.hasMore) !== 1 || last === undefined || seen.has(last)) return read;
      seen.add(last);
      const now = this.archive.asking();
      const next = await this.take(id, await this.ask(this.request(id, last)), { after: last }, now);
      read = { ...next, added: [...read.added, ...next.added], gone: [...read.gone, ...next.gone] };
    }
  }

  private async take(
    id: string,
    page: MessagePage,
    place: Place,
    askedAt: number,
    newest?: Message | null,
  ): Promise<ReadPage> {
    const messages = this.newestFirst(page.messages, place, newest);
    const hasMore = Number(page.hasMore) === 1;
    const taken: MessagesPage = { messages, hasMore, ...place };
    return { page: { ...page, messages: [...messages] }, ...(await this.archive.takePage(id, taken, askedAt)) };
  }

  private newestFirst(messages: readonly Message[], { after }: Place, newest?: Message | null): readonly Message[] {
    if (after !== undefined) return reversed(messages);
    const told = directionOf(messages);
    const { pageOrder } = this.learning.learned.value;
    const place = newest ? messages.findIndex((one) => one.id === newest.id) : -1;
    const untold = place === 0 ? false : place === messages.length - 1 || pageOrder === "oldestFirst";
    const isOldestFirst = told === 0 ? untold : told > 0;
    if (messages.length > 1 && isOldestFirst !== (pageOrder === "oldestFirst")) {
      this.learning.learn({ pageOrder: isOldestFirst ? "oldestFirst" : "newestFirst" });
    }
    return isOldestFirst ? reversed(messages) : messages;
  }
}

// Whether there are messages that are newer than a whole page that should be the newest.
function isBefore({ messages, hasMore }: MessagePage, newest: Message): boolean {
  if (Number(hasMore) !== 1 || messages.length === 0) return false;
  return messages.every((one) => one.id !== newest.id && compareMessages(one, newest) <= 0);
}

// The last message of those that are known without a gap from the beginning on.
function endOfBeginning(history: History): Message | undefined {
  if (!history.pieces[0]?.joined) return undefined;
  const gap = history.pieces.findIndex(({ joined }, i) => i > 0 && !joined);
  return history.pieces.at(gap < 0 ? -1 : gap - 1)!.run.messages.at(-1);
}

// A gateway that refuses an order has none of that kind; one that does not answer, or not now, says nothing.
function ifRefused(error: unknown): undefined {
  if (isLimit(error) || !isRefusal(error)) throw error;
}

function reversed(messages: readonly Message[]): Message[] {
  return [...messages].reverse();
}

function forgetful(): Learning {
  const learned = signal<Learned>({});
  return { learned, learn: (what) => (learned.value = { ...learned.value, ...what }) };
}
