// Which run of a history each message is in.

import type { Piece, Run } from "./history.ts";

/**
 * The runs of messages by id, for the pieces of a history and for those that were made of them: with 200,000 messages an
 * index of its own for each would take longer than all the rest.
 */
export class RunIndex {
  /** The run that came last with a message. One that is gone keeps its entry. */
  private readonly runs = new Map<string, Run>();

  /** Adds runs that came with a change. */
  add(runs: Iterable<Run>): void {
    for (const run of runs) for (const { id } of run.messages) this.runs.set(id, run);
  }

  /** The piece that has a message, by number; -1 when none does. The pieces are those whose runs were added. */
  find(id: string, pieces: readonly Piece[], numbers: ReadonlyMap<Run, number>): number {
    const run = this.runs.get(id);
    if (!run) return -1;
    // Of two histories that were made of one, the later has the entry.
    return numbers.get(run) ?? pieces.findLastIndex((piece) => piece.run.messages.some((one) => one.id === id));
  }
}

const indexes = new WeakMap<readonly Piece[], RunIndex>();

/** The index of the pieces of a history. */
export function runIndexOf(pieces: readonly Piece[]): RunIndex {
  let index = indexes.get(pieces);
  if (!index) {
    index = new RunIndex();
    index.add(pieces.map(({ run }) => run));
    indexes.set(pieces, index);
  }
  return index;
}

/** Lets pieces that were made of others have their index. */
export function shareRunIndex(before: readonly Piece[], after: readonly Piece[]): void {
  const index = indexes.get(before);
  if (!index || before === after) return;
  const known = new Set(before.map(({ run }) => run));
  index.add(after.map(({ run }) => run).filter((run) => !known.has(run)));
  indexes.set(after, index);
}
