import type { Message, Session, SessionPage } from "../../sdk/src/index.ts";
import { message } from "./messages.ts";
import { conversation, listPage } from "./pages.ts";
import type { Random } from "./seeded.ts";

/** How a gateway differs from others. */
export interface ListShape {
  /** Whether several conversations have the same sortTime now and then. */
  ties: boolean;
  /** Whether reading a conversation marks it read. */
  marksRead: boolean;
}

/** The conversations of an account at a gateway. Pages have 20, newest first. */
export class ListGateway {
  readonly conversations = new Map<string, Session>();
  private readonly random: Random;
  private readonly shape: ListShape;
  private time = 1000;
  private made = 0;
  private messages = 0;

  constructor(random: Random, shape: ListShape) {
    this.random = random;
    this.shape = shape;
  }

  /** A new message, in a new conversation or in one that was there, which moves to the top. */
  add({ mine = false, id = this.any() }: { mine?: boolean; id?: string | undefined } = {}): Session {
    if (!this.shape.ties || this.random.below(3) === 0) this.time++;
    const before = (id !== undefined && this.random.below(4) > 0 && this.conversations.get(id)) || this.open();
    const newest = message(++this.messages, { id: `m${this.messages}`, sequence: this.messages, time: this.time });
    const now = { ...before, newMsg: newest, sortTime: this.time, newMsgCnt: mine ? 0 : Number(before.newMsgCnt) + 1 };
    this.conversations.set(now.sessionId, now);
    return now;
  }

  private open(): Session {
    // Ids do not tell the order.
    const id = `c${(++this.made * 7919) % 10_007}`;
    return conversation(id, 0);
  }

  /** The id of some conversation; undefined when there is none. */
  any(): string | undefined {
    return [...this.conversations.keys()][this.random.below(this.conversations.size)];
  }

  /** Deletes a conversation. Gives whether it was there. */
  remove(id: string | undefined): boolean {
    return this.conversations.delete(id ?? "");
  }

  /** Deletes the messages of a conversation, when its newest is the one that is known. Gives whether it did. */
  clear(id: string | undefined, newest = this.conversations.get(id ?? "")?.newMsg): boolean {
    const before = this.conversations.get(id ?? "");
    if (!before || before.newMsg?.id !== newest?.id) return false;
    this.conversations.set(before.sessionId, { ...before, newMsg: null, newMsgCnt: 0 });
    return true;
  }

  /** Somebody reads a conversation. Gives its newest message. */
  read(id: string | undefined): Message | null {
    const before = this.conversations.get(id ?? "");
    if (before && this.shape.marksRead) this.conversations.set(before.sessionId, { ...before, newMsgCnt: 0 });
    return before?.newMsg ?? null;
  }

  /** All conversations, newest first. */
  get all(): Session[] {
    return [...this.conversations.values()].sort(
      (a, b) => Number(b.sortTime) - Number(a.sortTime) || (a.sessionId < b.sessionId ? 1 : -1),
    );
  }

  /** The unread messages of all of them. */
  get unread(): number {
    return this.all.reduce((sum, one) => sum + Number(one.newMsgCnt), 0);
  }

  /** A page: the first, or the one behind a place. */
  page({ lastId, lastTime }: { lastId?: unknown; lastTime?: unknown } = {}): SessionPage {
    const behind = this.all.filter(
      ({ sessionId, sortTime }) =>
        lastId === undefined ||
        Number(sortTime) < Number(lastTime) ||
        (sortTime === lastTime && sessionId < String(lastId)),
    );
    return listPage(behind.slice(0, 20), behind.length > 20, this.unread);
  }

  /** The ids of the newest messages of all conversations. */
  newest(): string[] {
    return this.all.flatMap(({ newMsg }) => newMsg?.id ?? []);
  }
}
