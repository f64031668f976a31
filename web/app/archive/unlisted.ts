import type { Session } from "../../sdk/src/index.ts";
import { sideOf } from "../model/kinds.ts";
import type { ArchivedMessage } from "./history.ts";

/** A conversation of which only messages are known: the list has none of that id. The other side is who wrote to the account. */
export function unlistedConversation(id: string, messages: readonly ArchivedMessage[], musicid: string): Session {
  const theirs = messages.findLast((one) => sideOf(one, null, musicid) === "them");
  const newest = messages.at(-1);
  return {
    sessionId: id,
    user: theirs?.fromUser ?? null,
    newMsg: newest ?? null,
    newMsgCnt: 0,
    sortTime: newest?.sortTime ?? 0,
    url: "",
    createTime: 0,
    from: 0,
    smStarVirtualUin: "",
    auth: "",
    ext: {},
    tailTags: [],
  };
}
