// The logins of y.qq.com as its cookies have them.

import { loginsOf, type Login } from "../../app/model/login.ts";

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

/** A cookie, and whose it is: the host as browsers say it, `.qq.com` for those of all hosts below. */
export interface SiteCookie {
  name: string;
  value: string;
  domain: string;
}

/**
 * Reads the logins out of cookies, the likeliest first; none when nobody is logged in, or not yet wholly. Behind the first are
 * those with another key of its account, and then those of other accounts.
 */
export function loginsFrom(cookies: readonly SiteCookie[]): Login[] {
  const names: readonly string[] = loginCookies;
  const read = loginsOf(
    cookies
      .filter(({ name }) => names.includes(name))
      .map(({ name, value, domain }) => ({ name, value, host: domain.toLowerCase() })),
  );
  return read.flatMap((one) => ("login" in one ? [one.login] : []));
}
