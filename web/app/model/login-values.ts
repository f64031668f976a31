// What the parts of a login are called in cookies and in the files of other clients.

/** A value out of a pasted text, with its name there and the host that its cookie belongs to ("" where nobody says). */
export interface NamedValue {
  name: string;
  value: string;
  host: string;
}

/** What the number of an account is called, best first. */
export const idNames: readonly string[] = ["qqmusic_uin", "wxuin", "uin", "p_uin", "str_musicid", "musicid"];

/** What the musickey is called, best first. */
export const keyNames: readonly string[] = ["qqmusic_key", "qm_keyst", "musickey", "wxqqmusic_key"];

/** What the login type is called. The site's `login_type` is not among them: it is another numbering, 1 is QQ there. */
export const typeNames: readonly string[] = ["tmeLoginType"];

/** The cookie that says when the musickey was given out. The site sets it for QQ logins alone. */
export const createTimeCookie = "psrf_musickey_createtime";

/** What the time is called at which the musickey was given out, in Unix seconds. */
export const createTimeNames: readonly string[] = ["musickeyCreateTime", "createTime"];

/** What the time is called for which a musickey lasts, in seconds. */
export const expiresInNames: readonly string[] = ["keyExpiresIn", "expiresIn"];

/** What the encrypted number of an account is called. */
export const encryptUinNames: readonly string[] = ["encryptUin", "euin"];

/** All these names. */
export const loginNames: readonly string[] = [
  ...idNames,
  ...keyNames,
  ...typeNames,
  createTimeCookie,
  ...createTimeNames,
  ...expiresInNames,
  ...encryptUinNames,
];

/** A name in the one spelling that all of its spellings have in common: `keyExpiresIn` is `key_expires_in` too. */
export const bareName = (name: string) => name.toLowerCase().replaceAll("_", "");

/** A pattern for a name in all its spellings; it wants the flag `i`. */
export const anySpelling = (name: string) => name.replace(/_|([A-Z])/g, (_, letter?: string) => `_?${letter ?? ""}`);

/** The host in a text that may be one: `.y.qq.com` or `https://.y.qq.com/`; "" when it is none. */
export function hostIn(text: string): string {
  const [, host = ""] = /^(?:https?:\/\/)?(\.?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})\/?$/i.exec(text.trim()) ?? [];
  return host.toLowerCase();
}
