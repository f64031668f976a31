// Conversations to test with.

import type { Message, Session, SessionPage } from "../../sdk/src/index.js";

/** A message. */
export function message(id: string, time: number, content = "你好"): Message {
  return {
    id,
    metaData: {
      title: "",
      content,
      pic: "",
      bizId: "",
      bizType: 0,
      url: "",
      width: 0,
      height: 0,
      duration: 0,
      size: 0,
    },
    clientKey: "",
    fromUser: null,
    time,
    state: 0,
    result: 0,
    tips: "",
    sequence: 0,
    showType: 0,
    msgType: 0,
    confirm: 0,
    sortTime: time,
    complainTip: "",
    complainUrl: "",
  };
}

/** A conversation with its newest message. */
export function session(sessionId: string, newMsg: Message | null, newMsgCnt = 1, nick = `朋友 ${sessionId}`): Session {
  return {
    sessionId,
    user: {
      avatar: "",
      encryptUin: sessionId,
      uin: sessionId,
      identityPic: "",
      nick,
      identity: -1,
      type: -1,
      isConcern: 0,
    },
    newMsg,
    newMsgCnt,
    sortTime: newMsg?.time ?? 0,
    url: "",
    createTime: 0,
    from: 0,
    smStarVirtualUin: "",
    auth: "",
    ext: {},
    tailTags: [],
  };
}

/** The newest conversations. */
export function page(...sessions: Session[]): SessionPage {
  const newMsgCnt = sessions.reduce((sum, one) => sum + Number(one.newMsgCnt), 0);
  return { hasMore: 0, msg: "", newMsgCnt, sessions, subcode: 0, settingGuide: 0, state: 0, extra: {} };
}
