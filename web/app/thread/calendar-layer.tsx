import { signal } from "@preact/signals";
import { loadPart } from "../ui/load-part.tsx";
import type { Thread } from "./thread.ts";

type Part = typeof import("./calendar-dialog.tsx");

const opened = signal<{ thread: Thread; start: number; part: Part } | undefined>(undefined);

/** Opens the calendar of a conversation, at a moment in Unix milliseconds. It is loaded when it is wanted. */
export async function openCalendar(thread: Thread, start: number): Promise<void> {
  const part = await loadPart(() => import("./calendar-dialog.tsx"));
  if (part) opened.value = { thread, start, part };
}

/** The place of the calendar of a conversation. */
export function CalendarLayer({ thread }: { thread: Thread }) {
  const now = opened.value;
  if (now?.thread !== thread) return null;
  return <now.part.CalendarDialog thread={thread} start={now.start} onClose={() => (opened.value = undefined)} />;
}
