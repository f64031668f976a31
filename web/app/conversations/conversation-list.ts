import { computed, signal } from "@preact/signals";
import { compareInt64, type Session, type SessionPage } from "../../sdk/src/index.ts";
import type { Inbox } from "../shell/inbox.ts";
import type { Problem } from "../model/problem.ts";
import { nameOf, superFlag } from "../model/conversation.ts";

/** How far something is that is loaded. */
export type Loading = { state: "idle" } | { state: "loading" } | { state: "failed"; problem: Problem };

const idle: Loading = { state: "idle" };

/** The list of conversations. */
export class SessionList {
  readonly items = signal<readonly Session[]>([]);
  /** The first page: idle once it is there. */
  readonly loading = signal<Loading>({ state: "loading" });
  /** The page behind those that are there. */
  readonly more = signal<Loading>(idle);
  readonly hasMore = signal(false);
  /** Unread messages of all conversations, those not loaded too. */
  readonly unread = signal(0);
  /** What is searched for. */
  readonly query = signal("");
  /** The conversations whose name holds what is searched for. */
  readonly shown = computed(() => {
    const wanted = fold(this.query.value);
    return wanted === "" ? this.items.value : this.items.value.filter((one) => fold(nameOf(one)).includes(wanted));
  });
  private readonly inbox: Inbox;

  constructor(inbox: Inbox) {
    this.inbox = inbox;
  }

  /** Asks for the list from its beginning. What is there stays until the answer comes. */
  async refresh(): Promise<void> {
    this.loading.value = { state: "loading" };
    try {
      this.take(await this.inbox.client.getSessions());
    } catch (error) {
      this.loading.value = { state: "failed", problem: this.inbox.notice(error) };
    }
  }

  /** Takes a first page for the whole list. */
  take(page: SessionPage): void {
    this.items.value = page.sessions;
    this.hasMore.value = Number(page.hasMore) === 1 && page.sessions.length > 0;
    this.unread.value = Number(page.newMsgCnt);
    this.loading.value = idle;
    this.more.value = idle;
  }

  /** Asks for the page behind those that are there. */
  async loadMore(): Promise<void> {
    const last = this.items.value.at(-1);
    if (!this.hasMore.value || this.more.value.state === "loading" || !last) return;
    this.more.value = { state: "loading" };
    try {
      const page = await this.inbox.client.getSessions({ lastId: last.sessionId, lastTime: last.sortTime });
      const known = new Set(this.items.value.map((session) => session.sessionId));
      const added = page.sessions.filter((session) => !known.has(session.sessionId));
      this.items.value = [...this.items.value, ...added];
      // A page that brings nothing new would bring the same again.
      this.hasMore.value = Number(page.hasMore) === 1 && added.length > 0;
      this.more.value = idle;
    } catch (error) {
      this.more.value = { state: "failed", problem: this.inbox.notice(error) };
    }
  }

  /** Puts a newer first page into the list. Gives the conversations with a message that was not there. */
  merge(page: SessionPage): Session[] {
    const known = new Map(this.items.value.map((session) => [session.sessionId, session]));
    const changed = page.sessions.filter((session) => {
      const before = known.get(session.sessionId);
      return session.newMsg !== null && session.newMsg.id !== before?.newMsg?.id;
    });
    for (const session of page.sessions) known.set(session.sessionId, session);
    this.items.value = inOrder([...known.values()]);
    this.unread.value = Number(page.newMsgCnt);
    if (this.loading.value.state === "failed") this.loading.value = idle;
    return changed;
  }

  /** Puts one conversation in, or in place of what was known of it. */
  put(session: Session): void {
    const others = this.items.value.filter((one) => one.sessionId !== session.sessionId);
    this.items.value = inOrder([...others, session]);
  }

  /** Counts a conversation's messages as read: opening it has marked them so. */
  markRead(sessionId: string): void {
    const session = this.items.value.find((one) => one.sessionId === sessionId);
    const count = Number(session?.newMsgCnt ?? 0);
    if (!session || count === 0) return;
    this.unread.value = Math.max(0, this.unread.value - count);
    this.items.value = this.items.value.map((one) => (one === session ? { ...one, newMsgCnt: 0 } : one));
  }

  /** Deletes a conversation. */
  async delete(session: Session): Promise<Problem | undefined> {
    const failed = await this.inbox.attempt((client) => client.deleteSession(session.sessionId, superFlag(session)));
    if (failed) return failed;
    this.markRead(session.sessionId);
    this.items.value = this.items.value.filter((one) => one.sessionId !== session.sessionId);
    this.inbox.forgetThread(session.sessionId);
    return undefined;
  }

  /** Deletes all messages of a conversation. */
  async clear(session: Session): Promise<Problem | undefined> {
    const failed = await this.inbox.attempt((client) => client.clearSession(session.sessionId, superFlag(session)));
    if (failed) return failed;
    this.markRead(session.sessionId);
    this.put({ ...session, newMsg: null, newMsgCnt: 0 });
    this.inbox.threads.get(session.sessionId)?.cleared();
    return undefined;
  }

  /** Marks the messages of all conversations read. */
  async markAllRead(): Promise<Problem | undefined> {
    const failed = await this.inbox.attempt((client) => client.markAllMessagesRead(1, ""));
    if (failed) return failed;
    this.unread.value = 0;
    this.items.value = this.items.value.map((one) => ({ ...one, newMsgCnt: 0 }));
    return undefined;
  }
}

function inOrder(sessions: Session[]): Session[] {
  return sessions.sort((a, b) => compareInt64(b.sortTime, a.sortTime));
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}
