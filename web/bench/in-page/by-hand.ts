// What somebody would write without this project: the same requests, the same checks, the same names, with JSON.parse.

import type { JSONObject, Message, MessagePage, Session, User, Int64 } from "qqmusic-private-message";

type Wire = Record<string, unknown>;

/**
 * Integers of 16 digits and more that are the value of a member. A quote behind a letter, digit or underscore ends a
 * name: inside a string it would be escaped, and a string begins behind a colon, comma, bracket or space.
 */
const longIntegers = /(\w"\s*:\s*)(-?\d{16,})(?=\s*[,}])/g;

/** Reads JSON so that no digit is lost: JSON.parse would round long integers, as strings they stay what they are. */
const parseExactly = (text: string) => JSON.parse(text.replace(longIntegers, '$1"$2"')) as unknown;

class WireError extends Error {
  override name = "WireError";
}

const largest = (1n << 63n) - 1n;

/** The rule for integers: a number where a double holds it exactly, else the string of its digits. */
function exact(digits: string, name: string): Int64 {
  if (!/^[+-]?\d+$/.test(digits)) throw new WireError(`${name}: expected an integer`);
  const integer = BigInt(digits);
  if (integer > largest || integer < -largest - 1n) throw new WireError(`${name}: expected an integer of 64 bits`);
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : String(integer);
}

function integer(wire: Wire, name: string, fallback = 0): Int64 {
  const value = wire[name];
  switch (typeof value) {
    case "number":
      if (Number.isSafeInteger(value)) return value;
      break;
    case "string":
      return value === "" ? fallback : exact(value, name);
    case "boolean":
      return value ? 1 : 0;
    case "undefined":
      return fallback;
    case "object":
      if (value === null) return fallback;
  }
  throw new WireError(`${name}: expected an integer`);
}

function text(wire: Wire, name: string): string {
  const value = wire[name];
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return String(value);
    case "undefined":
      return "";
    case "object":
      if (value === null) return "";
  }
  throw new WireError(`${name}: expected a string`);
}

function object(value: unknown, name: string): Wire | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "object" || Array.isArray(value)) throw new WireError(`${name}: expected an object`);
  return value as Wire;
}

function list(value: unknown, name: string): Wire[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new WireError(`${name}: expected a list`);
  const items: Wire[] = [];
  for (const item of value as unknown[]) {
    const entry = object(item, name);
    if (entry) items.push(entry);
  }
  return items;
}

function userOf(value: unknown): User | null {
  const wire = object(value, "user");
  return (
    wire && {
      avatar: text(wire, "avatar"),
      encryptUin: text(wire, "encrypt_uin"),
      uin: text(wire, "uin"),
      identityPic: text(wire, "identity_pic"),
      nick: text(wire, "nick"),
      identity: integer(wire, "identity", -1),
      type: integer(wire, "type", -1),
      isConcern: integer(wire, "is_concern"),
    }
  );
}

function messageOf(wire: Wire): Message {
  const meta = object(wire["meta_data"], "meta_data");
  return {
    id: text(wire, "id"),
    metaData: meta && {
      title: text(meta, "title"),
      content: text(meta, "content"),
      pic: text(meta, "pic"),
      bizId: text(meta, "biz_id"),
      bizType: integer(meta, "biz_type"),
      url: text(meta, "url"),
      width: integer(meta, "width"),
      height: integer(meta, "height"),
      duration: integer(meta, "Duration"),
      size: integer(meta, "Size"),
    },
    clientKey: text(wire, "client_key"),
    fromUser: userOf(wire["from_user"]),
    time: integer(wire, "time"),
    state: integer(wire, "state"),
    result: integer(wire, "result"),
    tips: text(wire, "tips"),
    sequence: integer(wire, "sequence"),
    showType: integer(wire, "show_type"),
    msgType: integer(wire, "msg_type"),
    confirm: integer(wire, "confirm"),
    sortTime: integer(wire, "sort_time"),
    complainTip: text(wire, "complainTip"),
    complainUrl: text(wire, "complainUrl"),
  };
}

function sessionOf(value: unknown): Session | null {
  const wire = object(value, "session");
  if (!wire) return null;
  const newMsg = object(wire["new_msg"], "new_msg");
  const ext = object(wire["Ext"], "Ext") ?? {};
  return {
    sessionId: text(wire, "session_id"),
    user: userOf(wire["user"]),
    newMsg: newMsg && messageOf(newMsg),
    newMsgCnt: integer(wire, "new_msg_cnt"),
    sortTime: integer(wire, "sort_time"),
    url: text(wire, "url"),
    createTime: integer(wire, "create_time"),
    from: integer(wire, "from"),
    smStarVirtualUin: text(wire, "SmStarVirtaulUin"),
    auth: text(wire, "Auth"),
    ext: Object.fromEntries(Object.keys(ext).map((name) => [name, text(ext, name)])),
    tailTags: list(wire["TailTags"], "TailTags").map((tag) => ({
      data: (object(tag["data"], "data") ?? tag) as JSONObject,
    })),
  };
}

function pageOf(wire: Wire): MessagePage {
  const pats = object(wire["PatMap"], "PatMap") ?? {};
  const patMap: MessagePage["patMap"] = {};
  for (const uin of Object.keys(pats)) {
    const pat = object(pats[uin], "PatMap");
    if (pat) patMap[uin] = { nick: text(pat, "Nick"), patText: text(pat, "PatTxt") };
  }
  return {
    hasMore: integer(wire, "has_more"),
    messages: list(wire["messages"], "messages").map(messageOf),
    msg: text(wire, "msg"),
    session: sessionOf(wire["session"]),
    subcode: integer(wire, "subcode"),
    endMsgSeq: integer(wire, "end_msg_seq"),
    attach: (object(wire["Attach"], "Attach") ?? {}) as JSONObject,
    patInterval: integer(wire, "PatInterval"),
    patMap,
    encryptStar: text(wire, "EncryptStar"),
    locationTips: text(wire, "LocationTips"),
    newMsgCnt: integer(wire, "NewMsgCnt"),
  };
}

/** The data of the only call of an answer. */
function dataOf(answer: unknown): Wire {
  const outer = object(answer, "answer") ?? {};
  if (integer(outer, "code") !== 0) throw new WireError("the gateway refused the request");
  const child = object(outer["req_0"], "req_0");
  if (!child) throw new WireError("the answer to this call is missing");
  if (integer(child, "code") !== 0) throw new WireError("the gateway refused the call");
  return object(child["data"], "data") ?? {};
}

/** A client of one call. The comm is that of a request of the module. */
export const clientByHand = (send: typeof fetch, comm: object) => ({
  async getMessages(sessionId: string): Promise<MessagePage> {
    const response = await send("/cgi-bin/musicu.fcg", {
      method: "POST",
      credentials: "omit",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        comm,
        req_0: {
          module: "music.privateMsg.PrivateMsgRead",
          method: "GetMessage",
          param: { order: 1, size: 50, flag: 0, session_id: sessionId },
        },
      }),
    });
    if (response.status !== 200) throw new WireError(`HTTP status ${response.status}`);
    return pageOf(dataOf(parseExactly(await response.text())));
  },
});
