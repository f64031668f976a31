/** A login as the inbox keeps it. */
export interface Login {
  musicid: string;
  musickey: string;
  loginType?: number;
}

/** What a person typed or pasted. */
export interface TypedLogin {
  musicid: string;
  musickey: string;
  cookie: string;
}

/** Why something typed is no login. */
export type LoginFault =
  "missingId" | "missingKey" | "cookieWithoutId" | "cookieWithoutKey" | "idNotDigits" | "idTooLong" | "keyNotText";

/** A login, or why it is none. */
export type ReadLogin = { login: Login } | { fault: LoginFault };

const idNames = ["qqmusic_uin", "wxuin", "uin", "p_uin", "musicid"];
const keyNames = ["qqmusic_key", "qm_keyst", "musickey", "wxqqmusic_key"];
// login_type is another numbering: 1 is QQ there.
const typeNames = ["tmeLoginType"];
const largest = 9_223_372_036_854_775_807n;

/** Reads what was typed: the cookie line where there is one, otherwise the two fields. */
export function readLogin(typed: TypedLogin): ReadLogin {
  const pasted = typed.cookie.trim();
  if (pasted === "") return checkLogin(typed.musicid.trim(), typed.musickey.trim());
  const cookies = parseCookies(pasted);
  const key = first(cookies, keyNames) ?? "";
  // A login can leave the uin of an earlier one of the other kind behind.
  const own = key.startsWith("W_X") ? ["wxuin"] : key.startsWith("Q_H_L") ? ["uin"] : [];
  const names = [...own, ...idNames];
  const id = (first(cookies, names) ?? "").replace(/^o0*/, "");
  if (id === "") return { fault: "cookieWithoutId" };
  if (key === "") return { fault: "cookieWithoutKey" };
  const type = first(cookies, typeNames);
  return checkLogin(id, key, type === "1" || type === "2" ? Number(type) : undefined);
}

/** The cookies of a line as `document.cookie` or a request header has it, by name. */
export function parseCookies(line: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of line.replace(/^\s*cookie\s*:/i, "").split(/[;\n]/)) {
    const at = part.indexOf("=");
    if (at < 1) continue;
    const value = part
      .slice(at + 1)
      .trim()
      .replace(/^"(.*)"$/, "$1");
    cookies.set(part.slice(0, at).trim(), decoded(value));
  }
  return cookies;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function first(cookies: Map<string, string>, names: string[]): string | undefined {
  return names.map((name) => cookies.get(name)).find((value) => value !== undefined && value !== "");
}

function checkLogin(musicid: string, musickey: string, loginType?: number): ReadLogin {
  if (musicid === "") return { fault: "missingId" };
  if (!/^\d+$/.test(musicid)) return { fault: "idNotDigits" };
  if (musicid.length > 40 || BigInt(musicid) > largest) return { fault: "idTooLong" };
  if (BigInt(musicid) === 0n) return { fault: "missingId" };
  if (musickey === "") return { fault: "missingKey" };
  if (!/^[\x21-\x7e]+$/.test(musickey)) return { fault: "keyNotText" };
  return { login: { musicid: BigInt(musicid).toString(), musickey, ...(loginType && { loginType }) } };
}
