// The values in a backup: a file may have been changed by anybody, so that each is looked at.

import type { Int64, Message, MetaData, Session, TailTag, User } from "../../sdk/src/index.ts";

/** Gives a value when it is one of its type, a default when it is missing, otherwise undefined. */
type Read<Value> = (value: unknown) => Value | undefined;

const text: Read<string> = (value = "") => (typeof value === "string" ? value : undefined);

const integer: Read<Int64> = (value = 0) => {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== "string" || !/^-?\d{1,19}$/.test(value)) return undefined;
  return BigInt.asIntN(64, BigInt(value)) === BigInt(value) ? value : undefined;
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads the fields of an object. Others are left out. */
function object<Value>(fields: { [Name in keyof Value]-?: Read<Value[Name]> }): Read<Value> {
  const names = Object.keys(fields) as (keyof Value & string)[];
  return (value) => {
    if (!isObject(value)) return undefined;
    const found: Partial<Value> = {};
    for (const name of names) {
      const one = fields[name](Object.hasOwn(value, name) ? value[name] : undefined);
      if (one === undefined) return undefined;
      found[name] = one;
    }
    return found as Value;
  };
}

function orNull<Value>(read: Read<Value>): Read<Value | null> {
  return (value = null) => (value === null ? null : read(value));
}

function list<Value>(read: Read<Value>): Read<Value[]> {
  return (value = []) => {
    if (!Array.isArray(value)) return undefined;
    const found = value.map(read);
    return found.includes(undefined) ? undefined : (found as Value[]);
  };
}

const texts: Read<Record<string, string>> = (value = {}) => {
  if (!isObject(value) || Object.values(value).some((one) => typeof one !== "string")) return undefined;
  return value as Record<string, string>;
};

const tag: Read<TailTag> = (value) =>
  isObject(value) && isObject(value["data"]) ? { data: value["data"] as TailTag["data"] } : undefined;

const user = object<User>({
  avatar: text,
  encryptUin: text,
  uin: text,
  identityPic: text,
  nick: text,
  identity: integer,
  type: integer,
  isConcern: integer,
});

const metaData = object<MetaData>({
  title: text,
  content: text,
  pic: text,
  bizId: text,
  bizType: integer,
  url: text,
  width: integer,
  height: integer,
  duration: integer,
  size: integer,
});

/** Reads a message. */
export const message = object<Message>({
  id: text,
  metaData: orNull(metaData),
  clientKey: text,
  fromUser: orNull(user),
  time: integer,
  state: integer,
  result: integer,
  tips: text,
  sequence: integer,
  showType: integer,
  msgType: integer,
  confirm: integer,
  sortTime: integer,
  complainTip: text,
  complainUrl: text,
});

/** Reads a conversation. */
export const session = object<Session>({
  sessionId: text,
  user: orNull(user),
  newMsg: orNull(message),
  newMsgCnt: integer,
  sortTime: integer,
  url: text,
  createTime: integer,
  from: integer,
  smStarVirtualUin: text,
  auth: text,
  ext: texts,
  tailTags: list(tag),
});
