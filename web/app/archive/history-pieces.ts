// Where the messages of a history are, and how some of them are replaced by others.

import { compareMessages } from "../model/message-order.ts";
import { runLength, type ArchivedMessage, type History, type Piece, type Run } from "./history.ts";
import { runIndexOf, shareRunIndex } from "./run-index.ts";

/** The messages of a history by position: 0 is the oldest that is there. */
export class Positions {
  readonly count: number;
  private readonly pieces: readonly Piece[];
  /** The position of the first message of each piece. */
  private readonly starts: number[] = [];
  private readonly numbers = new Map<Run, number>();

  constructor({ pieces }: History) {
    this.pieces = pieces;
    let count = 0;
    pieces.forEach(({ run }, i) => {
      this.numbers.set(run, i);
      this.starts.push(count);
      count += run.messages.length;
    });
    this.count = count;
  }

  /** The position of a message; -1 when it is not there. */
  find(id: string): number {
    const i = runIndexOf(this.pieces).find(id, this.pieces, this.numbers);
    return i < 0 ? -1 : this.starts[i]! + this.pieces[i]!.run.messages.findLastIndex((one) => one.id === id);
  }

  /** A message; undefined when it is not there. */
  get(id: string): ArchivedMessage | undefined {
    const place = this.find(id);
    return place < 0 ? undefined : this.at(place);
  }

  /** The message at a position. */
  at(position: number): ArchivedMessage {
    const i = this.pieceAt(position);
    return this.pieces[i]!.run.messages[position - this.starts[i]!]!;
  }

  /** The number of the piece that holds a position. */
  pieceAt(position: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The position of the first message of a piece. */
  startOf(piece: number): number {
    return this.starts[piece]!;
  }

  /** Whether nothing is missing before a position. Behind the last message nothing is. */
  isJoined(position: number): boolean {
    if (position >= this.count) return this.count > 0;
    const i = this.pieceAt(position);
    return this.starts[i] === position ? this.pieces[i]!.joined : true;
  }

  /** Where a message belongs: behind those that stand before it. Where nothing tells, it is older or newer as is said. */
  placeOf(message: ArchivedMessage, otherwise: "older" | "newer"): number {
    const least = otherwise === "older" ? 0 : 1;
    let position = this.count;
    while (position > 0 && compareMessages(this.at(position - 1), message) >= least) position--;
    return position;
  }

  /** The messages from a position up to another. */
  slice(from: number, to: number): ArchivedMessage[] {
    const messages: ArchivedMessage[] = [];
    for (let i = this.pieceAt(from); i < this.pieces.length && this.starts[i]! < to; i++) {
      const start = this.starts[i]!;
      messages.push(...this.pieces[i]!.run.messages.slice(Math.max(0, from - start), to - start));
    }
    return messages;
  }
}

const made = new WeakMap<History, Positions>();

/** The positions of a history, which never changes. */
export function positionsIn(history: History): Positions {
  let positions = made.get(history);
  if (!positions) {
    positions = new Positions(history);
    made.set(history, positions);
  }
  return positions;
}

/** The messages of a history that another one does not have. */
export function messagesBeside(history: History, other: History): ArchivedMessage[] {
  const runs = new Set(other.pieces.map(({ run }) => run));
  const known = positionsIn(other);
  return history.pieces.flatMap(({ run }) =>
    runs.has(run) ? [] : run.messages.filter((message) => known.find(message.id) < 0),
  );
}

/**
 * Puts messages in place of those from a position up to another, and says whether nothing is missing before and behind
 * them. Runs that are not touched stay the same objects; a history that would be as it is stays the same too.
 */
export function replaceMessages(
  history: History,
  from: number,
  to: number,
  messages: readonly ArchivedMessage[],
  joinsBefore: boolean,
  joinsAfter: boolean,
): History {
  const known = positionsIn(history);
  const before = known.slice(from, to);
  const same = before.length === messages.length && messages.every((message, i) => message === before[i]);
  const gaps = history.pieces.some(({ joined }, i) => !joined && known.startOf(i) > from && known.startOf(i) < to);
  const unchanged = same && !gaps;
  const sameBefore = messages.length === 0 || known.isJoined(from) === joinsBefore;
  if (unchanged && sameBefore && (to >= known.count || known.isJoined(to) === joinsAfter)) return history;

  const kept = keptAtBegin(known, from, before, messages, joinsBefore);
  if (kept > 0) return replaceMessages(history, from + kept, to, messages.slice(kept), true, joinsAfter);

  // What is left of the pieces at both edges, and those that are not touched.
  const { pieces } = history;
  const left: Piece[] = [];
  const right: Piece[] = [];
  pieces.forEach((piece, i) => {
    const start = known.startOf(i);
    const end = start + piece.run.messages.length;
    if (end <= from) left.push(piece);
    else if (start < from) left.push(pieceOf(piece.run.messages.slice(0, from - start), piece.joined));
    if (start >= to) right.push(start === to ? { ...piece, joined: joinsAfter } : piece);
    else if (end > to) right.push(pieceOf(piece.run.messages.slice(to - start), joinsAfter));
  });
  const middle = messages.length > 0 ? [pieceOf(messages, joinsBefore)] : [];
  const next = [...left, ...middle, ...right];
  const after = tidy(next, pieces);
  shareRunIndex(pieces, after);
  return { ...history, pieces: after };
}

// How many of the first messages are those that are there, without a gap between them or behind the last: they stay in the
// run that they are in. Where something else is known of the place before them than was, none do.
function keptAtBegin(
  known: Positions,
  from: number,
  before: readonly ArchivedMessage[],
  messages: readonly ArchivedMessage[],
  joinsBefore: boolean,
): number {
  if (from >= known.count || known.isJoined(from) !== joinsBefore) return 0;
  let kept = 0;
  while (kept < messages.length && messages[kept] === before[kept] && (kept === 0 || known.isJoined(from + kept)))
    kept++;
  return kept;
}

function pieceOf(messages: readonly ArchivedMessage[], joined: boolean): Piece {
  return { run: { messages }, joined };
}

// So many messages are written anew without a thought.
const fewMessages = 100;

// Joins small runs that were touched with their neighbours, and parts long ones: a record is neither tiny nor huge. One that
// is as it was grows only by half or more: so each message is written a few times, not with each page that comes behind it.
function tidy(pieces: readonly Piece[], before: readonly Piece[]): Piece[] {
  const untouched = new Set(before.map(({ run }) => run));
  const isJoinedWith = (one: Piece, other: Piece) => {
    const [kept, added] = untouched.has(other.run) ? [other, one] : [one, other];
    const [length, more] = [kept.run.messages.length, added.run.messages.length];
    if (!other.joined || length + more > runLength || untouched.has(added.run)) return false;
    return !untouched.has(kept.run) || length <= Math.max(fewMessages, 2 * more);
  };
  const next: Piece[] = [];
  for (let piece of pieces) {
    for (let last = next.at(-1); last && isJoinedWith(last, piece); last = next.at(-1)) {
      piece = pieceOf([...last.run.messages, ...piece.run.messages], last.joined);
      next.pop();
    }
    next.push(piece);
  }
  return next.flatMap((piece) => parted(piece));
}

function parted(piece: Piece): Piece[] {
  const { messages } = piece.run;
  if (messages.length <= runLength) return [piece];
  const parts = Math.ceil(messages.length / runLength);
  return Array.from({ length: parts }, (_, i) => {
    const part = messages.slice(
      Math.floor((i * messages.length) / parts),
      Math.floor(((i + 1) * messages.length) / parts),
    );
    return pieceOf(part, i === 0 ? piece.joined : true);
  });
}
