import { openKeys } from "../ui/open-keys.ts";
import { isNarrow } from "../ui/narrow.ts";
import { say, sayOutcome } from "../ui/notices.tsx";
import { sendKey } from "../ui/preferences.ts";
import type { Shortcut } from "../ui/shortcuts.ts";
import { text } from "../words/words.ts";
import type { Inbox } from "./inbox.ts";

/** The keys of an inbox. `find` opens the search. */
export function inboxKeys(inbox: Inbox, find: () => boolean | void = searchNames): Shortcut[] {
  const words = () => text.value;
  const sendsWithEnter = sendKey.value === "enter";
  return [
    { keys: ["Alt+ArrowDown"], label: () => words().keyNext, run: () => openBeside(inbox, 1) },
    { keys: ["Alt+ArrowUp"], label: () => words().keyPrevious, run: () => openBeside(inbox, -1) },
    { keys: ["j"], label: () => words().keyNext, run: () => openBeside(inbox, 1, true) },
    { keys: ["k"], label: () => words().keyPrevious, run: () => openBeside(inbox, -1, true) },
    { keys: ["n"], label: () => words().keyNextUnread, run: () => openUnread(inbox) },
    { keys: ["Mod+k", "/"], label: () => words().keyFind, run: find },
    { keys: [sendsWithEnter ? "Enter" : "Mod+Enter"], label: () => words().keySend },
    { keys: [sendsWithEnter ? "Shift+Enter" : "Enter"], label: () => words().keyNewLine },
    { keys: ["ArrowUp"], label: () => words().keyEditLast },
    { keys: ["m"], label: () => words().keyMarkRead, run: () => markRead(inbox) },
    { keys: ["Escape"], label: () => words().keyBack, run: () => goBack(inbox) },
    { keys: ["?"], label: () => words().keyHelp, run: openKeys },
  ];
}

// The row keeps the focus when the key was pressed there, so that the next key is none in the field to write in.
function openBeside(inbox: Inbox, by: 1 | -1, staysInList = false): boolean {
  const shown = inbox.list.shown.peek();
  const at = shown.findIndex((one) => one.sessionId === inbox.open.peek()?.id);
  const next = at < 0 ? (by > 0 ? shown[0] : undefined) : shown[at + by];
  if (!next) return false;
  open(inbox, next.sessionId, staysInList);
  return true;
}

function openUnread(inbox: Inbox): boolean {
  void showNextUnread(inbox);
  return true;
}

async function showNextUnread(inbox: Inbox): Promise<void> {
  const before = inbox.open.peek();
  const next = await inbox.list.nextUnread(before?.id);
  if (inbox.open.peek() !== before) return; // somebody went on meanwhile
  if (next) return open(inbox, next.sessionId, true);
  const { nothingUnread, noUnreadSoFar } = text.value;
  say(inbox.list.hasMore.peek() && inbox.list.unread.peek() > 0 ? noUnreadSoFar : nothingUnread);
}

function open(inbox: Inbox, id: string, staysInList: boolean): void {
  const stays = staysInList && !isNarrow();
  inbox.show(id, { staysInList: stays });
  if (stays) focusRow(inbox, id);
}

/** A row that was far from view is there some frames later. */
const framesForRow = 10;

function focusRow(inbox: Inbox, id: string, frames = framesForRow): void {
  requestAnimationFrame(() => {
    if (inbox.open.peek()?.id !== id) return;
    const row = rowOf(id);
    if (row) row.focus({ preventScroll: true });
    else if (frames > 1) focusRow(inbox, id, frames - 1);
  });
}

function markRead(inbox: Inbox): boolean {
  const id = document.activeElement?.closest<HTMLElement>("[data-session]")?.dataset["session"];
  const conversation = inbox.list.items.peek().find((one) => one.sessionId === id);
  if (!conversation || Number(conversation.newMsgCnt) === 0) return false;
  void inbox.list.markRead(conversation).then((problem) => sayOutcome(problem, text.value.markedRead));
  return true;
}

function goBack(inbox: Inbox): boolean {
  const id = inbox.open.peek()?.id;
  const searched = document.activeElement?.matches("input[type=search]:not(:placeholder-shown)");
  if (id === undefined || searched) return false;
  if (isNarrow()) inbox.leave();
  else rowOf(id)?.focus();
  return true;
}

function searchNames(): boolean {
  const field = document.querySelector<HTMLInputElement>(".session-pane input[type=search]");
  field?.focus();
  return field !== null;
}

function rowOf(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-session="${CSS.escape(id)}"]`);
}
