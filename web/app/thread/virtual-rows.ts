import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import { useCallback, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { isNarrow } from "../ui/narrow.ts";
import { useRowsBeyond } from "../ui/rows-beyond.ts";
import { estimateHeight, type Row } from "./rows.ts";
import type { Thread } from "./thread.ts";

/** Rows beyond the edges that are there all the same. */
const overscan = 10;

/** How near to the end counts as being there, in pixels. */
export const endMargin = 80;

/** What the name of the day covers at the upper edge, in pixels. */
const underDay = 40;

/** What is left below the last row, in pixels. */
const below = 12;

/** The size of the list that was there last, for the next one: its rows are drawn before it can be measured. */
let lastSize = { width: 600, height: 600 };

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
  const beyond = useRowsBeyond(overscan);
  const made = useRef<Rows | undefined>(undefined);
  const width = textWidth((made.current?.scrollRect ?? lastSize).width);
  // With another function for the keys all rows are placed anew.
  const getItemKey = useCallback((index: number) => rows[index]!.key, [rows, width]);
  const options = {
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey,
    initialRect: lastSize,
    // Where it opens: rows at its top would be drawn for nothing.
    initialOffset: () => {
      const total = rows.reduce((sum, row) => sum + estimateHeight(row, width), underDay + below);
      return rows.some((row) => row.row === "unread") ? 0 : Math.max(0, total - lastSize.height);
    },
    estimateSize: (index: number) => estimateHeight(rows[index]!, width),
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(undefined),
    overscan: beyond,
    anchorTo: "end" as const,
    followOnAppend: true,
    scrollEndThreshold: endMargin,
    paddingStart: underDay,
    scrollPaddingStart: underDay,
    paddingEnd: below,
    // The row with the focus stays, however far it is scrolled away.
    rangeExtractor: ({ startIndex, endIndex, count }: { startIndex: number; endIndex: number; count: number }) => {
      const from = Math.max(0, startIndex - beyond);
      const to = Math.min(count - 1, endIndex + beyond);
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
  useLayoutEffect(() => {
    virtual._willUpdate();
    lastSize = virtual.scrollRect?.height ? virtual.scrollRect : lastSize;
  });
  return virtual;
}

// What the columns and paddings of a row leave.
function textWidth(listWidth: number): number {
  return Math.min(560, listWidth - (isNarrow() ? 116 : 182)) - 26;
}
