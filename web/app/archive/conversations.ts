// The list of conversations, and what becomes of it by what is done here.

import type { Int64, Message, Session } from "../../sdk/src/index.ts";
import { compareInt64 } from "../../sdk/src/int64.ts";
import type { KeptList } from "./archive-store.ts";
import { compareMessages, type Placed } from "../model/message-order.ts";

/** A list of which nothing is known. */
export const noList: KeptList = { conversations: [], hasMore: true, unread: 0 };

/** What became of the list. */
export interface ListChange {
  list: KeptList;
  /**
   * The conversations with a newest message that was not there, newest first. Those that were behind the end of the list
   * are none; of a list of which nothing was known all are.
   */
  news: readonly Session[];
  /** The ids of those that were there and are not any more. */
  gone: readonly string[];
}

/** A list that did not change, or of whose change there is nothing to tell. */
export function unchanged(list: KeptList): ListChange {
  return { list, news: [], gone: [] };
}

/** Where a page of the list ends: the one behind it is asked for with this. */
export interface ListCursor {
  lastId: string;
  lastTime: Int64;
  /** The ids of the conversations of this time that stand before the end, the last one's too. */
  beside?: readonly string[];
}

// A list never changes, so that where its conversations are is found out once.
const indexes = new WeakMap<readonly Session[], ReadonlyMap<string, Session>>();

/** The conversations of a list by id. */
export function byId(conversations: readonly Session[]): ReadonlyMap<string, Session> {
  let index = indexes.get(conversations);
  if (!index) {
    index = new Map(conversations.map((one) => [one.sessionId, one]));
    indexes.set(conversations, index);
  }
  return index;
}

/** Whether a message is another than one and not known to stand before it; also where one of them is missing. */
export function isAfter(message: Message | null, other: (Placed & Pick<Message, "id">) | undefined): boolean {
  return !message || !other || (message.id !== other.id && compareMessages(message, other) >= 0);
}

/** Puts conversations in order, newest first. Of those of one time the first stay first. */
export function inOrder(sessions: Session[]): Session[] {
  return sessions.sort((a, b) => compareInt64(b.sortTime, a.sortTime));
}

/** Puts a list into one that was known before, elsewhere. */
export function mergeLists(into: KeptList | undefined, from: KeptList): KeptList {
  if (!into || from === noList) return into ?? from;
  const known = byId(from.conversations);
  const others = into.conversations.filter((one) => !known.has(one.sessionId));
  const conversations = inOrder([...from.conversations, ...others]);
  return { conversations, hasMore: into.hasMore && from.hasMore, unread: from.unread };
}

/** Puts one conversation in, or in place of what was known of it. */
export function putConversation(before: KeptList, conversation: Session): KeptList {
  const { sessionId: id, newMsgCnt } = conversation;
  const known = byId(before.conversations).get(id);
  const others = before.conversations.filter((one) => one !== known);
  // One that was not there was counted all the same.
  const more = known ? Number(newMsgCnt) - Number(known.newMsgCnt) : 0;
  return {
    ...before,
    conversations: inOrder([conversation, ...others]),
    unread: Math.max(0, before.unread + more),
  };
}

/** Takes a conversation out that was deleted here, and what was unread in it. */
export function removeConversation(before: KeptList, id: string): KeptList {
  const read = markRead(before, id);
  if (!byId(before.conversations).has(id)) return before;
  return { ...read, conversations: read.conversations.filter((one) => one.sessionId !== id) };
}

/** Leaves a conversation without messages, unless its newest is another than was deleted: it may have come after that. */
export function emptyConversation(before: KeptList, id: string, newest: string | undefined): KeptList {
  const known = byId(before.conversations).get(id);
  if (!known || known.newMsg?.id !== newest) return before;
  return putConversation(before, { ...known, newMsg: null, newMsgCnt: 0 });
}

/** Counts the messages of a conversation as read, unless one is newer than the newest that was read. */
export function markRead(before: KeptList, id: string, upTo: Message | null = null): KeptList {
  const conversation = byId(before.conversations).get(id);
  const count = Number(conversation?.newMsgCnt ?? 0);
  if (count === 0 || (upTo && conversation?.newMsg && isAfter(conversation.newMsg, upTo))) return before;
  return {
    ...before,
    unread: Math.max(0, before.unread - count),
    conversations: before.conversations.map((one) => (one === conversation ? { ...one, newMsgCnt: 0 } : one)),
  };
}

/** Counts the messages of all conversations as read but of those that are newer. */
export function markAllRead(before: KeptList, isNewer: (id: string) => boolean = () => false): KeptList {
  const stays = (one: Session) => Number(one.newMsgCnt) === 0 || isNewer(one.sessionId);
  const conversations = before.conversations.map((one) => (stays(one) ? one : { ...one, newMsgCnt: 0 }));
  const unread = conversations.reduce((sum, one) => sum + Number(one.newMsgCnt), 0);
  const same = unread === before.unread && before.conversations.every(stays);
  return same ? before : { ...before, unread, conversations };
}

/** Takes out conversations that were deleted elsewhere. What is unread is counted without them already. */
export function removeGone(before: KeptList, ids: readonly string[]): ListChange {
  const gone = ids.filter((id) => byId(before.conversations).has(id));
  if (gone.length === 0) return unchanged(before);
  const wanted = new Set(gone);
  const conversations = before.conversations.filter((one) => !wanted.has(one.sessionId));
  return { ...unchanged({ ...before, conversations }), gone };
}
