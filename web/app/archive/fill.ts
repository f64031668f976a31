// Reads what is missing of a conversation.

import { CGIError, DataError } from "../../sdk/src/errors.ts";
import type { Message } from "../../sdk/src/index.ts";
import { positionsIn } from "./history-pieces.ts";
import type { History } from "./history.ts";
import { untilAborted } from "./until-aborted.ts";

/** A page as far as filling looks at it. */
export interface AskedPage {
  messages: readonly Message[];
  /** Whether the gateway has messages before these. */
  hasMore: boolean;
}

/** What is filled, and how. */
export interface Filling {
  /** What is known of the conversation now. */
  history: () => Promise<History>;
  /** Asks for the page before a message, without one for the newest, and takes it into the history. */
  ask: (before: string | undefined) => Promise<AskedPage>;
  /** Ends it at once. A page that is on its way may still come into the history. */
  signal: AbortSignal;
  /** Told of each page, once it is in the history, one at a time; the next page may be on its way meanwhile. */
  onPage?: (page: AskedPage) => Promise<void> | void;
  /** The newest message that is wanted: what stands behind it is not asked for. Without it the newest page comes first. */
  upTo?: Message | undefined;
  /** Which gaps are filled; without it all of them. */
  wanted?: MayBeBetween;
}

/**
 * Whether something that is wanted may be missing between two messages; without an older one it is before the oldest that
 * is known.
 */
export type MayBeBetween = (older: Message | undefined, newer: Message) => boolean;

/**
 * Reads a conversation until it begins at its beginning and nothing is missing: the newest page first, then gap by gap
 * from the newest on. What is missing is seen in the history, so that it goes on where an earlier call ended. Rejects with
 * what `ask` rejects with, with the signal's reason, and with a DataError when the gateway gives nothing for a gap.
 */
export async function fillHistory({ history, ask, signal, onPage, upTo, wanted }: Filling): Promise<void> {
  // What is done about a page is done while the next one is on its way.
  let told: Promise<void> = Promise.resolve();
  const take = async (before: string | undefined) => {
    signal.throwIfAborted();
    const page = await untilAborted(ask(before), signal);
    await told;
    told = (async () => onPage?.(page))();
    told.catch(() => {}); // it is waited for before anything else is told, and at the end
  };
  try {
    if (!upTo) await take(undefined);
    const asked = new Set<string>();
    let refusal: CGIError | undefined;
    for (;;) {
      signal.throwIfAborted();
      const now = await history();
      const gap = newestGap(now, upTo, wanted);
      if (gap === undefined) return;
      // A page that takes much away has to say so twice: the history is doubted in between.
      const place = (id: string) => `${now.doubted} ${id}`;
      const before = idsBehind(now, gap).find((id) => !asked.has(place(id)));
      if (before === undefined) {
        throw refusal ?? new DataError("the gateway gave the same messages again", { call: "getMessages" });
      }
      asked.add(place(before));
      try {
        await take(before);
      } catch (error) {
        if (!(error instanceof CGIError)) throw error;
        refusal = error;
      }
    }
  } finally {
    await told;
  }
}

/**
 * The position of the message behind the newest gap that is wanted and not behind a message; undefined when there is none.
 * Without `wanted` all of them are.
 */
export function newestGap(history: History, upTo?: Message, wanted?: MayBeBetween): number | undefined {
  const known = positionsIn(history);
  // Where the message was deleted, a gap that begins there may hide some that are older.
  const last = upTo === undefined || known.find(upTo.id) < 0 ? endAt(history, upTo) : endAt(history, upTo) - 1;
  const piece = history.pieces.findLastIndex(({ joined }, i) => {
    const start = known.startOf(i);
    if (joined || start > last) return false;
    return !wanted || wanted(start > 0 ? known.at(start - 1) : undefined, known.at(start));
  });
  return piece < 0 ? undefined : known.startOf(piece);
}

/** The position behind a message, whether or not it is still there; behind all of them when none is given. */
export function endAt(history: History, upTo: Message | undefined): number {
  const known = positionsIn(history);
  if (!upTo) return known.count;
  const place = known.find(upTo.id);
  return place < 0 ? known.placeOf(upTo, "older") : place + 1;
}

/** Whether everything of a conversation is there, with the message that the list says is its newest. */
export function isFilled(history: History, newest: Message | null): boolean {
  return newest !== null && newestGap(history) === undefined && positionsIn(history).find(newest.id) >= 0;
}

// The messages that can be asked for what is in a gap: the oldest behind it, and further on others, since the gateway may
// not know a message any more that was deleted elsewhere.
function idsBehind(history: History, gap: number): string[] {
  const known = positionsIn(history);
  const starts = history.pieces.map((_, i) => known.startOf(i));
  const end = starts.find((start, i) => start > gap && !history.pieces[i]!.joined) ?? known.count;
  const ids: string[] = [];
  for (let step = 0; gap + step < end; step = step === 0 ? 1 : step * 2) ids.push(known.at(gap + step).id);
  return ids;
}
