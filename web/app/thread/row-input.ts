import { useContextMenu, type MenuWish } from "../ui/context-menu.ts";
import { openMenu } from "../ui/menu.tsx";
import { text } from "../words/words.ts";
import { rowItems } from "./message-menu.tsx";
import type { MessageRow, Row } from "./rows.ts";
import type { Thread } from "./thread.ts";

/**
 * What the list of messages listens to for all of its rows: a press that opens a message's menu, and while several are
 * being selected, clicks that select.
 */
export function useRowInput(thread: Thread, rows: readonly Row[]) {
  const { selection } = thread;
  const rowAt = (target: Element): Row | undefined => {
    const index = target.closest("li")?.dataset["index"];
    return index === undefined ? undefined : rows[Number(index)];
  };
  const hasMenu = (row: Row | undefined) => row?.row === "message" || row?.row === "outgoing";
  const open = ({ target, at }: MenuWish) => {
    const items = rowItems(thread, rowAt(target));
    const button = target.closest("li")?.querySelector<HTMLElement>(menuButton);
    if (items && button) openMenu(button, text.peek().messageMenu, items, at);
  };
  const menu = useContextMenu(
    open,
    (target) => selection.active.peek() || !hasMenu(rowAt(target)) || hasOwnMenu(target),
  );
  return {
    ...menu,
    onClickCapture: (event: MouseEvent) => {
      menu.onClickCapture(event);
      if (!selection.active.peek() || !(event.target instanceof Element)) return;
      const row = rowAt(event.target);
      if (row?.row !== "message") return;
      event.preventDefault();
      event.stopPropagation();
      choose(thread, rows, row, event.shiftKey);
    },
  };
}

/** Takes a message into the selection or out of it; with `span`, takes in all up to it. */
export function choose({ selection }: Thread, rows: readonly Row[], { message }: MessageRow, span: boolean): void {
  if (!span) return selection.toggle(message.id);
  const order = rows.flatMap((row) => (row.row === "message" ? [row.message.id] : []));
  selection.extend(message.id, order);
}

const menuButton = "[aria-haspopup='menu']";

// A link, and text that is selected: there the browser's own menu has what is wanted.
function hasOwnMenu(target: Element): boolean {
  if (target.closest("a, input, textarea, video, audio")) return true;
  const selected = getSelection();
  return selected !== null && !selected.isCollapsed && selected.containsNode(target, true);
}
