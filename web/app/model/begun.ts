// Conversations that were begun here: the gateway gives them an id with the answer to the first message.

import type { Session, User } from "../../sdk/src/index.ts";
import { bareConversation } from "./conversation.ts";
import { idIn } from "./sides.ts";

const prefix = "new:";

/** The encrypted form of a number. */
export const encryptedForm = /^[A-Za-z0-9_+/-]{4,60}\*{0,2}$/;

const isNumber = (userId: string) => /^[1-9]\d{0,18}$/.test(userId);

/** The id that a conversation with somebody has until the gateway gives it one. */
export function begunId(userId: string): string {
  return prefix + userId;
}

/**
 * Whether a conversation is known to nobody but this page. What is no number and no encrypted form of one names nobody: an
 * address that somebody else wrote could give a conversation any name by it.
 */
export function isBegun(id: string): boolean {
  const userId = begunWith(id);
  return id.startsWith(prefix) && (/^\d+$/.test(userId) ? isNumber(userId) : encryptedForm.test(userId));
}

/** The number of the other side of a begun conversation, or its encrypted form. */
export function begunWith(id: string): string {
  return id.slice(prefix.length);
}

/** A begun conversation as one of the list. Nothing but a number is known of the other side. */
export function begunConversation(id: string): Session {
  const userId = begunWith(id);
  const encrypted = !isNumber(userId);
  return {
    ...bareConversation(id),
    user: {
      uin: encrypted ? "" : userId,
      encryptUin: encrypted ? userId : "",
      nick: userId,
      avatar: "",
      identityPic: "",
      identity: -1,
      type: -1,
      isConcern: 0,
    },
  };
}

/** The conversation with somebody, by either number. */
export function conversationWith(userId: string, conversations: readonly Session[]): Session | undefined {
  return conversations.find(({ user }) => isUser(user, userId));
}

/** Whether all of these say by a number of this kind, encrypted or not, with whom they are. */
export function areAllNamed(userId: string, conversations: readonly Session[]): boolean {
  return conversations.every(({ user }) => idIn(isNumber(userId) ? user?.uin : user?.encryptUin) !== "");
}

function isUser(user: User | null, userId: string): boolean {
  return userId !== "" && (idIn(user?.uin) === userId || idIn(user?.encryptUin) === userId);
}
