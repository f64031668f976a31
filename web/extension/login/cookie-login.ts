// The login of y.qq.com as its cookies have it.

import type { Login } from "../../app/model/login.ts";

/** The cookies that a login is made of. */
export const loginCookies = ["uin", "wxuin", "qm_keyst", "qqmusic_key", "tmeLoginType"] as const;

/** The name of one of them. */
export type LoginCookie = (typeof loginCookies)[number];

const largest = 9_223_372_036_854_775_807n;

/** Reads the login out of cookies; undefined when nobody is logged in, or not yet wholly. */
export function loginFrom(cookies: Partial<Record<LoginCookie, string>>): Login | undefined {
  const musickey = [cookies.qm_keyst, cookies.qqmusic_key].map(decoded).find((key) => /^[\x21-\x7e]+$/.test(key));
  if (musickey === undefined) return undefined;
  const uin = numberOf(cookies.uin);
  const wxuin = numberOf(cookies.wxuin);
  const wechat = musickey.startsWith("W_X");
  // The number of an earlier login of the other kind may have stayed behind.
  const musicid = wechat ? (wxuin ?? uin) : (uin ?? wxuin);
  if (musicid === undefined) return undefined;
  const type = cookies.tmeLoginType;
  return { musicid, musickey, ...((type === "1" || type === "2") && { loginType: Number(type) }) };
}

/** An account's number: `123456`, `o0123456` or 19 digits. */
function numberOf(cookie: string | undefined): string | undefined {
  const digits = /^o?0*([1-9][0-9]{0,18})$/.exec(decoded(cookie))?.[1];
  return digits !== undefined && BigInt(digits) <= largest ? digits : undefined;
}

function decoded(cookie = ""): string {
  try {
    return decodeURIComponent(cookie);
  } catch {
    return cookie;
  }
}

/** Whether two logins are the same. */
export function isSameLogin(one: Login, other: Login): boolean {
  return one.musicid === other.musicid && one.musickey === other.musickey && one.loginType === other.loginType;
}
