// How messages of a backup enter what is known of a conversation.

import { positionsIn, replaceMessages, type Positions } from "./history-pieces.ts";
import type { ArchivedMessage, History } from "./history.ts";
import { compareMessages } from "../model/message-order.ts";
import { withDetails } from "./with-details.ts";

/** Messages in a row of which it is known that nothing was missing between them. */
export interface BackupBlock {
  /** Oldest first, each once. */
  messages: readonly ArchivedMessage[];
  /** Whether the conversation began with the first. */
  begins: boolean;
}

/**
 * Puts a block into a history: afterwards there is what either of them had, in order, and where either of them knew that
 * nothing is missing there is no gap. A message that both have stays as it is in the history, but gets the details of a
 * picture that it lacks. A block that brings nothing leaves the history the same object.
 */
export function ingestBackup(history: History, { messages, begins }: BackupBlock): History {
  const known = positionsIn(history);
  const placed = placesOf(messages, known);
  if (placed.length === 0) return history;
  const [first, last] = [placed[0]!, placed.at(-1)!];
  const from = begins ? 0 : first.place;
  const to = last.isThere ? last.place + 1 : last.place;
  const merged: ArchivedMessage[] = [];
  let next = from;
  for (const { message, place, isThere } of placed) {
    merged.push(...known.slice(next, place));
    merged.push(isThere ? withDetails(known.at(place), message) : message);
    next = isThere ? place + 1 : place;
  }
  const joins = (position: number) => position < known.count && known.isJoined(position);
  return replaceMessages(history, from, to, merged, begins || joins(from), joins(to));
}

/** A message of a block, and the position of its copy in the history, or of what it stands before. */
interface Placed {
  message: ArchivedMessage;
  place: number;
  isThere: boolean;
}

// Messages that both have are where the two meet. The others go between them: the block is whole, so that what the
// history has there besides was deleted later, or is on the other side of a gap.
function placesOf(messages: readonly ArchivedMessage[], known: Positions): Placed[] {
  const placed: Placed[] = [];
  let place = 0;
  const copies = messages.map((message) => known.find(message.id));
  let next = 0;
  for (const [i, message] of messages.entries()) {
    const copy = copies[i]!;
    if (copy >= place) {
      placed.push({ message, place: copy, isThere: true });
      place = copy + 1;
    } else if (copy < 0) {
      while (next < copies.length && copies[next]! < place) next++;
      const meeting = copies[next];
      const isBehind = (position: number) => {
        const there = known.at(position);
        const order = compareMessages(there, message);
        if (order !== 0) return order < 0;
        // Nothing tells: it holds together with the message where the two meet, otherwise it goes into a gap.
        return meeting !== undefined || known.isJoined(position) || compareMessages(there, messages.at(-1)!) < 0;
      };
      while (place < (meeting ?? known.count) && isBehind(place)) place++;
      placed.push({ message, place, isThere: false });
    }
  }
  return placed;
}
