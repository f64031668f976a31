// How many messages are unread.

import type { Session } from "../../sdk/src/index.ts";

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
  const silent = conversations.filter((one) => muted.has(one.sessionId));
  return Math.max(0, unread - countUnread(silent));
}
