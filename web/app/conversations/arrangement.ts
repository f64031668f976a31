// In which order conversations stand in the list, and which of them.

import type { Session } from "../../sdk/src/index.ts";

/** Which conversations are shown. */
export type ListFilter = "all" | "unread";

/** The conversations with those that are pinned first, in the order of the pins. The same list where none of them is. */
export function withPinnedFirst(conversations: readonly Session[], pinned: readonly string[]): readonly Session[] {
  if (pinned.length === 0) return conversations;
  const places = new Map(pinned.map((id, place) => [id, place]));
  const first = conversations.filter((one) => places.has(one.sessionId));
  if (first.length === 0) return conversations;
  first.sort((one, other) => places.get(one.sessionId)! - places.get(other.sessionId)!);
  return [...first, ...conversations.filter((one) => !places.has(one.sessionId))];
}

/** Those with unread messages, and those that are kept in view for another reason. */
export function unreadOf(conversations: readonly Session[], isKept: (id: string) => boolean): readonly Session[] {
  return conversations.filter(({ sessionId, newMsgCnt }) => Number(newMsgCnt) > 0 || isKept(sessionId));
}

/** How many messages are unread in all of these. */
export function countUnread(conversations: readonly Session[]): number {
  return conversations.reduce((sum, { newMsgCnt }) => sum + Math.max(0, Number(newMsgCnt)), 0);
}

/**
 * How many of the unread messages of a list are in conversations that are not muted. `unread` counts those of all, also of
 * conversations that are not among these; of these alone it is known which are muted.
 */
export function unmutedUnread(
  { conversations, unread }: { conversations: readonly Session[]; unread: number },
  muted: ReadonlySet<string>,
): number {
  if (muted.size === 0) return unread;
  const silent = conversations.filter((one) => muted.has(one.sessionId));
  return Math.max(0, unread - countUnread(silent));
}
