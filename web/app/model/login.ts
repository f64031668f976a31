import { percentDecoded, plainText, readingsOf } from "./login-text.ts";
import {
  bareName,
  createTimeCookie,
  createTimeNames,
  encryptUinNames,
  expiresInNames,
  idNames,
  keyNames,
  typeNames,
  type NamedValue,
} from "./login-values.ts";

/** A login as the inbox keeps it. */
export interface Login {
  /** The account's number, up to 19 digits. */
  musicid: string;
  /** The secret of the login. */
  musickey: string;
  /** 1 for WeChat, 2 for QQ; the musickey tells where it is missing. */
  loginType?: number;
  /** When the musickey was given out, in Unix seconds, where that is known. */
  createTime?: number;
  /** How long the musickey lasts, in seconds, where that is known. */
  expiresIn?: number;
  /** The account's encrypted number, where it is known. */
  encryptUin?: string;
}

/** What a person typed or pasted. */
export interface TypedLogin {
  /** The account's number as it was typed. */
  musicid: string;
  /** The secret as it was typed. */
  musickey: string;
  /** What was pasted, in any form; "" when the two fields count. */
  cookie: string;
}

/**
 * Why something is no login. Of what was typed: a field is empty, each has what belongs into the other, or something
 * that is no number or no key. Of what was pasted: nothing was, it is no login at all, or a half of one.
 */
export type LoginFault =
  | "missingId"
  | "missingKey"
  | "keyAsId"
  | "idAsKey"
  | "nothingPasted"
  | "notALogin"
  | "cookieWithoutId"
  | "cookieWithoutKey"
  | "idNotDigits"
  | "idTooLong"
  | "keyNotText";

/** A login, or why it is none. */
export type ReadLogin = { login: Login } | { fault: LoginFault };

const largest = 9_223_372_036_854_775_807n;

/** Reads what was typed: the pasted text where there is one, otherwise the two fields. Never throws. */
export function readLogin(typed: TypedLogin): ReadLogin {
  return typed.cookie.trim() === "" ? readFields(typed) : readPasted(typed.cookie);
}

/** Whether two logins are the same: what is known of them besides does not count. */
export function isSameLogin(one: Login, other: Login): boolean {
  return one.musicid === other.musicid && one.musickey === other.musickey && one.loginType === other.loginType;
}

/** The login that values make which belong together, such as the cookies of one site; or why they make none. */
export function loginOf(values: readonly NamedValue[]): ReadLogin {
  const find = finder(values);
  const all = find(keyNames);
  // Another service of QQ keeps its own key in a cookie of this name.
  const ofKind = all.filter((key) => kindOf(key) !== "unknown");
  const keys = ofKind.length > 0 ? ofKind : all;
  const musickey = keys.find(isKey) ?? keys[0];
  const kind = kindOf(musickey ?? "");
  // A login can leave the uin of an earlier one of the other kind behind.
  const own = { wechat: ["wxuin"], qq: ["uin"], unknown: [] }[kind];
  const ids = find([...own, ...idNames])
    .map(withoutMark)
    .filter((id) => id !== "");
  const musicid = ids.find((id) => faultOfId(id) === undefined) ?? ids[0];
  if (musicid === undefined) return { fault: musickey === undefined ? "notALogin" : "cookieWithoutId" };
  if (musickey === undefined) return { fault: "cookieWithoutKey" };
  const loginType = find(typeNames).find((type) => type === "1" || type === "2");
  const createTime = seconds(find(kind === "wechat" ? createTimeNames : [createTimeCookie, ...createTimeNames]));
  const expiresIn = seconds(find(expiresInNames));
  const encryptUin = find(encryptUinNames).find((uin) => /^[\x21-\x7e]{1,100}$/.test(uin));
  return checked({
    musicid,
    musickey,
    ...(loginType && { loginType: Number(loginType) }),
    ...(createTime && { createTime }),
    ...(expiresIn && { expiresIn }),
    ...(encryptUin && { encryptUin }),
  });
}

function readPasted(pasted: string): ReadLogin {
  let half: ReadLogin | undefined;
  for (const values of readingsOf(pasted)) {
    const read = loginOf(values);
    if ("login" in read || !isHalf(read.fault)) return read;
    if (read.fault !== "notALogin") half ??= read;
  }
  return half ?? { fault: /[\p{L}\p{N}]/u.test(pasted) ? "notALogin" : "nothingPasted" };
}

const isHalf = (fault: LoginFault) => ["notALogin", "cookieWithoutId", "cookieWithoutKey"].includes(fault);

function readFields(typed: TypedLogin): ReadLogin {
  for (const field of [typed.musickey, typed.musicid]) {
    const whole = readPasted(field);
    if ("login" in whole) return whole;
  }
  const musicid = withoutMark(valueIn(typed.musicid, idNames));
  const musickey = valueIn(typed.musickey, keyNames);
  if (kindOf(musicid) !== "unknown") return { fault: "keyAsId" };
  if (/^o?\d{5,19}$/.test(musickey)) return { fault: "idAsKey" };
  if (musicid === "") return { fault: "missingId" };
  const fault = faultOfId(musicid);
  if (fault) return { fault };
  return musickey === "" ? { fault: "missingKey" } : checked({ musicid, musickey });
}

/** What was typed into a field, without the name, the quotes and the mark that may have been copied with it. */
function valueIn(field: string, names: readonly string[]): string {
  const text = plainText(field).trim();
  const [, name, value] = /^(\w{1,20})\s*[:=]\s*(\S.*)$/.exec(text) ?? [];
  const isNamed = name !== undefined && names.map(bareName).includes(bareName(name));
  return unquoted(isNamed ? value! : text);
}

/** Finds the values of names that have one, in the order of the names; those of one name as their hosts have it. */
function finder(values: readonly NamedValue[]): (names: readonly string[]) => string[] {
  const byName = new Map<string, NamedValue[]>();
  for (const value of values) {
    if (rankOf(value.host) === undefined) continue;
    const name = bareName(value.name);
    const others = byName.get(name);
    if (others) others.push(value);
    else byName.set(name, [value]);
  }
  return (names) =>
    names.flatMap((name) =>
      (byName.get(bareName(name)) ?? [])
        .sort((one, other) => rankOf(one.host)! - rankOf(other.host)!)
        .map(({ value }) => percentDecoded(unquoted(value)))
        .filter((value) => !/^(?:|null|None|undefined)$/.test(value)),
    );
}

const hosts = ["y.qq.com", ".y.qq.com", ".qq.com", ""];

/** How near a cookie's host is to the site: 0 is nearest; undefined when it has nothing to do with it. */
function rankOf(host: string): number | undefined {
  const at = hosts.indexOf(host);
  if (at >= 0) return at;
  return /(^|\.)qq\.com$/.test(host) ? hosts.length : undefined;
}

/** A value without the quotes, brackets and commas that were copied with it. */
function unquoted(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && ` \t\n"'\`\\`.includes(text[start]!)) start++;
  while (start < end && ` \t\n"'\`\\;,)}]`.includes(text[end - 1]!)) end--;
  return text.slice(start, end);
}

/** An account's number without the `o` and the zeros that a cookie has before it: `o0123456`. */
const withoutMark = (id: string) => id.replace(/^o?0*/, "");

function kindOf(musickey: string): "qq" | "wechat" | "unknown" {
  return musickey.startsWith("Q_H_L") ? "qq" : musickey.startsWith("W_X") ? "wechat" : "unknown";
}

const isKey = (musickey: string) => /^[\x21-\x7e]+$/.test(musickey);

function faultOfId(musicid: string): LoginFault | undefined {
  if (!/^\d+$/.test(musicid)) return "idNotDigits";
  return musicid.length > 19 || BigInt(musicid) > largest ? "idTooLong" : undefined;
}

function checked(login: Login): ReadLogin {
  const fault = faultOfId(login.musicid) ?? (isKey(login.musickey) ? undefined : "keyNotText");
  return fault ? { fault } : { login };
}

// A time in milliseconds has more digits.
function seconds(texts: string[]): number | undefined {
  const found = texts.find((text) => /^[1-9]\d{0,10}$/.test(text));
  return found === undefined ? undefined : Number(found);
}
