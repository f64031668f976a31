import type { Message } from "../../sdk/src/index.ts";
import { oldestFirst } from "../model/message-order.ts";
import type { OutboxEntry } from "./entry.ts";

/** Whether a message has arrived: `absent` is certain, `unknown` means that nobody can say. */
export type Arrival = "found" | "absent" | "unknown";

/** Some messages of a conversation in a row, newest or oldest first. */
export interface Page {
  messages: readonly Message[];
  /** Whether there are older ones. */
  more: boolean;
}

/** Pages that are read at most. */
const mostPages = 4;

/**
 * Looks for a message among the newest of its conversation. `pageOf` gives the newest page, or the one before the message
 * with an id. It rejects when `pageOf` does.
 */
export async function lookFor(
  entry: OutboxEntry,
  pageOf: (before: string | undefined) => Promise<Page>,
  isMine: (message: Message) => boolean,
): Promise<Arrival> {
  const seen = new Map<string, Message>(); // newest first
  let before: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const { messages, more } = await pageOf(before);
    if (messages.some((message) => message.clientKey === entry.clientKey)) return "found";
    const added = oldestFirst(messages)
      .reverse()
      .filter((message) => !seen.has(message.id));
    for (const message of added) seen.set(message.id, message);
    if (!more || (entry.after !== "" && seen.has(entry.after))) return byContent(entry, [...seen.values()], isMine);
    before = added.at(-1)?.id;
    if (before === undefined) return "unknown"; // a page that brings nothing new would bring the same again
  }
  return "unknown";
}

// A gateway that gives no keys back leaves the content alone to tell by.
function byContent(
  entry: OutboxEntry,
  newestFirst: readonly Message[],
  isMine: (message: Message) => boolean,
): Arrival {
  if (newestFirst.some((message) => message.clientKey !== "" && isMine(message))) return "absent";
  const written = newestFirst.findIndex((message) => message.id === entry.after);
  const later = written < 0 ? newestFirst : newestFirst.slice(0, written);
  const same = later.filter((message) => message.metaData?.content === entry.text);
  if (same.length === 0) return "absent";
  // Without the place at which it was written, the same text may be one from long before.
  return written >= 0 && same.some(isMine) ? "found" : "unknown";
}
