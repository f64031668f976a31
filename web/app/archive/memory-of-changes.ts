import type { Message, Session } from "../../sdk/src/index.ts";
import type { Change } from "./change.ts";

/** What is written here may reach the gateway's lists a little later, in milliseconds. */
const lag = 15_000;

/** So many of each kind are remembered: an answer that is on its way is seconds old. */
const most = 5000;

/**
 * When messages and conversations came, changed and were deleted here, for answers that were asked for before that. Times
 * are Unix milliseconds.
 */
export class MemoryOfChanges {
  private readonly added = new Times();
  private readonly changed = new Times();
  private readonly deleted = new Times();
  private readonly gone = new Times();
  private readonly newer = new Times();
  private readonly emptied = new Times();
  private readonly counts = new Latest<number>();
  private counted = -Infinity;

  /** Remembers what happened. */
  note(change: Change): void {
    switch (change.change) {
      case "sent":
        for (const { id } of change.messages) this.added.put(nameOf(change.id, id), change.at + lag);
        break;
      case "confirmed":
        this.changed.put(nameOf(change.id, change.messageId), change.at + lag);
        break;
      case "deleted":
        for (const id of change.ids) this.deleted.put(nameOf(change.id, id), change.at + lag);
        break;
      case "cleared":
        this.emptied.put(change.id, change.at);
        break;
      case "emptied":
        this.emptied.put(change.id, change.at);
        if (change.upTo !== undefined) this.deleted.put(nameOf(change.id, change.upTo), change.at + lag);
        this.countedAt(change.at);
        break;
      case "forgotten":
        this.emptied.put(change.id, change.at);
        this.countedAt(change.at);
        break;
      case "conversation":
        this.newer.put(change.conversation.sessionId, change.at + lag);
        this.noteCounts([change.conversation]);
        this.countedAt(change.at);
        break;
      case "top":
        // The first copy is the one that was asked for last.
        for (const page of [...change.pages].reverse()) this.noteCounts(page.sessions);
        this.countedAt(change.askedAt);
        break;
      case "more":
        this.noteCounts(change.page.sessions);
        break;
      case "read":
        this.countedAt(change.at);
        break;
      case "allRead":
        this.countedAt(change.at);
        break;
    }
  }

  /** Remembers what messages of a conversation a page had that came at a time, and what was gone by it. */
  notePage(conversationId: string, messages: readonly Message[], gone: readonly string[], at: number): void {
    for (const { id } of messages) this.added.put(nameOf(conversationId, id), at);
    for (const id of gone) this.gone.put(nameOf(conversationId, id), at);
  }

  /** Remembers that conversations came, became others or went at a time. */
  noteConversations(before: readonly Session[], after: readonly Session[], at: number): void {
    if (before === after) return;
    const known = new Set(before);
    for (const one of after) if (!known.has(one)) this.newer.put(one.sessionId, at);
    const there = new Set(after.map((one) => one.sessionId));
    for (const { sessionId } of before) if (!there.has(sessionId)) this.emptied.put(sessionId, at);
  }

  /** Whether a message came after a time, or another page that had it. */
  isMessageNewer(conversationId: string, id: string, time: number): boolean {
    return this.added.isAfter(nameOf(conversationId, id), time);
  }

  /** Whether a message was changed here after a time. */
  isMessageChanged(conversationId: string, id: string, time: number): boolean {
    return this.changed.isAfter(nameOf(conversationId, id), time);
  }

  /** Whether a message was deleted here after a time. */
  isMessageDeleted(conversationId: string, id: string, time: number): boolean {
    return this.deleted.isAfter(nameOf(conversationId, id), time);
  }

  /** Whether a message was found to be gone after a time. */
  isMessageGone(conversationId: string, id: string, time: number): boolean {
    return this.gone.isAfter(nameOf(conversationId, id), time);
  }

  /** Whether a conversation came or became another after a time. */
  isConversationNewer(id: string, time: number): boolean {
    return this.newer.isAfter(id, time);
  }

  /** Whether a conversation was deleted or cleared here, or found to be gone, after a time. */
  isConversationEmptied(id: string, time: number): boolean {
    return this.emptied.isAfter(id, time);
  }

  /** How many messages of a conversation the gateway counted as unread last; undefined when it said nothing. */
  unreadAtGateway(id: string): number | undefined {
    return this.counts.get(id);
  }

  /** Whether unread messages were counted after a time: here, or by a page that was asked for after it. */
  isCountedAfter(time: number): boolean {
    return this.counted > time;
  }

  private noteCounts(sessions: readonly Session[]): void {
    for (const { sessionId, newMsgCnt } of sessions) this.counts.put(sessionId, Number(newMsgCnt));
  }

  private countedAt(time: number): void {
    this.counted = Math.max(this.counted, time);
  }
}

function nameOf(conversationId: string, messageId: string): string {
  return `${conversationId}\n${messageId}`;
}

/** What came last, by name; what came first is forgotten when it is much. */
class Latest<Value> {
  private readonly values = new Map<string, Value>();

  get(name: string): Value | undefined {
    return this.values.get(name);
  }

  put(name: string, value: Value): void {
    this.values.delete(name);
    this.values.set(name, value);
    if (this.values.size > most) this.values.delete(this.values.keys().next().value!);
  }
}

/** The latest times of what happened to things, by name. */
class Times {
  private readonly times = new Latest<number>();

  put(name: string, time: number): void {
    this.times.put(name, Math.max(time, this.times.get(name) ?? -Infinity));
  }

  isAfter(name: string, time: number): boolean {
    return (this.times.get(name) ?? -Infinity) > time;
  }
}
