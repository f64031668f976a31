// What a row of the table is: something measured beside its floor, and where it is to be.

import { onTop, pairwise, spreadOf, times, timesFaster, type Pairs, type Spread } from "./statistics.js";

const comparisons = { times, timesFaster, onTop };

/** What is to be measured. */
export interface RowSubject {
  id: string;
  what: string;
  /** The floor: what stands on the other side. */
  beside: string;
  /** The unit of both sides. */
  unit: "bytes" | "ms" | "µs" | "ns" | "allocations";
  compare: keyof typeof comparisons;
  /** The most that the comparison may give, the least for timesFaster. Without one the row is for information. */
  target?: number;
}

/** A subject with what was measured. */
export interface Row extends RowSubject {
  ours: Spread;
  floor: Spread;
  /** The comparison of each pair. */
  result: Spread;
  pairs: number;
}

/** A subject that could not be measured. */
export interface FailedRow extends RowSubject {
  failure: string;
}

/** Makes the row of a subject. */
export function rowOf(subject: RowSubject, pairs: Pairs): Row {
  return {
    ...subject,
    ours: spreadOf(pairs.ours),
    floor: spreadOf(pairs.beside),
    result: spreadOf(pairwise(pairs, comparisons[subject.compare])),
    pairs: pairs.ours.length,
  };
}

export type Verdict = "met" | "missed" | "-";

/** Whether a row is where it is to be. */
export function verdictOf(row: Row): Verdict {
  if (row.target === undefined) return "-";
  const { median } = row.result;
  return (row.compare === "timesFaster" ? median >= row.target : median <= row.target) ? "met" : "missed";
}
