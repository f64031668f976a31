import type { MenuItem } from "../ui/menu.tsx";
import { text } from "../words/words.ts";
import { openCalendar } from "./calendar-layer.tsx";
import type { Thread } from "./thread.ts";

/** The places of a conversation that its menu leads to. */
export function placeItems(thread: Thread): MenuItem[] {
  const { toDay, toFirst, toUnread } = text.value;
  const unread = thread.unreadFrom.peek();
  const messages = thread.rows.peek().filter((row) => row.row === "message");
  if (messages.length === 0) return [];
  const newest = messages.findLast(({ time }) => time !== undefined)?.time;
  const toLine = unread !== undefined ? [{ label: toUnread, run: () => void thread.goTo(unread, "start") }] : [];
  return [
    ...toLine,
    { label: toDay, run: () => openCalendar(thread, newest === undefined ? Date.now() : newest * 1000) },
    { label: toFirst, run: () => void thread.goToFirst() },
  ];
}
