import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { ConversationRow } from "./conversation-row.tsx";
import type { ListView } from "./list-view.ts";
import { useVirtualRows } from "./virtual-rows.ts";

/** The height of a row as style/session-rows.css makes it, in pixels. Rows that turn out otherwise are measured. */
const rowHeight = 66;

/** The conversations, and what stands below them. However many there are, only those in and near view are in the page. */
export function ConversationRows({ view, children }: { view: ListView; children: ComponentChildren }) {
  const { list } = view;
  const shown = list.shown.value;
  const open = view.openId.value;
  const scroller = useRef<HTMLDivElement>(null);
  const keys = useMemo(() => shown.map((one) => one.sessionId), [shown]);
  const indexOf = useMemo(() => new Map(keys.map((key, index) => [key, index])), [keys]);

  // One stop for the Tab key; the arrows go from one conversation to the next. The stop is the row that had the focus
  // last, or the one in view at the side. It is in the page even when it is far from view, so that the focus stays.
  const [chosen, setChosen] = useState(open);
  useEffect(() => {
    if (open !== undefined) setChosen(open);
  }, [open]);
  const had = scroller.current?.contains(document.activeElement) ?? false;
  const lastStop = useRef(0);
  const beside = had ? Math.min(lastStop.current, keys.length - 1) : 0;
  const stop = indexOf.get(chosen ?? "") ?? indexOf.get(open ?? "") ?? beside;
  lastStop.current = stop;

  const rows = useVirtualRows({
    keys,
    indexOf,
    choice: `${list.filter.value} ${list.query.value}`,
    rowHeight,
    kept: stop,
    scroller,
  });

  // It may have been opened by other ways than its row.
  useEffect(() => {
    const index = open === undefined ? undefined : indexOf.get(open);
    if (index !== undefined) rows.bringIntoView(index);
  }, [open]);

  const focusRow = (index: number) =>
    scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`)?.focus({ preventScroll: true });
  const wanted = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    // An element that is moved or taken out loses the focus.
    const lost = had && document.activeElement === document.body;
    const index = wanted.current ?? (lost ? stop : undefined);
    wanted.current = undefined;
    if (index !== undefined) focusRow(index);
  });
  const moveFocus = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = indexAt(event.target as HTMLElement);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: keys.length - 1 };
    const index = event.key in to && at >= 0 ? to[event.key]! : -1;
    if (index < 0 || index >= keys.length) return;
    event.preventDefault();
    rows.bringIntoView(index);
    if (index === stop) return focusRow(index);
    wanted.current = index;
    setChosen(keys[index]);
  };

  return (
    <div ref={scroller} class="session-scroll" aria-busy={list.loading.value.state === "loading"}>
      <ul class="sessions" style={{ height: `${rows.height}px` }} onKeyDown={moveFocus}>
        {rows.items.map(({ key, index, start }) => {
          const conversation = shown[index];
          return (
            conversation && (
              <li
                key={key}
                ref={rows.measure}
                data-index={index}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={list.mayShowMore.value ? -1 : keys.length}
                aria-posinset={index + 1}
                onFocusCapture={() => setChosen(conversation.sessionId)}
              >
                <ErrorBoundary place="conversation row" resetKey={conversation}>
                  <ConversationRow
                    view={view}
                    conversation={conversation}
                    current={conversation.sessionId === open}
                    tabbable={index === stop}
                  />
                </ErrorBoundary>
              </li>
            )
          );
        })}
      </ul>
      {children}
    </div>
  );
}

function indexAt(element: HTMLElement): number {
  return Number(element.closest<HTMLElement>("[data-index]")?.dataset["index"] ?? -1);
}
