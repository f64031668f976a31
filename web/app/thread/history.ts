import type { Message } from "../../sdk/src/index.ts";
import { compareInt64 } from "../../sdk/src/int64.ts";

/** Puts a page, newest first as the gateway gives it, with messages that are there, oldest first. Newer copies win. */
export function mergeMessages(known: readonly Message[], page: readonly Message[]): Message[] {
  if (page.length === 0) return [...known];
  const fresh = new Map(page.map((message) => [message.id, message]));
  const kept = known.map((message) => {
    const copy = fresh.get(message.id);
    if (copy) fresh.delete(message.id);
    return copy ?? message;
  });
  const added = [...fresh.values()].reverse();
  if (added.length === 0) return kept;
  const oldest = kept[0];
  if (!oldest || isBefore(added[added.length - 1]!, oldest)) return [...added, ...kept];
  const newest = kept[kept.length - 1]!;
  if (isBefore(newest, added[0]!)) return [...kept, ...added];
  return [...kept, ...added].sort((a, b) => compareInt64(a.sequence, b.sequence));
}

/** Whether a message stands before another. */
export function isBefore(one: Message, other: Message): boolean {
  return compareInt64(one.sequence, other.sequence) < 0;
}

/** The first unread message when the newest `count` that others wrote are unread; none when it is not loaded. */
export function firstUnread(
  messages: readonly Message[],
  count: number,
  isMine: (message: Message) => boolean,
): Message | undefined {
  let left = count;
  for (let i = messages.length - 1; i >= 0 && left > 0; i--) {
    if (isMine(messages[i]!)) continue;
    if (--left === 0) return messages[i];
  }
  return undefined;
}
