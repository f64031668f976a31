import {
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from "@tanstack/virtual-core";
import { useCallback, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { useRowsBeyond } from "../ui/rows-beyond.ts";
import { placeShift } from "./kept-place.ts";

/** Rows beyond the edges that are there all the same. */
const overscan = 5;

/** So near to the top, in pixels, somebody wants to see what comes. */
const topMargin = 4;

/** The rows of a list, of which only those in and near view are in the page. */
export interface VirtualRows {
  /** The rows that are in the page, in their order. */
  items: readonly VirtualItem[];
  /** The height of all rows, in pixels. */
  height: number;
  /** Takes the element of a row, to measure it. It needs its index as `data-index`. */
  measure: (row: HTMLElement | null) => void;
  /** Scrolls as little as possible for a row to be in view. */
  bringIntoView: (index: number) => void;
}

interface VirtualRowsOptions {
  /** What tells the rows apart, in their order. With the same array nothing changed. */
  keys: readonly string[];
  /** Where each of them is. */
  indexOf: ReadonlyMap<string, number>;
  /** What the rows were chosen by. With another one the list begins at its top. */
  choice: string;
  /** The height of a row before it is measured, in pixels. */
  rowHeight: number;
  /** A row that stays in the page, however far it is from view: the one with the focus. */
  kept: number | undefined;
  scroller: { readonly current: HTMLDivElement | null };
}

type Rows = Virtualizer<HTMLDivElement, HTMLElement>;

/** Places rows. When others come or change their places, what is in view stays there, except at the top. */
export function useVirtualRows({ keys, indexOf, choice, rowHeight, kept, scroller }: VirtualRowsOptions): VirtualRows {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const made = useRef<Rows | undefined>(undefined);
  const before = useRef({ keys, choice });
  const moveTo = useRef<number | undefined>(undefined);
  const getItemKey = useCallback((index: number) => keys[index]!, [keys]);
  const options = {
    count: keys.length,
    getScrollElement: () => scroller.current,
    getItemKey,
    estimateSize: () => rowHeight,
    scrollToFn: elementScroll,
    observeElementRect,
    // A list that is hidden is at its top, and its rows have no height: both are as they were.
    observeElementOffset: (rows: Rows, report: (offset: number, isScrolling: boolean) => void) =>
      observeElementOffset(rows, (offset, isScrolling) =>
        report(rows.scrollElement?.clientHeight ? offset : (rows.scrollOffset ?? 0), isScrolling),
      ),
    // A new row is as high as the others until the browser tells, before it paints: to ask would let it lay out twice.
    measureElement: (...[row, entry, rows]: Parameters<typeof measureElement<HTMLElement>>) =>
      (entry && measureElement(row, entry, rows)) ||
      (rows.itemSizeCache.get(getItemKey(rows.indexFromElement(row))) ?? rowHeight),
    onChange: () => redraw(undefined),
    // Its rows are drawn before it can be measured.
    initialRect: { width: 0, height: innerHeight },
    overscan: useRowsBeyond(overscan, choice),
  };
  made.current ??= new Virtualizer(options);
  const virtual = made.current;

  const offset = virtual.scrollOffset ?? 0;
  const around = before.current.keys === keys || offset < topMargin ? [] : virtual.getVirtualItems();
  const firstInView = around.findIndex(({ index }) => index === virtual.range?.startIndex);
  virtual.setOptions(options);
  const height = virtual.getTotalSize();
  const startOf = (key: string) => virtual.measurementsCache[indexOf.get(key) ?? -1]?.start;
  const placed = around.map(({ key, start }) => ({ key: String(key), start }));
  const shift = before.current.choice === choice ? placeShift(placed, firstInView, startOf) : -offset;
  before.current = { keys, choice };
  if (shift !== 0) moveTo.current = virtual.scrollOffset = Math.max(0, offset + shift);

  useLayoutEffect(() => virtual._didMount(), []);
  useLayoutEffect(() => virtual._willUpdate());
  const hidden = useRef(true);
  useLayoutEffect(() => {
    const view = scroller.current;
    if (!view) return;
    // A browser may forget how far a list was scrolled that was hidden for a while.
    const wasHidden = hidden.current;
    hidden.current = !virtual.scrollRect?.height;
    const top = moveTo.current ?? (wasHidden && !hidden.current ? (virtual.scrollOffset ?? 0) : undefined);
    moveTo.current = undefined;
    if (top !== undefined && view.scrollTop !== top) view.scrollTop = top;
  });
  return {
    items: withKept(virtual.getVirtualItems(), kept === undefined ? undefined : virtual.measurementsCache[kept]),
    height,
    measure: virtual.measureElement,
    bringIntoView: (index) => virtual.scrollToIndex(index, { align: "auto" }),
  };
}

function withKept(items: readonly VirtualItem[], kept: VirtualItem | undefined): readonly VirtualItem[] {
  if (!kept || items.some(({ index }) => index === kept.index)) return items;
  return [...items, kept].sort((a, b) => a.index - b.index);
}
