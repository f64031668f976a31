// Where a reader of the list stays when conversations change their places.

/** A row before the change. */
export interface PlacedRow {
  key: string;
  /** Where it began, in pixels from the beginning of the list. */
  start: number;
}

/**
 * How far the list has to be scrolled, in pixels, for what is in view to stay there: for the first row in view that moved
 * as the one above it did. One that moved for itself, to the top, is not followed. `rows` are those in view and some around
 * them, in their order, of which `first` is the index of the first in view; `startOf` says where a row begins now.
 */
export function placeShift(
  rows: readonly PlacedRow[],
  first: number,
  startOf: (key: string) => number | undefined,
): number {
  const shifts = rows.map(({ key, start }) => {
    const now = startOf(key);
    return now === undefined ? undefined : now - start;
  });
  return shifts.find((shift, i) => i >= first && shift !== undefined && shift === shifts[i - 1]) ?? 0;
}
