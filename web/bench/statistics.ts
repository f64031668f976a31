// What a list of measurements says.

/** The middle of some numbers, and where the middle half of them lies. */
export interface Spread {
  median: number;
  /** The lower quartile. */
  lower: number;
  /** The upper quartile. */
  upper: number;
}

/** The value below which a share of the numbers lies, between two of them where it falls there. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0 || !values.every(Number.isFinite)) throw new RangeError("nothing that can be ordered");
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (at - below);
}

/** Median and quartiles. */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.5),
  lower: quantile(values, 0.25),
  upper: quantile(values, 0.75),
});

/** Measurements of two sides that were taken in turns: those with the same index belong together. */
export interface Pairs {
  ours: number[];
  beside: number[];
}

/** What each pair gives. A pair is compared with itself, so that a machine that slows down tells nothing. */
export function pairwise({ ours, beside }: Pairs, compare: (ours: number, beside: number) => number): number[] {
  if (ours.length !== beside.length) throw new RangeError(`${ours.length} measurements beside ${beside.length}`);
  return ours.map((value, i) => compare(value, beside[i]!));
}

/** How many times the other side's measurement ours is. */
export const times = (ours: number, beside: number) => ours / beside;

/** How many times faster ours is than the other side. */
export const timesFaster = (ours: number, beside: number) => beside / ours;

/** How much ours has on top of the other side. */
export const onTop = (ours: number, beside: number) => ours - beside;
