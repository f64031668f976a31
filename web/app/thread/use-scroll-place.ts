import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { EndHold } from "./end-hold.ts";
import { openingOf, placeAt } from "./opening.ts";
import type { Row } from "./rows.ts";
import type { Thread } from "./thread.ts";
import { isLineRead } from "./unread-line.ts";
import { endMargin, type Rows } from "./virtual-rows.ts";

/** How long a conversation that was opened takes its place anew when heights change, in milliseconds. */
const settling = 1500;

/** Where the view of a conversation stands. */
export interface ScrollPlace {
  /** Whether it stands where it opens. */
  placed: boolean;
  /** To be told whenever somebody does something by which it may move. */
  onMove: () => void;
  /** To be told of each scroll. */
  onScroll: () => void;
}

/**
 * Opens a conversation where it is to be read on, holds that place while heights are measured and pictures come, until
 * somebody scrolls, and tells the thread from then on where somebody stands. `active` is the key of the row that was last
 * touched: what was opened there is read from its beginning.
 */
export function useScrollPlace(
  thread: Thread,
  rows: readonly Row[],
  virtual: Rows,
  scroller: { current: HTMLDivElement | null },
  active: string | undefined,
): ScrollPlace {
  const [placed, setPlaced] = useState(false);
  const moved = useRef(false);
  const stands = useRef({ top: 0, height: -1 });
  const hold = useRef(new EndHold(endMargin)).current;
  const kept = useRef(thread.keptPlace).current;
  const opening = useMemo(() => openingOf(rows, kept, thread.opensWhereItWas), [rows]);
  const startOf = (index: number) => virtual.measurementsCache[index]?.start ?? 0;

  const touchedRow = () => virtual.measurementsCache[rows.findIndex((row) => row.key === active)];
  const scrollTo = (to: "end" | number | undefined) => {
    if (to === "end") virtual.scrollToEnd();
    else if (to !== undefined) virtual.scrollToOffset(to);
  };
  const place = () => {
    stands.current = { top: 0, height: -1 };
    if (!opening) virtual.scrollToEnd();
    else if (opening.offset === undefined) virtual.scrollToIndex(opening.index, { align: "start" });
    else virtual.scrollToOffset(startOf(opening.index) - opening.offset);
    return afterFrames(3, () => {
      const view = scroller.current;
      if (view) stands.current = { top: view.scrollTop, height: view.scrollHeight };
    });
  };
  useLayoutEffect(() => {
    const stop = afterFrames(15, () => setPlaced(true));
    const settled = setTimeout(() => (moved.current = true), settling);
    return () => {
      stop();
      clearTimeout(settled);
    };
  }, []);
  const opened = useRef(false);
  const touched = useRef<{ key: unknown; size: number } | undefined>(undefined);
  useLayoutEffect(() => {
    const [before, now] = [touched.current, touchedRow()];
    const byHand = now !== undefined && now.key === before?.key && now.size !== before.size;
    if (opened.current && (moved.current || !opening)) {
      const view = scroller.current;
      return scrollTo(view ? hold.grown(viewOf(view), byHand) : undefined);
    }
    opened.current = true;
    return place();
  }, [virtual.getTotalSize()]);
  useLayoutEffect(() => {
    touched.current = touchedRow();
  });

  const onMove = () => {
    moved.current = true;
    thread.stay();
  };
  const latest = useRef(rows);
  latest.current = rows;
  // Once in a frame, and after the list has taken the scroll itself: rows that go are reckoned from where it stands.
  const reporting = useRef(() => {});
  useLayoutEffect(() => () => reporting.current(), []);
  const report = () => {
    const view = scroller.current;
    if (!view) return;
    const rows = latest.current;
    const line = rows.findIndex((row) => row.row === "unread");
    const atEnd = view.scrollHeight - view.scrollTop - view.clientHeight <= endMargin;
    const first = virtual.getVirtualItemForOffset(view.scrollTop)?.index ?? 0;
    thread.standsAt(atEnd ? undefined : placeAt(rows, first, startOf, view.scrollTop));
    if (line < 0) return;
    const passedBy = view.scrollTop - startOf(line + 1);
    if (isLineRead({ passedBy, atEnd, height: view.clientHeight })) thread.leaveLine();
  };
  // Whoever scrolled before then and stopped is not heard of by another scroll.
  useLayoutEffect(() => {
    if (placed && moved.current) report();
  }, [placed]);
  const onScroll = () => {
    const view = scroller.current;
    if (!view) return; // a scroll that was on its way when the conversation was closed
    const { top, height } = stands.current;
    // Where nothing changed its height, whoever scrolls is not this page.
    if (view.scrollHeight === height && Math.abs(view.scrollTop - top) > 4) onMove();
    hold.scrolled(viewOf(view));
    if (!placed) return;
    reporting.current();
    reporting.current = afterFrames(1, report);
  };

  useLayoutEffect(() => {
    const watcher = new ResizeObserver(() => {
      const view = scroller.current;
      scrollTo(view ? hold.resized(viewOf(view)) : undefined);
    });
    watcher.observe(scroller.current!);
    return () => watcher.disconnect();
  }, []);

  return { placed, onMove, onScroll };
}

function viewOf(view: HTMLElement) {
  const { scrollTop, scrollHeight, clientHeight: height } = view;
  return { top: view.getBoundingClientRect().top, height, scrollTop, scrollHeight };
}

function afterFrames(count: number, run: () => void): () => void {
  let frame = 0;
  const step = (left: number) => {
    frame = requestAnimationFrame(() => (left > 1 ? step(left - 1) : run()));
  };
  step(count);
  return () => cancelAnimationFrame(frame);
}
