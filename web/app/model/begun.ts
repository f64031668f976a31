// Conversations that were begun here: the gateway gives them an id with the answer to the first message.

import type { Session, User } from "../../sdk/src/index.ts";
import { idIn } from "./sides.ts";

const prefix = "new:";

/** The id that a conversation with somebody has until the gateway gives it one. */
export function begunId(userId: string): string {
  return prefix + userId;
}

/** Whether a conversation is known to nobody but this page. */
export function isBegun(id: string): boolean {
  return id.startsWith(prefix);
}

/** The number of the other side of a begun conversation, or its encrypted form. */
export function begunWith(id: string): string {
  return id.slice(prefix.length);
}

/** A begun conversation as one of the list. Nothing but a number is known of the other side. */
export function begunConversation(id: string): Session {
  const userId = begunWith(id);
  const isNumber = /^\d+$/.test(userId);
  return {
    sessionId: id,
    user: {
      uin: isNumber ? userId : "",
      encryptUin: isNumber ? "" : userId,
      nick: userId,
      avatar: "",
      identityPic: "",
      identity: -1,
      type: -1,
      isConcern: 0,
    },
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

/** The conversation with somebody, by either number. */
export function conversationWith(userId: string, conversations: readonly Session[]): Session | undefined {
  return conversations.find(({ user }) => isUser(user, userId));
}

/** Whether all of these say by a number of this kind, encrypted or not, with whom they are. */
export function areAllNamed(userId: string, conversations: readonly Session[]): boolean {
  const isNumber = /^\d+$/.test(userId);
  return conversations.every(({ user }) => idIn(isNumber ? user?.uin : user?.encryptUin) !== "");
}

function isUser(user: User | null, userId: string): boolean {
  return userId !== "" && (idIn(user?.uin) === userId || idIn(user?.encryptUin) === userId);
}
