// A gateway with conversations, as a client meets it, and what reads from it.

import { CGIError } from "../../sdk/src/errors.ts";
import type { Client, Message, Session } from "../../sdk/src/index.ts";
import { Archive } from "../archive/archive.ts";
import type { ArchiveStore } from "../archive/archive-store.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { Reader } from "../archive/reader.ts";
import { Gateway } from "../gateway/gateway.ts";
import { message, session } from "./messages.ts";

/** The conversations of an account. Pages of messages have 3, those of the list 2. */
export class FakeGateway {
  /** The messages of each conversation, oldest first. */
  readonly histories = new Map<string, Message[]>();
  readonly sessions = new Map<string, Session>();
  /** What was asked: "list", "list b", "a", "a 7", "details a". */
  readonly asked: string[] = [];
  /** Errors that calls meet instead of an answer, by the number of the call. */
  readonly failures = new Map<number, () => Error>();
  /** Called before each answer; an answer comes when it resolves. */
  beforeAnswer: (asked: string) => Promise<void> | void = () => {};
  /** What the details of pictures have. */
  details = new Map<string, Message>();

  /** Begins with conversations of so many messages, each older than the one before. */
  constructor(sizes: Record<string, number> = {}) {
    const names = Object.entries(sizes);
    for (const [i, [id, size]] of names.entries()) {
      this.histories.set(id, []);
      this.sessions.set(id, { ...session(`nick ${id}`), sessionId: id, sortTime: names.length - i });
      for (let n = 1; n <= size; n++) this.add(id, n, { moves: false });
    }
  }

  /** A new message; its conversation moves to the top, and it is unread when that is said. */
  add(id: string, number: number, { moves = true, unread = false, changes = {} } = {}): Message {
    const made = message(number, changes);
    this.histories.get(id)!.push(made);
    const before = this.sessions.get(id)!;
    const top = Math.max(...[...this.sessions.values()].map((one) => Number(one.sortTime)));
    this.sessions.set(id, {
      ...before,
      newMsg: made,
      newMsgCnt: Number(before.newMsgCnt) + (unread ? 1 : 0),
      sortTime: moves ? top + 1 : before.sortTime,
    });
    return made;
  }

  /** The client of the account. */
  readonly client = {
    getSessions: ({ lastId }: { lastId?: string } = {}) =>
      this.answer(lastId ? `list ${lastId}` : "list", () => this.listPage(lastId)),
    getMessages: ({ sessionId, lastId }: { sessionId: string; lastId?: string }) =>
      this.answer(lastId === undefined ? sessionId : `${sessionId} ${lastId}`, () =>
        this.messagePage(sessionId, lastId),
      ),
    getMediaMessageDetails: (sessionId: string, ids: string[]) =>
      this.answer(`details ${sessionId}`, () => ({
        msgIds: Object.fromEntries(ids.flatMap((id) => (this.details.has(id) ? [[id, this.details.get(id)!]] : []))),
      })),
    setCredential: () => {},
    close: () => {},
  } as unknown as Client;

  private async answer<Answer>(asked: string, make: () => Answer): Promise<Answer> {
    const number = this.asked.push(asked) - 1;
    await this.beforeAnswer(asked);
    const failure = this.failures.get(number);
    if (failure) throw failure();
    return make();
  }

  private listPage(lastId: string | undefined) {
    const all = [...this.sessions.values()].sort((a, b) => Number(b.sortTime) - Number(a.sortTime));
    const from = lastId === undefined ? 0 : all.findIndex((one) => one.sessionId === lastId) + 1;
    const unread = all.reduce((sum, one) => sum + Number(one.newMsgCnt), 0);
    return { sessions: all.slice(from, from + 2), hasMore: from + 2 < all.length ? 1 : 0, newMsgCnt: unread };
  }

  /** A page of messages; a test may have another one given. */
  messagePage(id: string, lastId: string | undefined): { messages: Message[]; hasMore: number } {
    const all = this.histories.get(id);
    const end = lastId === undefined ? (all?.length ?? -1) : (all?.findIndex((one) => one.id === lastId) ?? -1);
    if (!all || end < 0) throw new CGIError("no such message", { code: 10006 });
    const read = this.sessions.get(id);
    if (read) this.sessions.set(id, { ...read, newMsgCnt: 0 });
    const start = Math.max(0, end - 3);
    return { messages: all.slice(start, end).reverse(), hasMore: start > 0 ? 1 : 0 };
  }
}

/** What reads from a gateway into a store. */
export function readingFrom(
  fake: FakeGateway,
  {
    store = new MemoryStore(),
    now = () => 0,
    keepsGone = false,
  }: { store?: ArchiveStore; now?: () => number; keepsGone?: boolean } = {},
) {
  const gateway = new Gateway({
    account: { endpoint: "", musicid: "1" },
    connect: async () => fake.client,
    surroundings: () => ({ online: true, foreign: false }),
    proven: true,
    now,
  });
  const archive = new Archive({
    store,
    channel: { tell: () => {}, onTold: () => () => {} },
    keepsGone: () => keepsGone,
    now,
    onFailure: (error) => {
      throw error;
    },
  });
  return { gateway, archive, reader: new Reader(gateway, archive) };
}

/** The ids of the messages of a conversation in a store, with … for a gap. */
export async function idsIn(store: ArchiveStore, id: string): Promise<string> {
  const { pieces } = await store.readHistory(id);
  return pieces
    .flatMap(({ run, joined }) => [...(joined ? [] : ["…"]), ...run.messages.map((one) => one.id)])
    .join(" ");
}

/** The ids from 1 up to a number, as {@link idsIn} gives them. */
export function idsTo(last: number): string {
  return Array.from({ length: last }, (_, i) => i + 1).join(" ");
}
