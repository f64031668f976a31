// Conversations to test with.

import * as inbox from "../../app/test/messages.ts";
import type { Message, Session, SessionPage } from "../../sdk/src/index.js";

/** A message. */
export const message = (id: string, time: number, content = "你好"): Message =>
  inbox.message(0, { id, time, sortTime: time, metaData: { content } });

/** A conversation with its newest message. */
export const session = (id: string, newMsg: Message | null, newMsgCnt = 1, nick = `朋友 ${id}`): Session => ({
  ...inbox.session(nick),
  sessionId: id,
  user: { ...inbox.user(id), nick },
  newMsg,
  newMsgCnt,
  sortTime: newMsg?.time ?? 0,
});

/** The newest conversations. */
export function page(...sessions: Session[]): SessionPage {
  const newMsgCnt = sessions.reduce((sum, one) => sum + Number(one.newMsgCnt), 0);
  return { hasMore: 0, msg: "", newMsgCnt, sessions, subcode: 0, settingGuide: 0, state: 0, extra: {} };
}
