import { conversationWith } from "../model/begun.ts";
import { LazyPart } from "../ui/lazy-part.ts";
import { openPart } from "../ui/part-layer.tsx";
import type { Inbox } from "./inbox.ts";

const dialog = new LazyPart(() => import("../conversations/new-conversation-dialog.tsx"));

/** Asks whom to write to, and opens the conversation with them. */
export function openNewConversation(inbox: Inbox): void {
  const needs = {
    own: inbox.account.musicid,
    find: (userId: string) => conversationWith(userId, inbox.list.items.peek()),
    open: (id: string) => inbox.show(id),
  };
  openPart(dialog, ({ NewConversationDialog }) => ({ close }) => <NewConversationDialog {...needs} close={close} />);
}
