import type { Message } from "../../sdk/src/index.ts";
import { compareInt64 } from "../../sdk/src/int64.ts";

/** What tells the order of messages, the surest first. */
const keys = ["sequence", "sortTime", "time"] as const;
type Key = (typeof keys)[number];

/** What tells a message's place. */
export type Placed = Pick<Message, Key>;

const isSet = (message: Placed, key: Key) => compareInt64(message[key], 0) > 0;

/** Below 0 when one message stands before another, above 0 when behind, 0 when nothing tells. */
export function compareMessages(one: Placed, other: Placed): number {
  return compareBy(
    keys.filter((key) => isSet(one, key) && isSet(other, key)),
    one,
    other,
  );
}

function compareBy(by: readonly Key[], one: Placed, other: Placed): number {
  for (const key of by) {
    const order = compareInt64(one[key], other[key]);
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * The messages of a page, oldest first and each once. A page may come newest or oldest first; where nothing tells, it is
 * newest first.
 */
export function oldestFirst(page: readonly Message[]): Message[] {
  const messages = [...new Map(page.map((message) => [message.id, message])).values()];
  // A key that one message lacks says nothing of the others: compared pair by pair they could stand in a circle.
  const by = keys.filter((key) => messages.every((message) => isSet(message, key)));
  let direction = 0;
  for (let i = 1; i < messages.length; i++) direction += Math.sign(compareBy(by, messages[i]!, messages[i - 1]!));
  if (direction <= 0) messages.reverse();
  return messages.sort((one, other) => compareBy(by, one, other));
}
