import type { Inbox } from "./inbox.ts";

/** Whether list and conversation are two screens. */
export function isNarrow(): boolean {
  return matchMedia("(width < 760px)").matches;
}

/** Opens a conversation. On a phone the back gesture leads to the list again. */
export function openSession(inbox: Inbox, sessionId: string): void {
  const wasOpen = inbox.open.value !== undefined;
  inbox.show(sessionId);
  if (isNarrow() && !wasOpen) history.pushState({ thread: true }, "");
}

/** Leaves the conversation in view. */
export function backToList(inbox: Inbox): void {
  if ((history.state as { thread?: boolean } | null)?.thread) history.back();
  else leave(inbox);
}

/** Lets the browser's own way back lead to the list. Gives what ends that. */
export function followHistory(inbox: Inbox): () => void {
  const onPop = () => leave(inbox);
  addEventListener("popstate", onPop);
  return () => removeEventListener("popstate", onPop);
}

function leave(inbox: Inbox): void {
  const id = inbox.open.value?.id;
  inbox.leave();
  if (id === undefined) return;
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-session="${CSS.escape(id)}"]`)?.focus());
}
