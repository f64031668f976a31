import type { Int64, Session } from "../../sdk/src/index.ts";
import { compareInt64 } from "../../sdk/src/int64.ts";
import { sideOf, type Self } from "./sides.ts";

/**
 * Whether the newest message of a conversation is somebody else's, to be told of. `countBefore` is how many messages were
 * unread before it came; undefined when nobody knows. What one writes oneself, on the phone too, is never counted as
 * unread: where a message does not say whose it is, the count does.
 */
export function isNewsOfOthers(
  { newMsg, newMsgCnt, user }: Session,
  self: Self,
  countBefore: Int64 | undefined,
): boolean {
  if (!newMsg || compareInt64(newMsgCnt, 0) <= 0) return false;
  const side = sideOf(newMsg, user, self);
  if (side !== "unknown") return side === "them";
  return countBefore === undefined || compareInt64(newMsgCnt, countBefore) > 0;
}
