// Which messages of a conversation are rows of the page: those from one on, to the newest.

import { endLength } from "../archive/ends-at-hand.ts";
import { positionsIn } from "../archive/history-pieces.ts";
import type { ArchivedMessage, History } from "../archive/history.ts";

/** So many more when somebody scrolls up. */
const step = 200;

/** The messages that are shown. */
export interface Window {
  /** Oldest first. */
  messages: readonly ArchivedMessage[];
  /** The ids of messages before which others are missing. */
  gaps: ReadonlySet<string>;
  /** How many known messages stand before these. */
  before: number;
  /** Whether the gateway may have messages before the first one that is known. */
  hasOlder: boolean;
}

/** The messages of a conversation from one on; without one, or when it is gone, some of the newest. */
export function windowOf(history: History, from: string | undefined): Window {
  const known = positionsIn(history);
  const place = from === undefined ? -1 : known.find(from);
  const start = place >= 0 ? place : Math.max(0, known.count - endLength);
  const gaps = new Set<string>();
  history.pieces.forEach(({ run, joined }, i) => {
    if (!joined && known.startOf(i) > start) gaps.add(run.messages[0]!.id);
  });
  const [oldest] = history.pieces;
  return {
    messages: known.slice(start, known.count),
    gaps,
    before: start,
    hasOlder: oldest !== undefined && !oldest.joined,
  };
}

/** The first message of a window that shows more; undefined when all that is known is shown. */
export function extended(history: History, { before }: Window): string | undefined {
  return before === 0 ? undefined : positionsIn(history).at(Math.max(0, before - step)).id;
}

/** The first message of a window that begins with one at the latest. */
export function reaching(history: History, id: string): string | undefined {
  const known = positionsIn(history);
  const place = known.find(id);
  return place < 0 ? undefined : known.at(Math.max(0, place - 10)).id;
}
