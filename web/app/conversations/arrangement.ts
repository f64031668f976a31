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
