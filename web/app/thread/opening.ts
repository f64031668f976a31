import type { KeptPlace } from "./kept-places.ts";
import type { Row } from "./rows.ts";

/** Where a conversation opens, when that is not its end. */
export interface Opening {
  /** The row. */
  index: number;
  /** How far below the upper edge of the view it is to begin, in pixels; undefined for the upper edge itself. */
  offset?: number;
}

/**
 * Where a conversation opens: at the line above what is unread, unless one goes back; otherwise where one was when it was
 * left. undefined for its end.
 */
export function openingOf(rows: readonly Row[], kept: KeptPlace | undefined, goesBack = false): Opening | undefined {
  const unread = goesBack ? -1 : rows.findIndex((row) => row.row === "unread");
  if (unread >= 0) return { index: unread };
  if (!kept) return undefined;
  const index = rows.findIndex((row) => row.row === "message" && row.message.id === kept.messageId);
  return index < 0 ? undefined : { index, offset: kept.offset };
}

/** The first message in view, and where it begins. `index` is the first row in view, `startOf` says where a row begins. */
export function placeAt(
  rows: readonly Row[],
  index: number,
  startOf: (index: number) => number,
  scrolled: number,
): KeptPlace | undefined {
  for (let i = index; i < rows.length; i++) {
    const row = rows[i]!;
    if (row.row === "message") return { messageId: row.message.id, offset: startOf(i) - scrolled };
  }
  return undefined;
}
