import { isNarrow } from "../ui/narrow.ts";
import type { Inbox } from "./inbox.ts";

/** Opens a conversation. On a phone the back gesture leads to the list again. */
export function openConversation(inbox: Inbox, id: string): void {
  const wasOpen = inbox.open.value !== undefined;
  inbox.show(id);
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
