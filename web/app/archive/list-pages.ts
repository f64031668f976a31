// How pages of the list of conversations enter what is known of it.

import type { Int64, Session, SessionPage } from "../../sdk/src/index.ts";
import { compareInt64 } from "../../sdk/src/int64.ts";
import type { KeptList } from "./archive-store.ts";
import { newerCopy } from "./message-copies.ts";
import { withUnread, type ReadMark } from "./read-mark.ts";
import { byId, inOrder, unchanged, type ListChange, type ListCursor } from "./conversations.ts";
import { isHusk } from "../model/kinds.ts";
import { compareMessages } from "../model/message-order.ts";

/** What became of the list by pages of it. */
export interface PagesTaken extends ListChange {
  /** Whether the pages say that much is gone: it goes when those of the next look say so again. */
  doubted: boolean;
  /** Whether the pages have conversations otherwise than they are known, of which they say nothing. */
  passedOver: boolean;
}

/** What pages of the list are judged by besides themselves. */
export interface ListCircumstances {
  /** Whether a conversation was deleted or cleared after the pages were asked for: they say nothing of it. */
  isDeleted(id: string): boolean;
  /** Whether a conversation came or changed after they were asked for: an older copy of it says nothing. */
  isNewer(id: string): boolean;
  /** Whether a message was deleted here after they were asked for. */
  isDeletedMessage(id: string, messageId: string): boolean;
  /** Up to where a conversation was read here. */
  readMark(id: string): ReadMark | undefined;
  /** Whether the account wrote the newest message of a conversation. */
  isMine(session: Session): boolean;
  /** How many messages the gateway counts although they were read here, of conversations that are not among these. */
  countedBeside(ids: { has(id: string): boolean }): number;
  /** Whether unread messages were counted after they were asked for. */
  isCounted: boolean;
  /** Whether the look before said that much is gone. */
  doubted: boolean;
}

/** Pages that take away more than this have to say so twice. */
export const believedAtOnce = 20;

/**
 * The pages from the top of the list on, each asked behind the one before. What they cover and do not have is gone, unless
 * they are partial: then what was meant to come with them did not.
 */
export function takeTop(
  before: KeptList,
  pages: readonly SessionPage[],
  circumstances: ListCircumstances,
  partial = false,
): PagesTaken {
  const [first] = pages;
  if (!first) return { ...unchanged(before), doubted: false, passedOver: false };
  const last = pages.at(-1)!;
  const sessions = distinct(pages.flatMap((page) => page.sessions));
  const whole = !partial && !continues(last);
  const floor = floorOf(last.sessions);
  // One of the same time as the last may stand behind it.
  const covers = (one: Session) => whole || (floor !== undefined && compareInt64(one.sortTime, floor) > 0);
  const missing = partial ? [] : missingIn(before.conversations, sessions, covers, circumstances);
  const doubted = missing.length > believedAtOnce && !circumstances.doubted;
  const change = take(before, sessions, doubted ? [] : missing, circumstances);
  const counted = Number(first.newMsgCnt) - circumstances.countedBeside(sessions);
  const unread = circumstances.isCounted ? before.unread : unreadOf(change.list, counted, sessions);
  const list = { ...change.list, hasMore: !whole && before.hasMore, unread };
  return { ...change, list: isSameList(list, before) ? before : list, doubted };
}

/** Where the page behind a page begins, which was itself asked for with a cursor; undefined behind the last. */
export function cursorOf(page: SessionPage, from?: ListCursor): ListCursor | undefined {
  const last = page.sessions.at(-1);
  if (!last || !continues(page)) return undefined;
  const { sessionId: lastId, sortTime: lastTime } = last;
  const here = page.sessions.filter((one) => compareInt64(one.sortTime, lastTime) === 0).map((one) => one.sessionId);
  const above = from && compareInt64(from.lastTime, lastTime) === 0 ? (from.beside ?? []) : [];
  return { lastId, lastTime, beside: [...above, ...here] };
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
): PagesTaken & { missing: readonly Session[] } {
  const sessions = distinct(page.sessions);
  const floor = continues(page) ? floorOf(page.sessions) : undefined;
  const beside = new Set(from.beside);
  const isBehind = ({ sessionId, sortTime }: Session) => {
    const order = compareInt64(sortTime, from.lastTime);
    return order < 0 || (order === 0 && from.beside !== undefined && !beside.has(sessionId));
  };
  const ends = !continues(page);
  const covers = (one: Session) =>
    isBehind(one) && (ends || (floor !== undefined && compareInt64(one.sortTime, floor) > 0));
  const missing = missingIn(before.conversations, sessions, covers, circumstances);
  const change = take(before, sessions, [], circumstances, from);
  const grew = change.list.conversations.length > before.conversations.length;
  const list = { ...change.list, hasMore: !ends && (before.hasMore || grew) };
  return { ...change, list: isSameList(list, before) ? before : list, missing };
}

/** Whether there are pages behind one. */
export function continues({ hasMore, sessions }: SessionPage): boolean {
  return Number(hasMore) === 1 && sessions.length > 0;
}

// The sortTime down to which a page has everything. Conversations that are pinned stand above newer ones; a page that is in
// no order tells nothing.
function floorOf(sessions: readonly Session[]): Int64 | undefined {
  let from = sessions.length - 1;
  while (from > 0 && compareInt64(sessions[from - 1]!.sortTime, sessions[from]!.sortTime) >= 0) from--;
  return from * 2 < sessions.length ? sessions.at(-1)?.sortTime : undefined;
}

// The first copy is the one that was asked for last.
function distinct(sessions: readonly Session[]): Map<string, Session> {
  const found = new Map<string, Session>();
  for (const session of sessions) if (!found.has(session.sessionId)) found.set(session.sessionId, session);
  return found;
}

function missingIn(
  conversations: readonly Session[],
  found: ReadonlyMap<string, Session>,
  covers: (session: Session) => boolean,
  { isNewer }: ListCircumstances,
): Session[] {
  return conversations.filter((one) => !found.has(one.sessionId) && covers(one) && !isNewer(one.sessionId));
}

function take(
  before: KeptList,
  sessions: ReadonlyMap<string, Session>,
  gone: readonly Session[],
  { isDeleted, isNewer, isDeletedMessage, readMark, isMine }: ListCircumstances,
  from?: ListCursor,
): PagesTaken {
  const known = byId(before.conversations);
  const end = before.hasMore ? before.conversations.at(-1)?.sortTime : undefined;
  const fresh = new Map<string, Session>();
  const news: Session[] = [];
  let passedOver = false;
  for (const [id, session] of sessions) {
    const copy = known.get(id);
    const now = refreshed(copy, withUnread(session, readMark(id), isMine));
    if (now === copy) continue;
    const isGone = isDeleted(id) || (copy && session.newMsg && isDeletedMessage(id, session.newMsg.id));
    if (isGone || (copy && isNewer(id) && !isLater(session, copy))) {
      passedOver = true;
      continue;
    }
    fresh.set(id, now);
    const wasBehind = !copy && end !== undefined && compareInt64(session.sortTime, end) <= 0;
    if (session.newMsg && session.newMsg.id !== copy?.newMsg?.id && !wasBehind && !isHusk(session.newMsg))
      news.push(now);
  }
  if (fresh.size === 0 && gone.length === 0) return { ...unchanged(before), doubted: false, passedOver };
  const out = new Set(gone);
  // Those of one time stand as the gateway has them: behind the place where they were asked for.
  const here = [...sessions.keys()].flatMap((id) => fresh.get(id) ?? known.get(id) ?? []);
  const others = before.conversations.filter((one) => !sessions.has(one.sessionId) && !out.has(one));
  const place = from ? others.findIndex((one) => one.sessionId === from.lastId) + 1 : 0;
  const conversations = inOrder([...others.slice(0, place), ...here, ...others.slice(place)]);
  return {
    list: { ...before, conversations },
    news: inOrder(news),
    gone: gone.map((one) => one.sessionId),
    doubted: false,
    passedOver,
  };
}

// Whether a copy of a conversation is of a later time than another, where something tells.
function isLater(one: Session, other: Session): boolean {
  const byMessage = one.newMsg && other.newMsg ? compareMessages(one.newMsg, other.newMsg) : 0;
  return (byMessage || compareInt64(one.sortTime, other.sortTime)) > 0;
}

// Unread messages do not become more without a new one: what was read here is not counted again.
function refreshed(before: Session | undefined, session: Session): Session {
  if (!before) return session;
  const grows = compareInt64(session.newMsgCnt, before.newMsgCnt) > 0;
  const isSame = isSameNewest(before, session);
  const both = isSame && before.newMsg && session.newMsg;
  const now = {
    ...session,
    newMsg: both ? newerCopy(before.newMsg!, session.newMsg!, copiesOnly) : session.newMsg,
    newMsgCnt: grows && isSame ? before.newMsgCnt : session.newMsgCnt,
  };
  return JSON.stringify(now) === JSON.stringify(before) ? before : now;
}

// The list says of a message that was deleted no more than that.
const copiesOnly = { now: 0, keepsGone: false };

function isSameNewest(before: Session, session: Session): boolean {
  if (before.newMsg || session.newMsg) return before.newMsg?.id === session.newMsg?.id;
  return compareInt64(session.sortTime, 0) > 0 && compareInt64(session.sortTime, before.sortTime) === 0;
}

// The gateway counts what it thinks unread; what was read or deleted here is taken off.
function unreadOf({ conversations }: KeptList, counted: number, sessions: ReadonlyMap<string, Session>): number {
  const known = byId(conversations);
  let unread = counted;
  for (const [id, { newMsgCnt }] of sessions) {
    unread -= Math.max(0, Number(newMsgCnt) - Number(known.get(id)?.newMsgCnt ?? 0));
  }
  return Math.max(0, unread);
}

function isSameList(one: KeptList, other: KeptList): boolean {
  return one.conversations === other.conversations && one.hasMore === other.hasMore && one.unread === other.unread;
}
