// Messages and users to test with.

import type { Message, MetaData, Session, User } from "../../sdk/src/index.ts";
import { bareConversation } from "../model/conversation.ts";
import { emptyMeta } from "../model/kinds.ts";

/** A user with an id. */
export function user(uin: string): User {
  return {
    uin,
    encryptUin: `e${uin}`,
    nick: `nick ${uin}`,
    avatar: "",
    identityPic: "",
    identity: -1,
    type: -1,
    isConcern: 0,
  };
}

/** The account that reads. */
export const me = user("1");

/** The other side. */
export const peer = user("2");

/** A message; its sequence is beyond what a number holds. */
export function message(
  number: number,
  changes: Partial<Omit<Message, "metaData">> & { metaData?: Partial<MetaData> | null } = {},
): Message {
  const { metaData, ...others } = changes;
  return {
    id: String(number),
    metaData: metaData === null ? null : { ...emptyMeta, content: `text ${number}`, ...metaData },
    clientKey: "",
    fromUser: peer,
    time: 1_780_000_000 + number,
    state: 0,
    result: 0,
    tips: "",
    sequence: `72057594037${String(927_936 + number)}`,
    showType: 0,
    msgType: 0,
    confirm: 0,
    sortTime: 0,
    complainTip: "",
    complainUrl: "",
    ...others,
  };
}

/** A conversation. */
export function session(nick: string): Session {
  return { ...bareConversation("s"), user: { ...peer, nick } };
}
