import { signal } from "@preact/signals";
import type { BatchCall, Message, MessagePage, Session, SessionPage } from "../../sdk/src/index.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Archive } from "./archive.ts";
import type { ListChange, ListCursor } from "./conversations.ts";
import { believedAtOnce, cursorOf } from "./list-pages.ts";
import { oldestFirst } from "../model/message-order.ts";
import { MessageReader, type Asked, type PageRequest, type ReadPage } from "./message-reader.ts";
import { SeenList } from "./seen-list.ts";
import { askForTexts, cameAsTexts } from "./text-contents.ts";
import { readList, readMessages } from "./unreadable.ts";

/** What became of a look at the list and at the messages of a conversation: of each half that was answered. */
export interface LookedAtBoth {
  list: ListChange | undefined;
  messages: ReadPage | undefined;
  /** The error of the half that was not. The gateway knows of it. */
  failed: unknown;
}

/** The most pages that a look reads. When nothing is as it was by then, the rest is read as the list is read on. */
const mostPages = 50;

/** Asks the gateway for pages. All of them enter the archive. */
export class Reader {
  /** Where the part of the list ends that was read since the start; undefined before the first look, null at the end. */
  readonly listEnd = signal<ListCursor | null | undefined>(undefined);
  private readonly gateway: Asked & Pick<Gateway, "callAll">;
  private readonly archive: Archive;
  private seen: SeenList | undefined;
  private readonly ends = new Set<string>();
  private more: Promise<void> | undefined;
  private readonly tells: boolean;
  private readonly messages: MessageReader;

  /** The archive has been opened. One that tells nobody of news leaves them to the next that does. */
  constructor(gateway: Asked & Pick<Gateway, "callAll">, archive: Archive, { tells = true }: { tells?: boolean } = {}) {
    this.gateway = gateway;
    this.archive = archive;
    this.tells = tells;
    this.messages = new MessageReader(gateway, archive);
  }

  /** The newest messages of a conversation, whose newest in the list may be given where the archive does not have it. */
  newest(id: string, newest?: Message | null): Promise<ReadPage> {
    return this.messages.newest(id, newest ?? undefined);
  }

  /** The messages before one. */
  before(id: string, messageId: string): Promise<ReadPage> {
    return this.messages.before(id, messageId);
  }

  /**
   * Looks at the list from its top, as far down as anything may have changed. It rejects when the top is not answered; when
   * a page behind it is not, the next look reads on.
   */
  async lookAtList(): Promise<ListChange> {
    const askedAt = this.archive.asking();
    return this.look(await this.top(), askedAt);
  }

  /**
   * Looks at the list and at the newest messages of a conversation, which are read with that, in one request. It rejects
   * when neither is answered.
   */
  async lookAtBoth(id: string): Promise<LookedAtBoth> {
    const request = await this.messages.newestRequest(id);
    const askedAt = this.archive.asking();
    const [list, messages] = await this.gateway.callAll((client) =>
      client.batch([{ call: "getSessions" }, { call: "getMessages", options: request }], { settled: true }),
    );
    const asSent = await this.bothAsSent(list, messages, request);
    const both: LookedAtBoth = { list: undefined, messages: undefined, failed: undefined };
    if (messages.status === "fulfilled") {
      const page = readMessages(messages.value, asSent.messages);
      both.messages = await this.messages.takeNewest(id, request, page, askedAt);
      // Before the list is taken, which counts as unread what was read with this.
      await this.archive.markRead(id, oldestFirst(both.messages.page.messages).at(-1));
    } else both.failed = messages.reason;
    if (list.status === "fulfilled") both.list = await this.look(readList(list.value, asSent.list), askedAt);
    else both.failed = list.reason;
    return both;
  }

  // The halves whose contents came as texts, in one further request.
  private async bothAsSent(
    list: PromiseSettledResult<SessionPage>,
    messages: PromiseSettledResult<MessagePage>,
    request: PageRequest,
  ): Promise<{ list?: unknown; messages?: unknown }> {
    const calls: BatchCall[] = [];
    if (isWanted(list)) calls.push({ call: "getSessions", options: { raw: true } });
    if (isWanted(messages)) calls.push({ call: "getMessages", options: { ...request, raw: true } });
    if (calls.length === 0) return {};
    const asked = this.gateway.callAll((client) => client.batch(calls, { settled: true }));
    const answers = (await asked.catch(() => [])).map((one) => (one.status === "fulfilled" ? one.value : undefined));
    return { ...(isWanted(list) && { list: answers[0] }), ...(isWanted(messages) && { messages: answers.at(-1) }) };
  }

  /** Takes a first page that came with something else. */
  async takeFirst(page: SessionPage, askedAt: number): Promise<ListChange> {
    return this.look(await this.read(page), askedAt);
  }

  /** Begins anew: what was read of the list so far is read again, and what is gone from it goes. */
  startOver(): void {
    this.listEnd.value = undefined;
    this.ends.clear();
  }

  private async look(first: SessionPage, askedAt: number): Promise<ListChange> {
    const { change } = await this.follow(first, askedAt);
    const news = this.withUntold(change.news);
    this.archive.untold = this.tells ? [] : news;
    return this.tells ? { ...change, news } : change;
  }

  // What was not told of is as it is by now.
  private withUntold(news: readonly Session[]): Session[] {
    const found = new Map(news.map((one) => [one.sessionId, one]));
    for (const { sessionId, newMsg } of this.archive.untold) {
      const now = this.archive.conversation(sessionId);
      if (now && now.newMsg?.id === newMsg?.id && !found.has(sessionId)) found.set(sessionId, now);
    }
    return [...found.values()];
  }

  // Whatever changed since the last look stands above what did not.
  private async follow(first: SessionPage, askedAt: number) {
    const seen = (this.seen ??= new SeenList(this.archive.list.value.conversations));
    // Of a list of which nothing is known the first page is enough.
    const isEnough = seen.isEmpty && this.archive.list.value.hasMore;
    const down = await this.readDown(first, (page) => isEnough || seen.meets(page));
    const above = down.pages.length > 1 ? await this.readAbove(down.pages) : { pages: [], isWhole: true };
    const pages = [...above.pages, ...down.pages];
    const isWhole = above.isWhole && down.isWhole;
    const change = await this.archive.takeTop(pages, askedAt, !isWhole);
    // The last copy stays, and that is the newest.
    // What it passed over is to be seen by the next look.
    if (!change.passedOver && (down.isWhole || down.isTooLong))
      seen.seeTop(pages.flatMap((page) => page.sessions).reverse());
    if (this.listEnd.value === undefined || down.isTooLong || !down.end) this.listEnd.value = down.end ?? null;
    return { change, pages, isWhole };
  }

  private async readDown(first: SessionPage, meets: (page: SessionPage) => boolean) {
    const pages = [first];
    let end = cursorOf(first);
    while (end && !meets(pages.at(-1)!)) {
      if (pages.length >= mostPages) return { pages, end, isWhole: false, isTooLong: true };
      const next = await this.pageBehind(end).catch(() => undefined);
      if (!next) return { pages, end, isWhole: false, isTooLong: false };
      pages.push(next);
      end = next.sessions.at(-1)?.sessionId === end.lastId ? undefined : cursorOf(next, end);
    }
    return { pages, end, isWhole: true, isTooLong: false };
  }

  // What moved to the top while the pages were read is in none of them.
  private async readAbove(pages: readonly SessionPage[]) {
    const seen = new SeenList(pages.flatMap((page) => page.sessions));
    const first = await this.top().catch(() => undefined);
    return first ? this.readDown(first, (page) => seen.meets(page)) : { pages: [], isWhole: false };
  }

  /** Reads the page of the list behind the part that was read. While one is on its way there is no other. */
  moreConversations(): Promise<void> {
    this.more ??= this.readMore().finally(() => (this.more = undefined));
    return this.more;
  }

  private async readMore(): Promise<void> {
    const from = this.listEnd.value;
    if (!from) return;
    const askedAt = this.archive.asking();
    const page = await this.pageBehind(from);
    const missing = await this.archive.takeMore(page, from, askedAt);
    if (missing.length > 0) await this.confirmMissing(missing, from);
    if (this.listEnd.value !== from) return;
    const next = cursorOf(page, from);
    const name = JSON.stringify([next?.lastId, next?.lastTime]);
    // The same end again would go round for ever.
    this.listEnd.value = next && !this.ends.has(name) && next.lastId !== from.lastId ? next : null;
    this.ends.add(name);
  }

  // What is missing may have moved to the top. When it is much, the page may have been wrong.
  private async confirmMissing(missing: readonly Session[], from: ListCursor): Promise<void> {
    let found: Session[] = [];
    if (missing.length > believedAtOnce) found = (await this.pageBehind(from)).sessions;
    const askedAt = this.archive.asking();
    const { change, pages, isWhole } = await this.follow(await this.top(), askedAt);
    this.archive.untold = this.withUntold(change.news);
    const there = new Set([...found, ...pages.flatMap((page) => page.sessions)].map((one) => one.sessionId));
    if (!isWhole) return;
    await this.archive.takeOut(
      missing.filter((one) => !there.has(one.sessionId)),
      askedAt,
    );
  }

  private async top(): Promise<SessionPage> {
    return this.read(await this.gateway.call((client) => client.getSessions()));
  }

  private async pageBehind({ lastId, lastTime }: ListCursor): Promise<SessionPage> {
    const cursor = { lastId, lastTime };
    return this.read(await this.gateway.call((client) => client.getSessions(cursor)), cursor);
  }

  private async read(page: SessionPage, cursor?: Pick<ListCursor, "lastId" | "lastTime">): Promise<SessionPage> {
    const askAsSent = () => this.gateway.call((client) => client.getSessions({ ...cursor, raw: true }));
    return readList(page, await askForTexts(page, askAsSent));
  }
}

const isWanted = (half: PromiseSettledResult<MessagePage | SessionPage>) =>
  half.status === "fulfilled" && cameAsTexts(half.value.problems);
