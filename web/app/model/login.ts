import { normalizedText, readingsOf } from "./login-text.ts";
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
import { finder, nearestFirst, unquoted, type PlacedValue } from "./placed-values.ts";

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

/** The likeliest of the logins that values make, as {@link loginsOf} has them; or why they make none. */
export function loginOf(values: readonly NamedValue[]): ReadLogin {
  return loginsOf(values)[0];
}

/**
 * The logins that values make, such as the cookies of one site; or why they make none. The first is the likeliest: the key of
 * the nearest host with the number that it belongs to. Behind it are the other keys of the same account, and then those of others.
 */
export function loginsOf(values: readonly NamedValue[]): readonly [ReadLogin, ...ReadLogin[]] {
  const find = finder(values);
  const keys = keysIn(find);
  const ids = idsIn(find);
  const [first, ...others] = keys.map((key) => loginWith(key, keys, ids, find));
  if (!first) return [{ fault: ids.length === 0 ? "notALogin" : "cookieWithoutKey" }];
  const whole = others.filter((read) => "login" in read);
  const isOfFirst = ({ login }: { login: Login }) => "login" in first && login.musicid === first.login.musicid;
  return [first, ...whole.filter(isOfFirst), ...whole.filter((read) => !isOfFirst(read))];
}

type Find = ReturnType<typeof finder>;

/** The keys, each once, that of the nearest host first. Those of the kind that the cookies name come before others. */
function keysIn(find: Find): PlacedValue[] {
  const all = nearestFirst(find(keyNames));
  // Another service of QQ keeps its own key in a cookie of this name.
  const ofKind = all.filter(({ value }) => kindOf(value) !== "unknown");
  const known = ofKind.length > 0 ? ofKind : all;
  const sound = known.filter(({ value }) => isKey(value));
  const keys = sound.length > 0 ? sound : known;
  const named = typeIn(find);
  const ordered = [...keys.filter(({ value }) => typeOf(value) === named), ...keys];
  return ordered.filter(({ value }, i) => ordered.findIndex((one) => one.value === value) === i);
}

/** The numbers, without those that are none where there are others. */
function idsIn(find: Find): PlacedValue[] {
  const all = find(idNames)
    .map((id) => ({ ...id, value: withoutMark(id.value) }))
    .filter(({ value }) => value !== "");
  const sound = all.filter(({ value }) => faultOfId(value) === undefined);
  return sound.length > 0 ? sound : all;
}

/** The login of a key among others. What is told besides counts for it only where it is told of no other. */
function loginWith(key: PlacedValue, keys: PlacedValue[], ids: PlacedValue[], find: Find): ReadLogin {
  const id = idFor(key, keys, ids);
  if (!id) return { fault: "cookieWithoutId" };
  const kind = kindOf(key.value);
  const type = typeIn(find);
  const loginType = keys.length === 1 || kind === "unknown" || typeOf(key.value) === type ? type : undefined;
  const times = find(kind === "wechat" ? createTimeNames : [createTimeCookie, ...createTimeNames]);
  const createTime = seconds(keys.length === 1 ? times : times.filter(({ rank }) => rank === key.rank));
  const expiresIn = seconds(find(expiresInNames));
  const uins = find(encryptUinNames).filter(({ value }) => /^[\x21-\x7e]{1,100}$/.test(value));
  const isAlone = ids.every(({ value }) => value === id.value);
  const encryptUin = uins.find(({ rank }) => isAlone || rank === id.rank)?.value;
  return checked({
    musicid: id.value,
    musickey: key.value,
    ...(loginType && { loginType: Number(loginType) }),
    ...(createTime && { createTime }),
    ...(expiresIn && { expiresIn }),
    ...(encryptUin && { encryptUin }),
  });
}

/** The number that a key belongs to: the nearest of its kind, unless that one has a nearer key of its own. */
function idFor(key: PlacedValue, keys: PlacedValue[], ids: PlacedValue[]): PlacedValue | undefined {
  const kind = kindOf(key.value);
  // A login can leave the uin of an earlier one of the other kind behind.
  const own = nearestFirst(ids.filter((id) => isIdOf(kind, id)));
  const [nearest] = own;
  if (!nearest) return ids[0];
  const beside = own.find(({ rank }) => rank === key.rank);
  const hasOwnKey = keys.some((other) => other.rank === nearest.rank && kindOf(other.value) === kind);
  return beside && hasOwnKey ? beside : nearest;
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
  const text = normalizedText(field).trim();
  const [, name, value] = /^(\w{1,20})\s*[:=]\s*(\S.*)$/.exec(text) ?? [];
  const isNamed = name !== undefined && names.map(bareName).includes(bareName(name));
  return unquoted(isNamed ? value! : text);
}

/** An account's number without the `o` and the zeros that a cookie has before it: `o0123456`. */
const withoutMark = (id: string) => id.replace(/^o?0*/, "");

function kindOf(musickey: string): "qq" | "wechat" | "unknown" {
  return musickey.startsWith("Q_H_L") ? "qq" : musickey.startsWith("W_X") ? "wechat" : "unknown";
}

const typeOf = (musickey: string) => ({ wechat: "1", qq: "2", unknown: "" })[kindOf(musickey)];

const typeIn = (find: Find) => find(typeNames).find(({ value }) => value === "1" || value === "2")?.value;

const longestOfQQ = 11;

/** Whether a number is one that an account of a kind has. The site calls that of WeChat `uin` too. */
function isIdOf(kind: "qq" | "wechat" | "unknown", { name, value }: PlacedValue): boolean {
  const isLong = value.length > longestOfQQ;
  if (kind === "wechat") return name === "wxuin" || (name === "uin" && isLong);
  return kind === "qq" && name === "uin" && !isLong;
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
function seconds(texts: PlacedValue[]): number | undefined {
  const found = texts.find(({ value }) => /^[1-9]\d{0,10}$/.test(value));
  return found === undefined ? undefined : Number(found.value);
}
