import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import { useCallback, useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { languageTag } from "../../common/language.ts";
import { CopyDetails } from "../ui/copy-details.tsx";
import { Icon } from "../ui/icon.tsx";
import { isNarrow } from "../ui/narrow.ts";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { shortName } from "../words/names.ts";
import { isoTime } from "../model/times.ts";
import { dayName } from "../words/times.ts";
import { text } from "../words/words.ts";
import { GapView } from "./gap-view.tsx";
import { MessageView } from "./message-view.tsx";
import { OutgoingView } from "./outgoing-view.tsx";
import { choose, useRowInput } from "./row-input.ts";
import { estimateHeight, type Row } from "./rows.ts";
import type { Thread } from "./thread.ts";

/** Rows beyond the edges that are there all the same. */
const overscan = 10;

/** Older messages are asked for when this few rows are left above. */
const rowsAhead = 12;

/** How long a conversation that was opened takes its place anew when heights change, in milliseconds. */
const settling = 1500;

/** How near to the end counts as being there, in pixels. */
const endMargin = 80;

/** The messages of a conversation. However many there are, only those in and near view are rows of the page. */
export function MessageList({ thread }: { thread: Thread }) {
  const rows = thread.rows.value;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | undefined>(undefined);
  const virtual = useVirtualRows(thread, rows, scroller, active);
  const items = virtual.getVirtualItems();
  const words = text.value;
  const selecting = thread.selection.active.value;
  const rowInput = useRowInput(thread, rows);

  // Where the conversation opens: it stays there while heights are measured and pictures come, until somebody scrolls.
  // Older messages come when it stands there.
  const [placed, setPlaced] = useState(false);
  const moved = useRef(false);
  const stands = useRef({ top: 0, height: -1 });
  const unread = useMemo(() => rows.findIndex((row) => row.row === "unread"), [rows]);
  const place = () => {
    stands.current = { top: 0, height: -1 };
    if (unread >= 0) virtual.scrollToIndex(unread, { align: "start" });
    else virtual.scrollToEnd();
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
  const total = virtual.getTotalSize();
  const opened = useRef(false);
  useLayoutEffect(() => {
    if (opened.current && (moved.current || unread < 0)) return;
    opened.current = true;
    return place();
  }, [total]);
  const onMove = () => {
    moved.current = true;
  };
  // Where nothing changed its height, whoever scrolls is not this page.
  const onScroll = () => {
    const view = scroller.current;
    if (!view) return; // a scroll that was on its way when the conversation was closed
    const { top, height } = stands.current;
    if (view.scrollHeight === height && Math.abs(view.scrollTop - top) > 4) onMove();
  };

  const first = items[0]?.index ?? 0;
  const older = thread.older.value.state;
  useLayoutEffect(() => {
    if (placed && first < rowsAhead && older === "idle") void thread.loadOlder();
  }, [placed, first < rowsAhead, older, rows.length]);

  // What is sent is seen.
  const sending = thread.outbox.of(thread.id).value.length;
  const sentBefore = useRef(sending);
  useLayoutEffect(() => {
    if (sending > sentBefore.current) {
      onMove();
      virtual.scrollToEnd();
    }
    sentBefore.current = sending;
  }, [sending]);

  const atEnd = virtual.isAtEnd(endMargin);
  useLayoutEffect(() => {
    if (atEnd) thread.arrived.value = 0;
  }, [atEnd, thread.arrived.value]);

  // What was at the end stays there when the place for the messages changes: a hint came, the field to write in grew. For
  // one who reads what is before, nothing in view moves when what is above the messages grows.
  const wasAtEnd = useRef(true);
  wasAtEnd.current = atEnd;
  useLayoutEffect(() => {
    const topOf = (view: HTMLElement) => view.getBoundingClientRect().top;
    let top = topOf(scroller.current!);
    const watcher = new ResizeObserver(() => {
      const view = scroller.current!;
      const before = top;
      top = topOf(view);
      if (wasAtEnd.current) virtual.scrollToEnd();
      else if (moved.current) view.scrollTop += top - before;
    });
    watcher.observe(scroller.current!);
    return () => watcher.disconnect();
  }, []);

  const focusRow = (index: number) => {
    scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
  };
  // The button that had the focus makes room for a tick box, and comes back.
  const selectedBefore = useRef(false);
  useLayoutEffect(() => {
    if (selecting !== selectedBefore.current) focusRow(rows.findIndex((row) => row.key === active));
    selectedBefore.current = selecting;
  }, [selecting]);
  const select = (row: Row | undefined, wanted: boolean, span: boolean) => {
    if (selecting && wanted && row?.row === "message") choose(thread, rows, row, span);
  };

  const moveTo = (index: number, step: number): Row | undefined => {
    let next = index;
    while (rows[next] && rows[next]!.row !== "message" && rows[next]!.row !== "outgoing") next += step;
    const row = rows[next];
    if (!row) return undefined;
    setActive(row.key);
    virtual.scrollToIndex(next, { align: "auto" });
    requestAnimationFrame(() => focusRow(next));
    return row;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    onMove();
    const target = event.target as HTMLElement;
    const onRow = target === scroller.current || target.matches("li");
    // From the list itself the way begins at the last message in view.
    const lastInView = (virtual.range?.endIndex ?? rows.length - 1) + 1;
    const from = target === scroller.current ? lastInView : rows.findIndex((row) => row.key === active);
    if (!onRow) return;
    if (event.key === "ArrowUp") select(moveTo(from - 1, -1), event.shiftKey, true);
    else if (event.key === "ArrowDown") select(moveTo(from + 1, 1), event.shiftKey, true);
    else if (event.key === "End") virtual.scrollToEnd();
    else if (selecting && (event.key === " " || event.key === "Enter")) select(rows[from], true, event.shiftKey);
    else if (event.key === "Enter" && target.matches("li"))
      target.querySelector<HTMLElement>("[aria-haspopup]")?.click();
    else return;
    event.preventDefault();
  };

  return (
    <div class="messages-place">
      <OlderStatus thread={thread} />
      <div
        ref={scroller}
        class={selecting ? "messages selecting" : "messages"}
        role="region"
        tabIndex={0}
        aria-label={words.messagesOf(shortName(thread.conversation.value, words))}
        onKeyDown={onKeyDown}
        onScroll={onScroll}
        onWheel={onMove}
        onTouchMove={onMove}
        onPointerDown={onMove}
      >
        <ol style={{ height: `${total}px` }} {...rowInput}>
          {items.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <li
                  key={row.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  class={classOf(row)}
                  tabIndex={row.row === "message" || row.row === "outgoing" ? -1 : undefined}
                  style={{ transform: `translateY(${item.start}px)` }}
                  onFocusCapture={() => setActive(row.key)}
                >
                  <ErrorBoundary place="message" resetKey={row}>
                    <RowView thread={thread} row={row} active={row.key === active} />
                  </ErrorBoundary>
                </li>
              )
            );
          })}
        </ol>
      </div>
      {!virtual.isAtEnd(400) && (
        <button
          type="button"
          class="to-newest"
          onClick={() => {
            onMove();
            virtual.scrollToEnd();
          }}
        >
          <Icon name="down" />
          <span class={thread.arrived.value > 0 ? "" : "unseen"}>
            {thread.arrived.value > 0 ? words.newMessages(thread.arrived.value) : words.toNewest}
          </span>
        </button>
      )}
    </div>
  );
}

function afterFrames(count: number, run: () => void): () => void {
  let frame = 0;
  const step = (left: number) => {
    frame = requestAnimationFrame(() => (left > 1 ? step(left - 1) : run()));
  };
  step(count);
  return () => cancelAnimationFrame(frame);
}

type Rows = Virtualizer<HTMLDivElement, HTMLLIElement>;

function useVirtualRows(
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
    paddingStart: 16,
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

function RowView({ thread, row, active }: { thread: Thread; row: Row; active: boolean }) {
  const words = text.value;
  switch (row.row) {
    case "beginning":
      return <p class="divider soft">{words.beginning}</p>;
    case "day":
      return (
        <p class="divider">
          <time dateTime={isoTime(row.time)}>{dayName(row.time, Date.now(), languageTag.value, words)}</time>
        </p>
      );
    case "unread":
      return <p class="divider unread-divider">{words.unreadBelow}</p>;
    case "gap":
      return <GapView thread={thread} before={row.before} />;
    case "message":
      return <MessageView thread={thread} row={row} active={active} />;
    case "outgoing":
      return <OutgoingView thread={thread} outgoing={row.outgoing} closes={row.closes} />;
  }
}

function classOf(row: Row): string {
  if (row.row === "message") return `row ${row.side}${row.closes ? " closes" : ""}`;
  if (row.row === "outgoing") return `row me${row.closes ? " closes" : ""}`;
  return "row";
}

function OlderStatus({ thread }: { thread: Thread }) {
  const { loadingOlder, again, problems } = text.value;
  const older = thread.older.value;
  if (older.state === "idle") return null;
  return (
    <div class="older-status" role={older.state === "failed" ? "alert" : undefined}>
      {older.state === "loading" ? (
        <span>{loadingOlder}</span>
      ) : (
        <>
          <span>{problems[older.problem.kind]}</span>
          <button type="button" class="button small" onClick={() => void thread.loadOlder()}>
            {again}
          </button>
          <CopyDetails problem={older.problem} />
        </>
      )}
    </div>
  );
}
