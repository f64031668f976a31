// How pages of the list of conversations enter what is known of it.

import type { Int64, Session, SessionPage } from "../../sdk/src/index.ts";
import { compareInt64 } from "../../sdk/src/int64.ts";
import type { KeptList } from "./archive-store.ts";

/** A list of which nothing is known. */
export const noList: KeptList = { conversations: [], hasMore: true, unread: 0 };

/** What became of pages of the list. */
export interface ListChange {
  list: KeptList;
  /** The conversations with a newest message that was not there, newest first. */
  news: readonly Session[];
  /** The ids of those that were there and are not any more. */
  gone: readonly string[];
}

/** What pages of the list are judged by besides themselves. */
export interface ListCircumstances {
  /** Whether a conversation was deleted here after the pages were asked for: then they do not bring it back. */
  isDeleted(id: string): boolean;
  /** Whether a conversation came or changed after they were asked for: then they say nothing of it. */
  isNewer(id: string): boolean;
}

/** Whether a conversation is in a page as it was known: the pages behind it hold nothing new. */
export function meetsKnown({ conversations }: KeptList, page: SessionPage): boolean {
  const known = new Map(conversations.map((one) => [one.sessionId, one]));
  return page.sessions.some((session) => {
    const before = known.get(session.sessionId);
    return before !== undefined && markOf(before) === markOf(session);
  });
}

// What tells a conversation from how it was. The unread count is not among it: reading it here changes that.
function markOf({ newMsg, sortTime }: Session): string {
  return JSON.stringify([newMsg?.id, String(sortTime)]);
}

/** The pages from the top of the list on, each asked behind the one before. What they cover and do not have is gone. */
export function takeTop(before: KeptList, pages: readonly SessionPage[], circumstances: ListCircumstances): ListChange {
  const [first] = pages;
  if (!first) return { list: before, news: [], gone: [] };
  const last = pages.at(-1)!;
  const sessions = pages.flatMap((page) => page.sessions);
  const whole = !continues(last);
  // One of the same time as the last may stand behind it.
  const floor = floorOf(sessions);
  const covered = (session: Session) => whole || (floor !== undefined && compareInt64(session.sortTime, floor) > 0);
  const { list, ...change } = take(before, sessions, covered, circumstances);
  return { ...change, list: withUnread({ ...list, hasMore: !whole && before.hasMore }, before, first) };
}

/** Where a page of the list ends: the one behind it is asked for with this. */
export interface ListCursor {
  lastId: string;
  lastTime: Int64;
}

/** Where the page behind a page begins; undefined behind the last. */
export function cursorOf(page: SessionPage): ListCursor | undefined {
  const last = page.sessions.at(-1);
  return last && continues(page) ? { lastId: last.sessionId, lastTime: last.sortTime } : undefined;
}

/**
 * A page behind a place in the list. What it covers and does not have may have moved to the top since: it is missing, and
 * gone only when the top does not have it either.
 */
export function takeMore(
  before: KeptList,
  page: SessionPage,
  from: ListCursor,
  circumstances: ListCircumstances,
): ListChange & { missing: readonly Session[] } {
  const change = take(before, page.sessions, () => false, circumstances);
  const found = new Set(page.sessions.map((one) => one.sessionId));
  const floor = continues(page) ? floorOf(page.sessions) : undefined;
  const missing = before.conversations.filter(
    ({ sessionId, sortTime }) =>
      !found.has(sessionId) &&
      compareInt64(sortTime, from.lastTime) < 0 &&
      (floor === undefined || compareInt64(sortTime, floor) > 0),
  );
  return { ...change, missing, list: { ...change.list, hasMore: continues(page) } };
}

/** Takes out conversations that were missing, unless they changed since: then they had only moved. */
export function removeMissing(before: KeptList, missing: readonly Session[]): ListChange {
  const wanted = new Set(missing);
  const gone = before.conversations.filter((one) => wanted.has(one)).map((one) => one.sessionId);
  return { list: gone.reduce(removeConversation, before), news: [], gone };
}

function floorOf(sessions: readonly Session[]): Int64 | undefined {
  return sessions.map((session) => session.sortTime).sort(compareInt64)[0];
}

/** Whether there are pages behind one. */
export function continues({ hasMore, sessions }: SessionPage): boolean {
  return Number(hasMore) === 1 && sessions.length > 0;
}

function take(
  before: KeptList,
  sessions: readonly Session[],
  covered: (session: Session) => boolean,
  { isDeleted, isNewer }: ListCircumstances,
): ListChange {
  const known = new Map(before.conversations.map((one) => [one.sessionId, one]));
  const fresh = new Map<string, Session>();
  for (const session of sessions) {
    if (!fresh.has(session.sessionId) && !isDeleted(session.sessionId)) fresh.set(session.sessionId, session);
  }
  const next = new Map<string, Session>();
  const gone: string[] = [];
  for (const [id, session] of known) {
    if (fresh.has(id) || isNewer(id) || !covered(session)) next.set(id, session);
    else gone.push(id);
  }
  const news: Session[] = [];
  let changed = gone.length > 0;
  for (const [id, session] of fresh) {
    const copy = known.get(id);
    if (copy && isNewer(id)) continue;
    const now = copy ? refreshed(copy, session) : session;
    if (now !== copy) changed = true;
    next.set(id, now);
    if (session.newMsg && session.newMsg.id !== copy?.newMsg?.id) news.push(now);
  }
  const conversations = changed ? inOrder([...next.values()]) : before.conversations;
  return { list: { ...before, conversations }, news: inOrder(news), gone };
}

// Unread messages do not become more without a new one: what was read here is not counted again.
function refreshed(before: Session, session: Session): Session {
  const grows = compareInt64(session.newMsgCnt, before.newMsgCnt) > 0;
  const same = session.newMsg !== null && session.newMsg.id === before.newMsg?.id;
  const now = same && grows ? { ...session, newMsgCnt: before.newMsgCnt } : session;
  return JSON.stringify(now) === JSON.stringify(before) ? before : now;
}

// The gateway counts what it thinks unread; what was read here is taken off.
function withUnread(list: KeptList, before: KeptList, first: SessionPage): KeptList {
  const now = new Map(list.conversations.map((one) => [one.sessionId, one]));
  const read = first.sessions.reduce((sum, session) => {
    const kept = now.get(session.sessionId);
    return sum + (kept ? Math.max(0, Number(session.newMsgCnt) - Number(kept.newMsgCnt)) : Number(session.newMsgCnt));
  }, 0);
  const unread = Math.max(0, Number(first.newMsgCnt) - read);
  const same =
    unread === before.unread && list.hasMore === before.hasMore && list.conversations === before.conversations;
  return same ? before : { ...list, unread };
}

/** Puts one conversation in, or in place of what was known of it. */
export function putConversation(before: KeptList, conversation: Session): KeptList {
  const others = before.conversations.filter((one) => one.sessionId !== conversation.sessionId);
  return { ...before, conversations: inOrder([...others, conversation]) };
}

/** Takes a conversation out. */
export function removeConversation(before: KeptList, id: string): KeptList {
  const read = markRead(before, id);
  return { ...read, conversations: read.conversations.filter((one) => one.sessionId !== id) };
}

/** Counts the messages of a conversation as read. */
export function markRead(before: KeptList, id: string): KeptList {
  const conversation = before.conversations.find((one) => one.sessionId === id);
  const count = Number(conversation?.newMsgCnt ?? 0);
  if (count === 0) return before;
  return {
    ...before,
    unread: Math.max(0, before.unread - count),
    conversations: before.conversations.map((one) => (one === conversation ? { ...one, newMsgCnt: 0 } : one)),
  };
}

/** Counts the messages of all conversations as read. */
export function markAllRead(before: KeptList): KeptList {
  const read = (one: Session) => (Number(one.newMsgCnt) === 0 ? one : { ...one, newMsgCnt: 0 });
  return { ...before, unread: 0, conversations: before.conversations.map(read) };
}

function inOrder(sessions: Session[]): Session[] {
  return sessions.sort((a, b) => compareInt64(b.sortTime, a.sortTime));
}
