import { signal } from "@preact/signals";
import { LazyPart } from "../ui/lazy-part.ts";
import { whenLoaded } from "../ui/lazy.tsx";
import type { Thread } from "./thread.ts";

const part = new LazyPart(() => import("./calendar-dialog.tsx"));
const opened = signal<{ thread: Thread; start: number } | undefined>(undefined);

/** Opens the calendar of a conversation, at a moment in Unix milliseconds. It is loaded when it is wanted. */
export function openCalendar(thread: Thread, start: number): void {
  whenLoaded(part, () => (opened.value = { thread, start }));
}

/** The place of the calendar of a conversation. */
export function CalendarLayer({ thread }: { thread: Thread }) {
  const now = opened.value;
  const module = part.module.value;
  if (!module || now?.thread !== thread) return null;
  return <module.CalendarDialog thread={thread} start={now.start} onClose={() => (opened.value = undefined)} />;
}
