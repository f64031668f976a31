import type { Session } from "../../sdk/src/index.ts";
import { cleanName } from "./clean.ts";
import { idIn } from "./sides.ts";

/** The name of a conversation's other side, on one line; "" when there is none that can be seen. */
export function nameOf(conversation: Session): string {
  return cleanName(conversation.user?.nick ?? "");
}

/** Whom a message of a conversation goes to: "" when nobody is known. */
export function receiverOf({ user }: Session): string {
  return idIn(user?.uin) || idIn(user?.encryptUin);
}

/** What the calls want to know about a conversation of super messages. */
export function superFlag(conversation: Session): { superMsgFlag: number } {
  return { superMsgFlag: conversation.smStarVirtualUin === "" ? 0 : 1 };
}

/** A conversation of which nothing is known but its id. */
export function bareConversation(sessionId: string): Session {
  return {
    sessionId,
    user: null,
    newMsg: null,
    newMsgCnt: 0,
    sortTime: 0,
    url: "",
    createTime: 0,
    from: 0,
    smStarVirtualUin: "",
    auth: "",
    ext: {},
    tailTags: [],
  };
}
