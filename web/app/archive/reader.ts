import { signal } from "@preact/signals";
import type { MessagePage, Session, SessionPage } from "../../sdk/src/index.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Archive } from "./archive.ts";
import { cursorOf, meetsKnown, type ListChange, type ListCursor } from "./conversations.ts";
import type { Ingested } from "./ingest.ts";

/** A page of messages, and what became of it. */
export interface ReadPage extends Ingested {
  page: MessagePage;
}

/** Asks the gateway for pages. All of them enter the archive. */
export class Reader {
  /** Where the part of the list ends that was read since the start; undefined before the first look, null at the end. */
  readonly listEnd = signal<ListCursor | null | undefined>(undefined);
  private readonly gateway: Pick<Gateway, "call">;
  private readonly archive: Archive;

  constructor(gateway: Pick<Gateway, "call">, archive: Archive) {
    this.gateway = gateway;
    this.archive = archive;
  }

  /** The newest messages of a conversation. */
  newest(id: string): Promise<ReadPage> {
    return this.read(id, undefined);
  }

  /** The messages before one. */
  before(id: string, messageId: string): Promise<ReadPage> {
    return this.read(id, messageId);
  }

  private async read(id: string, before: string | undefined): Promise<ReadPage> {
    const askedAt = this.archive.asking();
    const page = await this.gateway.call((client) => client.getMessages({ sessionId: id, lastId: before }));
    return this.take(id, page, before, askedAt);
  }

  private async take(id: string, page: MessagePage, before: string | undefined, askedAt: number): Promise<ReadPage> {
    const hasMore = Number(page.hasMore) === 1;
    return { page, ...(await this.archive.takePage(id, { messages: page.messages, hasMore, before }, askedAt)) };
  }

  /** Looks at the list from its top, as far down as anything may have changed. */
  async lookAtList(): Promise<ListChange> {
    const askedAt = this.archive.asking();
    const first = await this.gateway.call((client) => client.getSessions());
    return this.follow(first, askedAt);
  }

  /** Looks at the list and at the newest messages of a conversation, in one request. */
  async lookAtBoth(id: string): Promise<{ list: ListChange; messages: ReadPage }> {
    const askedAt = this.archive.asking();
    const [list, messages] = await this.gateway.call(async (client) => {
      const both = await client.batch([{ call: "getSessions" }, { call: "getMessages", options: { sessionId: id } }], {
        settled: true,
      });
      for (const one of both) if (one.status === "rejected") throw one.reason;
      return both.map((one) => (one as { value: unknown }).value) as [SessionPage, MessagePage];
    });
    const change = await this.follow(list, askedAt);
    return { list: change, messages: await this.take(id, messages, undefined, askedAt) };
  }

  /** Takes a first page that came with something else. */
  takeFirst(page: SessionPage, askedAt: number): Promise<ListChange> {
    return this.follow(page, askedAt);
  }

  // Whatever changed since the last look stands above what did not.
  private async follow(first: SessionPage, askedAt: number): Promise<ListChange> {
    const known = this.archive.list.value;
    const pages = [first];
    if (known.conversations.length > 0) {
      for (let at = cursorOf(first); at && !meetsKnown(known, pages.at(-1)!);) {
        const next = await this.pageBehind(at);
        pages.push(next);
        at = next.sessions.at(-1)?.sessionId === at.lastId ? undefined : cursorOf(next);
      }
    }
    // What moved to the top while the pages were read is in none of them: the top has it now.
    if (pages.length > 1) pages.unshift(await this.gateway.call((client) => client.getSessions()));
    const change = await this.archive.takeTop(pages, askedAt);
    if (this.listEnd.value === undefined) this.listEnd.value = cursorOf(pages.at(-1)!) ?? null;
    return change;
  }

  /** Reads the page of the list behind the part that was read. */
  async moreConversations(): Promise<void> {
    const from = this.listEnd.value;
    if (!from) return;
    const askedAt = this.archive.asking();
    const page = await this.pageBehind(from);
    const missing = await this.archive.takeMore(page, from, askedAt);
    if (missing.length > 0) await this.confirmMissing(missing);
    const next = cursorOf(page);
    this.listEnd.value = next && next.lastId !== from.lastId ? next : null;
  }

  private async confirmMissing(missing: readonly Session[]): Promise<void> {
    await this.lookAtList();
    await this.archive.takeOut(missing);
  }

  private pageBehind(at: ListCursor): Promise<SessionPage> {
    return this.gateway.call((client) => client.getSessions({ ...at }));
  }
}
