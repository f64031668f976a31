import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../ui/icon.tsx";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { shortName } from "../words/names.ts";
import { text } from "../words/words.ts";
import { DayOnTop } from "./day-on-top.tsx";
import { OlderStatus } from "./older-status.tsx";
import { choose, useRowInput } from "./row-input.ts";
import { classOf, RowView } from "./row-view.tsx";
import type { Row } from "./rows.ts";
import type { Thread } from "./thread.ts";
import { useScrollPlace } from "./use-scroll-place.ts";
import { useSpot } from "./use-spot.ts";
import { endMargin, useVirtualRows } from "./virtual-rows.ts";

/** Older messages are asked for when this few rows are left above. */
const rowsAhead = 12;

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

  const { placed, onMove, onScroll } = useScrollPlace(thread, rows, virtual, scroller, active);
  useSpot(thread, rows, virtual, onMove);

  const first = items[0]?.index ?? 0;
  const older = thread.shown.older.value.state;
  useLayoutEffect(() => {
    if (placed && first < rowsAhead && older === "idle") void thread.shown.loadOlder();
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
      <div class="on-top">
        <DayOnTop thread={thread} rows={rows} first={virtual.range?.startIndex ?? 0} />
        <OlderStatus thread={thread} />
      </div>
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
        <ol style={{ height: `${virtual.getTotalSize()}px` }} {...rowInput}>
          {items.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <li
                  key={row.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  class={classOf(row, thread.spot.value)}
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
