import type { Session } from "../../sdk/src/index.ts";
import { bareConversation } from "../model/conversation.ts";
import { sideOf, type Self } from "../model/sides.ts";
import type { ArchivedMessage } from "./history.ts";

/** A conversation of which only messages are known: the list has none of that id. The other side is who wrote to the account. */
export function unlistedConversation(id: string, messages: readonly ArchivedMessage[], self: Self): Session {
  const theirs = messages.findLast((one) => sideOf(one, null, self) === "them");
  const newest = messages.at(-1);
  return {
    ...bareConversation(id),
    user: theirs?.fromUser ?? null,
    newMsg: newest ?? null,
    sortTime: newest?.sortTime ?? 0,
  };
}
