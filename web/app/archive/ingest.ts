// How a page of messages enters what is known of a conversation.

import type { Message } from "../../sdk/src/index.ts";
import { toBigInt } from "../../sdk/src/int64.ts";
import { positionsIn, replaceMessages, type Positions } from "./history-pieces.ts";
import { nothingKnown, type ArchivedMessage, type History } from "./history.ts";
import { newerCopy } from "./message-copies.ts";
import { compareMessages, oldestFirst } from "../model/message-order.ts";

/** A page as the gateway gave it, and what was asked. */
export interface MessagesPage {
  /** In the gateway's order. */
  messages: readonly Message[];
  /** Whether the gateway has messages before these; behind them where it was asked for what is behind one. */
  hasMore: boolean;
  /** The id of the message before which was asked; without one the newest were. */
  before?: string | undefined;
  /** The id of the message behind which was asked, from the beginning on for null: then nothing is before these. */
  after?: string | null | undefined;
}

/** What a page is judged by besides itself. */
export interface Circumstances {
  /** In Unix milliseconds. */
  now: number;
  /** Whether messages that were deleted elsewhere stay, marked as such. */
  keepsGone: boolean;
  /** Whether a message came after the page was asked for, or another page that had it: one without it says nothing of it. */
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
  const places = block.map((message) => known.find(message.id));
  const regionFor = (hasMore: boolean) => {
    if (page.after !== undefined) return regionBehind(block, places, { ...page, hasMore }, known, circumstances);
    return regionBefore(block, places, { ...page, hasMore }, known, circumstances);
  };
  const put = (region: Region) => putInto(history, known, region, block, places, circumstances);
  const takesMuch = ({ gone }: Ingested) => gone.length > Math.max(believedAtOnce, block.length);
  const done = put(regionFor(page.hasMore));
  if (takesMuch(done) && !history.doubted) {
    const nothing = { history, added: [], gone: [] };
    const part = block.length > 0 ? put(regionFor(true)) : nothing;
    const taken = takesMuch(part) ? nothing : part;
    return { ...taken, history: { ...taken.history, doubted: true } };
  }
  const isNewest = page.before === undefined && page.after === undefined;
  return done.history.doubted && isNewest ? { ...done, history: { ...done.history, doubted: false } } : done;
}

// The part that a page covers that was asked for before a message, or is of the newest.
function regionBefore(
  block: readonly Message[],
  places: readonly number[],
  page: MessagesPage,
  known: Positions,
  circumstances: Circumstances,
): Region {
  return block.length > 0
    ? regionOf(block, places, page, known, circumstances)
    : regionOfNothing(page, known, circumstances);
}

// The same of a page with messages.
function regionOf(
  block: readonly Message[],
  places: readonly number[],
  page: MessagesPage,
  known: Positions,
  { isNewer }: Circumstances,
): Region {
  const oldest = block[0]!;
  const newest = block.at(-1)!;
  let first = -1;
  let last = -1;
  for (const place of places) {
    if (place < 0) continue;
    first = first < 0 ? place : Math.min(first, place);
    last = Math.max(last, place);
  }

  let to: number;
  let joinsAfter = true;
  const cursor = page.before === undefined ? undefined : known.find(page.before);
  if (cursor === undefined) {
    to = endWithoutNewer(known, last + 1, (one) => compareMessages(one, newest), isNewer);
    joinsAfter = places.at(-1) === to - 1 && known.isJoined(to);
  } else if (last < cursor && compareMessages(newest, known.at(cursor)) <= 0) {
    to = cursor;
  } else {
    // The page is of another place than was asked for: it covers no more than itself.
    to = last >= 0 ? last + 1 : known.placeOf(newest, "older");
    joinsAfter = to > 0 && places.at(-1) === to - 1 && known.isJoined(to);
  }
  if (!page.hasMore) return { from: 0, to, joinsBefore: true, joinsAfter };
  if (places[0]! >= 0) return { from: first, to, joinsBefore: known.isJoined(first), joinsAfter };
  let from = first >= 0 ? first : to;
  while (from > 0 && compareMessages(known.at(from - 1), oldest) > 0) from--;
  return { from, to, joinsBefore: false, joinsAfter };
}

// Where that begins which came after the newest were asked for: it stays as it is, with all behind it and what is known of
// the place before it. The order of a message is below 0 when it stands before the newest of the page.
function endWithoutNewer(
  known: Positions,
  from: number,
  order: (one: Message) => number,
  isNewer: (id: string) => boolean,
): number {
  let end = known.count;
  for (let place = known.count - 1; place >= from; place--) {
    const one = known.at(place);
    if (order(one) < 0) break;
    if (isNewer(one.id)) end = place;
  }
  return end;
}

// An empty page says that nothing is before what was asked; one that says that there is more says nothing at all, but
// would say the same again.
function regionOfNothing(page: MessagesPage, known: Positions, { isNewer }: Circumstances): Region {
  const { before, hasMore } = page;
  const end = before === undefined ? endWithoutNewer(known, 0, () => 0, isNewer) : known.find(before);
  if (end < 0) return { from: 0, to: 0, joinsBefore: known.isJoined(0), joinsAfter: known.isJoined(0) };
  const joinsAfter = before !== undefined || known.isJoined(end);
  return { from: hasMore ? end : 0, to: end, joinsBefore: true, joinsAfter };
}

// The part that a page covers that was asked for behind a message.
function regionBehind(
  block: readonly Message[],
  places: readonly number[],
  { messages, after, hasMore }: MessagesPage,
  known: Positions,
  circumstances: Circumstances,
): Region {
  const cursor = after == null ? -1 : known.find(after);
  const from = cursor + 1;
  if ((after != null && cursor < 0) || places.some((place) => place >= 0 && place < from)) {
    // The page is of another place than was asked for: it covers no more than itself. No message has this id.
    return regionBefore(block, places, { messages, hasMore: true, before: "" }, known, circumstances);
  }
  const newest = block.at(-1);
  const order = (one: Message) => (newest ? compareMessages(one, newest) : 0);
  const last = Math.max(cursor, ...places);
  if (!hasMore) {
    const to = endWithoutNewer(known, last + 1, order, circumstances.isNewer);
    return { from, to, joinsBefore: true, joinsAfter: known.isJoined(to) };
  }
  let to = last + 1;
  while (to < known.count && newest && order(known.at(to)) < 0) to++;
  const joins = block.length === 0 || places.at(-1) === to - 1;
  return { from, to, joinsBefore: true, joinsAfter: joins && known.isJoined(to) };
}

function putInto(
  history: History,
  known: Positions,
  { from, to, joinsBefore, joinsAfter }: Region,
  block: readonly Message[],
  places: readonly number[],
  { now, keepsGone, isNewer }: Circumstances,
): Ingested {
  const added: Message[] = [];
  const inBlock = new Map<string, number>();
  const taken = block.map((message, i): ArchivedMessage => {
    inBlock.set(message.id, i);
    const place = places[i]!;
    if (place >= 0) return newerCopy(known.at(place), message, { now, keepsGone });
    added.push(message);
    return message;
  });
  // What stays stands before the message of the block with this number.
  const staying: ArchivedMessage[][] = [];
  const gone: string[] = [];
  let next = 0;
  for (const message of known.slice(from, to)) {
    const at = inBlock.get(message.id);
    if (at !== undefined) {
      next = at + 1;
      continue;
    }
    let stays: ArchivedMessage | undefined;
    if (isNewer(message.id)) stays = message;
    else if (keepsGone) stays = message.goneAt === undefined ? { ...message, goneAt: now } : message;
    if (stays !== message) gone.push(message.id);
    if (!stays) continue;
    while (next < taken.length && compareMessages(taken[next]!, stays) < 0) next++;
    (staying[next] ??= []).push(stays);
  }
  const after = taken.flatMap((message, i) => [...(staying[i] ?? []), message]).concat(staying[taken.length] ?? []);
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
      now = changeMessage(now, message.id, (copy) => newerCopy(copy, message));
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
