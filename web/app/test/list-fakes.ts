// A list of conversations, with an archive, a reader and a gateway for it.

import { signal } from "@preact/signals";
import type { Client, Message, MessagePage, Session } from "../../sdk/src/index.ts";
import type { KeptList } from "../archive/archive-store.ts";
import {
  markAllRead,
  markRead,
  noList,
  putConversation,
  removeConversation,
  type ListChange,
  type ListCursor,
} from "../archive/conversations.ts";
import type { ReadPage } from "../archive/message-reader.ts";
import { ConversationList } from "../conversations/conversation-list.ts";
import { problemOf, type Problem } from "../model/problem.ts";
import { session } from "./messages.ts";

/** Keeps a list, and nothing else. */
export class FakeArchive {
  readonly list = signal<KeptList>(noList);
  async forget(id: string) {
    this.list.value = removeConversation(this.list.value, id);
  }
  async clear(id: string) {
    const one = this.list.value.conversations.find(({ sessionId }) => sessionId === id)!;
    this.list.value = putConversation(this.list.value, { ...one, newMsg: null, newMsgCnt: 0 });
  }
  async markRead(id: string, upTo?: Message) {
    this.list.value = markRead(this.list.value, id, upTo);
  }
  async markAllRead() {
    this.list.value = markAllRead(this.list.value);
  }
}

/** Asks nobody: each request waits until the test answers it. */
export class FakeReader {
  readonly listEnd = signal<ListCursor | null | undefined>(undefined);
  readonly asked: string[] = [];
  /** What a conversation has. */
  messages: Message[] = [];
  private readonly waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  lookAtList() {
    return this.ask("top") as Promise<unknown> as Promise<ListChange>;
  }
  moreConversations() {
    return this.ask("more");
  }
  async newest(id: string): Promise<ReadPage> {
    await this.ask(`newest ${id}`);
    const page = { messages: this.messages } as unknown as MessagePage;
    return { page, added: [], gone: [] } as unknown as ReadPage;
  }
  private ask(what: string) {
    this.asked.push(what);
    return new Promise<void>((resolve, reject) => this.waiting.push({ resolve, reject }));
  }
  /** Answers the oldest request; with an error it fails. The list reads on from `end` then. */
  answer(end: ListCursor | null = null) {
    this.listEnd.value = end;
    this.waiting.shift()!.resolve();
  }
  fail(error: Error) {
    this.waiting.shift()!.reject(error);
  }
}

/** Makes calls of a client that notes them, or refuses all of them. */
export class FakeGateway {
  refuses: Problem | undefined;
  readonly calls: string[] = [];
  async attempt(work: (client: Client) => PromiseLike<unknown>) {
    if (this.refuses) return this.refuses;
    const note = {
      get:
        (_: object, name: string) =>
        async (...given: unknown[]) =>
          this.note(name, given),
    };
    await work(new Proxy({}, note) as Client);
    return undefined;
  }
  private note(name: string, given: unknown[]) {
    this.calls.push(`${name} ${JSON.stringify(given)}`);
  }
  problem(error: unknown) {
    return problemOf(error, { online: true, foreign: false });
  }
}

/** A conversation of the list. */
export const conversation = (id: string, changes: Partial<Session> = {}): Session => ({
  ...session(`nick ${id}`),
  sessionId: id,
  ...changes,
});

/** A list that was read to its end. */
export const kept = (...conversations: Session[]): KeptList => ({
  conversations,
  hasMore: false,
  unread: conversations.reduce((sum, one) => sum + Number(one.newMsgCnt), 0),
});

/** A place in the list from which it can be read on. */
export const somewhere: ListCursor = { lastId: "b", lastTime: 7 };

export const ids = (conversations: readonly Session[]) => conversations.map((one) => one.sessionId).join(" ");

/** A list of conversations and all that it is made of. */
export function fakeList() {
  const [archive, reader, gateway] = [new FakeArchive(), new FakeReader(), new FakeGateway()];
  const pinned = signal<readonly string[]>([]);
  const muted = signal<ReadonlySet<string>>(new Set());
  const begun = signal<readonly Session[]>([]);
  const keptInView = signal<readonly string[]>([]);
  const told: string[] = [];
  const list = new ConversationList({
    archive,
    reader,
    gateway,
    pinned,
    muted,
    begun,
    isKept: (id) => keptInView.value.includes(id),
    onDeleted: (id) => void told.push(`deleted ${id}`),
    onCleared: (id) => void told.push(`cleared ${id}`),
  });
  return { list, archive, reader, gateway, pinned, muted, begun, keptInView, told };
}
