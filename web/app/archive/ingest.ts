// How a page of messages enters what is known of a conversation.

import type { Message } from "../../sdk/src/index.ts";
import { toBigInt } from "../../sdk/src/int64.ts";
import { positionsIn, replaceMessages, type Positions } from "./history-pieces.ts";
import { nothingKnown, type ArchivedMessage, type History } from "./history.ts";
import { compareMessages, oldestFirst } from "./order.ts";
import { withDetails } from "./with-details.ts";

/** A page as the gateway gave it, and what was asked. */
export interface MessagesPage {
  /** In the gateway's order. */
  messages: readonly Message[];
  /** Whether the gateway has messages before these. */
  hasMore: boolean;
  /** The id of the message before which was asked; without one the newest were. */
  before?: string | undefined;
}

/** What a page is judged by besides itself. */
export interface Circumstances {
  /** In Unix milliseconds. */
  now: number;
  /** Whether messages that were deleted elsewhere stay, marked as such. */
  keepsGone: boolean;
  /** Whether a message came after the page was asked for: a page without it says nothing of it. */
  isNewer(id: string): boolean;
}

/** What became of a page. */
export interface Ingested {
  history: History;
  /** Messages that were not there, oldest first. */
  added: readonly Message[];
  /** The ids of those that were there and are not any more. */
  gone: readonly string[];
}

/** A page that takes away more than this beyond its own messages has to say so twice. */
const believedAtOnce = 50;

/** A part of the history, by position, and what a page says of its edges. */
interface Region {
  from: number;
  to: number;
  joinsBefore: boolean;
  joinsAfter: boolean;
}

/**
 * Puts a page into a history. Within what the page covers it is right: what is not in it is gone. Where it is not known
 * that nothing is missing beside it, there is a gap.
 */
export function ingest(history: History, page: MessagesPage, circumstances: Circumstances): Ingested {
  const block = oldestFirst(page.messages);
  const known = positionsIn(history);
  const region = block.length > 0 ? regionOf(block, page, known) : regionOfNothing(page, known);
  const put = (where: Region) => putInto(history, known, where, block, circumstances);
  const done = put(region);
  const newest = page.before === undefined;
  if (done.gone.length > Math.max(believedAtOnce, block.length) && !history.doubted) {
    const without =
      block.length > 0 ? put(regionOf(block, { ...page, hasMore: true }, known)) : { ...done, history, gone: [] };
    return { ...without, history: { ...without.history, doubted: true } };
  }
  return done.history.doubted && newest ? { ...done, history: { ...done.history, doubted: false } } : done;
}

// The part of what is known that a page with messages covers.
function regionOf(block: readonly Message[], page: MessagesPage, known: Positions): Region {
  const oldest = block[0]!;
  const newest = block.at(-1)!;
  const places = block.map((message) => known.find(message.id)).filter((place) => place >= 0);
  const first = places.length > 0 ? Math.min(...places) : -1;
  const last = places.length > 0 ? Math.max(...places) : -1;

  let to = known.count;
  let joinsAfter = true;
  if (page.before !== undefined) {
    const cursor = known.find(page.before);
    const adjoins = cursor >= 0 && last < cursor && compareMessages(newest, known.at(cursor)) <= 0;
    if (adjoins) {
      to = cursor;
    } else {
      // The page is of another place than was asked for: it covers no more than itself.
      to = last >= 0 ? last + 1 : known.placeOf(newest, "older");
      joinsAfter = known.find(newest.id) === to - 1 && to > 0 ? known.isJoined(to) : false;
    }
  }
  if (!page.hasMore) return { from: 0, to, joinsBefore: true, joinsAfter };
  if (known.find(oldest.id) >= 0) return { from: first, to, joinsBefore: known.isJoined(first), joinsAfter };
  let from = Math.min(first >= 0 ? first : to, to);
  while (from > 0 && compareMessages(known.at(from - 1), oldest) > 0) from--;
  return { from, to, joinsBefore: false, joinsAfter };
}

// An empty page says that nothing is before what was asked; one that says that there is more says nothing at all, but
// would say the same again.
function regionOfNothing({ before, hasMore }: MessagesPage, known: Positions): Region {
  const end = before === undefined ? known.count : known.find(before);
  if (end < 0) return { from: 0, to: 0, joinsBefore: known.isJoined(0), joinsAfter: known.isJoined(0) };
  return { from: hasMore ? end : 0, to: end, joinsBefore: true, joinsAfter: true };
}

function putInto(
  history: History,
  known: Positions,
  { from, to, joinsBefore, joinsAfter }: Region,
  block: readonly Message[],
  { now, keepsGone, isNewer }: Circumstances,
): Ingested {
  const before = known.slice(from, to);
  const there = new Map(before.map((message) => [message.id, message]));
  const added: Message[] = [];
  const after: ArchivedMessage[] = block.map((message) => {
    const copy = there.get(message.id) ?? known.get(message.id);
    if (!copy) {
      added.push(message);
      return message;
    }
    const now = withDetails(message, copy);
    return isSame(copy, now) ? copy : now;
  });
  const inBlock = new Set(block.map((message) => message.id));
  const gone: string[] = [];
  let place = 0;
  for (const message of before) {
    if (inBlock.has(message.id)) {
      place = after.findIndex((one) => one.id === message.id) + 1;
      continue;
    }
    let stays: ArchivedMessage | undefined;
    if (isNewer(message.id)) stays = message;
    else if (keepsGone) stays = message.goneAt === undefined ? { ...message, goneAt: now } : message;
    if (stays !== message) gone.push(message.id);
    if (!stays) continue;
    while (place < after.length && compareMessages(after[place]!, stays) < 0) place++;
    after.splice(place++, 0, stays);
  }
  return { history: replaceMessages(history, from, to, after, joinsBefore, joinsAfter), added, gone };
}

/**
 * Puts in what the gateway gave back for messages that were sent. They are no page: whether others came before them is
 * known only of the very next one.
 */
export function ingestSent(history: History, messages: readonly Message[]): History {
  let now = history;
  for (const message of oldestFirst(messages)) {
    const known = positionsIn(now);
    const place = known.find(message.id);
    if (place >= 0) {
      now = changeMessage(now, message.id, (copy) => (isSame(copy, message) ? copy : message));
      continue;
    }
    const at = known.placeOf(message, "newer");
    const joins = at > 0 && follows(message, known.at(at - 1));
    now = replaceMessages(now, at, at, [message], joins, false);
  }
  return now;
}

function follows(message: Message, before: Message): boolean {
  const [one, other] = [toBigInt(before.sequence), toBigInt(message.sequence)];
  return one > 0n && other === one + 1n;
}

/** Takes messages out that were deleted. */
export function removeMessages(history: History, ids: ReadonlySet<string>): History {
  let now = history;
  for (const id of ids) {
    const known = positionsIn(now);
    const place = known.find(id);
    if (place < 0) continue;
    const joined = known.isJoined(place) && known.isJoined(place + 1);
    now = known.count === 1 ? nothingKnown : replaceMessages(now, place, place + 1, [], joined, joined);
  }
  return now;
}

/** Changes one message. */
export function changeMessage(
  history: History,
  id: string,
  change: (message: ArchivedMessage) => ArchivedMessage,
): History {
  const known = positionsIn(history);
  const place = known.find(id);
  if (place < 0) return history;
  const joins = [known.isJoined(place), known.isJoined(place + 1)] as const;
  return replaceMessages(history, place, place + 1, [change(known.at(place))], ...joins);
}

// Most pages bring what is there already: then nothing is drawn or written anew.
function isSame(one: Message, other: Message): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
