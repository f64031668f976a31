// Which messages are new.

import { cleanName, shorten } from "../../app/model/clean.ts";
import { isHusk, kindOf } from "../../app/model/kinds.ts";
import { sideOf, type Self } from "../../app/model/sides.ts";
import { isNewsOfOthers } from "../../app/model/whose-news.ts";
import { secondsOf } from "../../app/model/times.ts";
import type { Int64, Session } from "../../sdk/src/index.ts";
import { compareInt64 } from "../../sdk/src/int64.ts";

/** What was seen of the newest conversations. */
export interface Seen {
  /** The id of the newest message, by conversation. */
  newest: Record<string, string>;
  /** The time of the newest message of all. */
  latest: Int64;
  /** The unread messages, by conversation; absent in what an earlier version kept. */
  unread?: Record<string, Int64>;
}

/** What is seen of a list of conversations, after what was seen before. A list that is older than that adds nothing. */
export function seenIn(sessions: readonly Session[], before: Seen | undefined): Seen {
  const newest: Record<string, string> = {};
  const unread: Record<string, Int64> = {};
  let latest = before?.latest ?? 0;
  for (const { sessionId, newMsg, newMsgCnt } of sessions) {
    if (!newMsg) continue;
    newest[sessionId] = newMsg.id;
    unread[sessionId] = newMsgCnt;
    if (isTime(newMsg.time) && compareInt64(newMsg.time, latest) > 0) latest = newMsg.time;
  }
  const older = before !== undefined && sessions.every(({ newMsg }) => !newMsg || isBefore(newMsg.time, latest));
  return older ? before : { newest, latest, unread };
}

// What is no time tells nothing of what was before.
const isTime = (time: Int64) => secondsOf(time) !== undefined;
const isBefore = (time: Int64, latest: Int64) => isTime(time) && compareInt64(time, latest) < 0;

/**
 * The conversations with a message that is new and unread and not the account's own, wherever that was written. The first
 * look finds none: nothing was seen before it.
 */
export function newsIn(sessions: readonly Session[], before: Seen | undefined, self: Self): Session[] {
  if (!before) return [];
  return sessions.filter((session) => {
    const { sessionId, newMsg, newMsgCnt } = session;
    const countBefore = before.unread?.[sessionId];
    return (
      newMsg !== null &&
      !isHusk(newMsg) &&
      newMsg.id !== before.newest[sessionId] &&
      (!isBefore(newMsg.time, before.latest) || isMore(newMsgCnt, countBefore)) &&
      isNewsOfOthers(session, self, countBefore)
    );
  });
}

// A conversation that was seen and has more unread messages has a new one, whatever its time.
const isMore = (count: Int64, seen: Int64 | undefined) => seen !== undefined && compareInt64(count, seen) > 0;

/** The name of a conversation's other side, on one line; "" when there is none that can be seen. */
export function senderOf(session: Session): string {
  return cleanName(session.user?.nick ?? "");
}

/** The newest message of a conversation on one line; "" when it is no text, or nobody knows that the other side wrote it. */
export function textOf(session: Session, self: Self): string {
  if (!session.newMsg || sideOf(session.newMsg, session.user, self) !== "them") return "";
  const kind = kindOf(session.newMsg);
  return kind.kind === "text" || kind.kind === "unknown" ? shorten(cleanName(kind.text, 200), 120) : "";
}
