// The login of y.qq.com as its cookies have it.

import { loginOf, type Login } from "../../app/model/login.ts";

/** The cookies that a login is made of, and those that tell its age and the account's encrypted number. */
export const loginCookies = [
  "uin",
  "wxuin",
  "qm_keyst",
  "qqmusic_key",
  "tmeLoginType",
  "psrf_musickey_createtime",
  "euin",
] as const;

/** The name of one of them. */
export type LoginCookie = (typeof loginCookies)[number];

/** Reads the login out of cookies; undefined when nobody is logged in, or not yet wholly. */
export function loginFrom(cookies: Partial<Record<LoginCookie, string>>): Login | undefined {
  const read = loginOf(Object.entries(cookies).map(([name, value]) => ({ name, value, host: "" })));
  return "login" in read ? read.login : undefined;
}
