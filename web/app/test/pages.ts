// Pages of lists and of messages to test with.

import type { Message, MessagePage, Session, SessionPage } from "../../sdk/src/index.ts";
import { session } from "./messages.ts";

/** A conversation by id and sortTime, whose newest message has an id. */
export function conversation(
  id: string,
  sortTime: number | string,
  changes: Partial<Session> & { newest?: Message | null } = {},
): Session {
  const { newest = null, ...others } = changes;
  return { ...session(`nick ${id}`), sessionId: id, sortTime, newMsg: newest, ...others };
}

/** A page of the list. */
export function listPage(sessions: readonly Session[], hasMore = false, unread = 0): SessionPage {
  return {
    hasMore: hasMore ? 1 : 0,
    msg: "",
    newMsgCnt: unread,
    sessions: [...sessions],
    subcode: 0,
    settingGuide: 0,
    state: 0,
    extra: {},
  };
}

/** A page of messages, as the gateway orders them: newest first. */
export function messagesPage(messages: readonly Message[], hasMore = false): MessagePage {
  return {
    hasMore: hasMore ? 1 : 0,
    messages: [...messages],
    msg: "",
    session: null,
    subcode: 0,
    endMsgSeq: 0,
    attach: {},
    patInterval: 0,
    patMap: {},
    encryptStar: "",
    locationTips: "",
    newMsgCnt: 0,
  };
}
