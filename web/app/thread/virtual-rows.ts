import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import { useCallback, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { isNarrow } from "../ui/narrow.ts";
import { estimateHeight, type Row } from "./rows.ts";
import type { Thread } from "./thread.ts";

/** Rows beyond the edges that are there all the same. */
const overscan = 10;

/** How near to the end counts as being there, in pixels. */
export const endMargin = 80;

/** What the name of the day covers at the upper edge, in pixels. */
const underDay = 40;

/** Where the rows of a conversation are, and which of them are in or near view. */
export type Rows = Virtualizer<HTMLDivElement, HTMLLIElement>;

/** The rows that are in or near view; the one with the key `active` is there always. */
export function useVirtualRows(
  thread: Thread,
  rows: readonly Row[],
  scroller: { current: HTMLDivElement | null },
  active: string | undefined,
): Rows {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const made = useRef<Rows | undefined>(undefined);
  const width = textWidth(made.current?.scrollRect?.width ?? 600);
  // With another function for the keys all rows are placed anew.
  const getItemKey = useCallback((index: number) => rows[index]!.key, [rows, width]);
  const options = {
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey,
    // Where it opens: rows at its top would be drawn for nothing.
    initialOffset: () => (rows.some((row) => row.row === "unread") ? 0 : Number.MAX_SAFE_INTEGER),
    estimateSize: (index: number) => estimateHeight(rows[index]!, width),
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(undefined),
    overscan,
    anchorTo: "end" as const,
    followOnAppend: true,
    scrollEndThreshold: endMargin,
    paddingStart: underDay,
    scrollPaddingStart: underDay,
    paddingEnd: 12,
    // The row with the focus stays, however far it is scrolled away.
    rangeExtractor: ({ startIndex, endIndex, count }: { startIndex: number; endIndex: number; count: number }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const range = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
      const focused = active === undefined ? -1 : rows.findIndex((row) => row.key === active);
      if (focused >= 0 && focused < from) range.unshift(focused);
      if (focused > to) range.push(focused);
      return range;
    },
  };
  made.current ??= new Virtualizer(options);
  const virtual = made.current;
  // A picture above that turns out larger moves nothing in view; for one who scrolls up, nothing of what was just read.
  virtual.shouldAdjustScrollPositionOnItemSizeChange = (item) => {
    const ahead = virtual.scrollDirection === "backward" ? (virtual.scrollRect?.height ?? 0) / 2 : 0;
    return item.start < (virtual.scrollOffset ?? 0) + ahead;
  };
  virtual.setOptions(options);
  useLayoutEffect(() => virtual._didMount(), [thread]);
  useLayoutEffect(() => virtual._willUpdate());
  return virtual;
}

// What the columns and paddings of a row leave.
function textWidth(listWidth: number): number {
  return Math.min(560, listWidth - (isNarrow() ? 116 : 182)) - 26;
}
