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

/** Whether messages stand oldest first (above 0) or newest first (below 0); 0 when nothing tells. */
export function directionOf(messages: readonly Message[]): number {
  return directionBy(keysOf(messages), messages);
}

/**
 * The messages of a page, oldest first and each once. A page may come newest or oldest first; where nothing tells, it is
 * newest first.
 */
export function oldestFirst(page: readonly Message[]): Message[] {
  const messages = [...new Map(page.map((message) => [message.id, message])).values()];
  const by = keysOf(messages);
  if (directionBy(by, messages) <= 0) messages.reverse();
  return messages.sort((one, other) => compareBy(by, one, other));
}

// A key that one message lacks says nothing of the others: compared pair by pair they could stand in a circle.
function keysOf(messages: readonly Message[]): Key[] {
  return keys.filter((key) => messages.every((message) => isSet(message, key)));
}

function directionBy(by: readonly Key[], messages: readonly Message[]): number {
  let direction = 0;
  for (let i = 1; i < messages.length; i++) direction += Math.sign(compareBy(by, messages[i]!, messages[i - 1]!));
  return direction;
}
