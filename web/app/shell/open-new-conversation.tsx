import { conversationWith } from "../model/begun.ts";
import { openPart } from "../ui/part-layer.tsx";
import type { Inbox } from "./inbox.ts";
import { newConversationPart } from "./parts.ts";

/** Asks whom to write to, and opens the conversation with them. */
export function openNewConversation(inbox: Inbox): void {
  const needs = {
    own: inbox.account.musicid,
    find: (userId: string) => conversationWith(userId, inbox.list.items.peek()),
    open: (id: string) => inbox.show(id),
  };
  openPart(newConversationPart, ({ NewConversationDialog }) => ({ close }) => (
    <NewConversationDialog {...needs} close={close} />
  ));
}
