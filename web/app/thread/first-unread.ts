import type { Message } from "../../sdk/src/index.ts";
import type { ArchivedMessage, History } from "../archive/history.ts";
import { positionsIn } from "../archive/history-pieces.ts";

/** The first unread message when the newest `count` that others wrote are unread; none when it is not there. */
export function firstUnread<One extends Message>(
  messages: readonly One[],
  count: number,
  isMine: (message: Message) => boolean,
): One | undefined {
  let left = count;
  for (let i = messages.length - 1; i >= 0 && left > 0; i--) {
    if (isMine(messages[i]!)) continue;
    if (--left === 0) return messages[i];
  }
  return undefined;
}

/** The first unread message of a history. The unread ones are the newest: beyond a gap nobody can count them. */
export function firstUnreadIn(
  history: History,
  count: number,
  isMine: (message: Message) => boolean,
): ArchivedMessage | undefined {
  if (count <= 0) return undefined;
  const known = positionsIn(history);
  const gap = history.pieces.findLastIndex((piece) => !piece.joined);
  const span = known.slice(gap < 0 ? 0 : known.startOf(gap), known.count);
  return firstUnread(span, count, isMine);
}
