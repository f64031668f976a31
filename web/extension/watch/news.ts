// Which messages are new.

import { cleanName, shorten } from "../../app/model/clean.ts";
import { kindOf } from "../../app/model/kinds.ts";
import type { Int64, Session } from "../../sdk/src/index.ts";
import { compareInt64 } from "../../sdk/src/int64.ts";

/** What was seen of the newest conversations. */
export interface Seen {
  /** The id of the newest message, by conversation. */
  newest: Record<string, string>;
  /** The time of the newest message of all. */
  latest: Int64;
}

/** What is seen of a list of conversations, after what was seen before. */
export function seenIn(sessions: readonly Session[], before: Seen | undefined): Seen {
  const newest: Record<string, string> = {};
  let latest = before?.latest ?? 0;
  for (const { sessionId, newMsg } of sessions) {
    if (!newMsg) continue;
    newest[sessionId] = newMsg.id;
    if (compareInt64(newMsg.time, latest) > 0) latest = newMsg.time;
  }
  return { newest, latest };
}

/** The conversations with a message that is new and unread. The first look finds none: nothing was seen before it. */
export function newsIn(sessions: readonly Session[], before: Seen | undefined): Session[] {
  if (!before) return [];
  return sessions.filter(
    ({ sessionId, newMsg, newMsgCnt }) =>
      newMsg !== null &&
      compareInt64(newMsgCnt, 0) > 0 &&
      newMsg.id !== before.newest[sessionId] &&
      compareInt64(newMsg.time, before.latest) >= 0,
  );
}

/** The name of a conversation's other side, on one line; "" when there is none that can be seen. */
export function senderOf(session: Session): string {
  return cleanName(session.user?.nick ?? "");
}

/** The newest message of a conversation on one line; "" when it is no text. */
export function textOf(session: Session): string {
  if (!session.newMsg) return "";
  const kind = kindOf(session.newMsg);
  return kind.kind === "text" ? shorten(cleanName(kind.text, 200), 120) : "";
}
