import { cookiesWithin } from "./login-cookies.ts";
import { bareName, hostIn, type NamedValue } from "./login-values.ts";

/**
 * What a text in JSON may hold as a login: each object by itself, so that the number of one account does not meet the
 * key of another, and last all of them together. Takes objects as JavaScript and Python write them too, whatever
 * stands around them, and texts that were cut.
 */
export function* readJson(text: string): Generator<NamedValue[]> {
  const all: NamedValue[] = [];
  for (const { name, members } of objectsIn(text)) {
    const cookie = cookieIn(name, members);
    const own = cookie ? cookiesWithin(cookie) : valuesIn(members);
    if (own.length > 1) yield own;
    for (const value of own) all.push(value);
  }
  yield all;
}

// A cookie as cookie managers, browsers and HAR files write it.
function cookieIn(nameAround: string, members: Map<string, string>): NamedValue | undefined {
  const value = members.get("value") ?? members.get("content raw");
  const name = members.get("name") ?? members.get("name raw") ?? members.get("key") ?? nameAround;
  if (value === undefined || name === "") return undefined;
  return { name, value, host: hostIn(members.get("domain") ?? members.get("host") ?? members.get("host raw") ?? "") };
}

function valuesIn(members: Map<string, string>): NamedValue[] {
  // The numbering of a login that is no set of cookies is that of tmeLoginType.
  const isCredential = members.has("musickey");
  return [...members].flatMap(([name, value]) =>
    cookiesWithin({ name: isCredential && name === "logintype" ? "tmeLoginType" : name, value, host: "" }),
  );
}

interface FlatObject {
  /** What the object is called in the one around it. */
  name: string;
  /** Its texts and numbers by bare name. Numbers are as they were written: JSON.parse would round those of 19 digits. */
  members: Map<string, string>;
}

/** The objects in a text that have members which are texts or numbers, in the order of these. */
function objectsIn(text: string): FlatObject[] {
  const found: FlatObject[] = [];
  const open: { name: string; object?: FlatObject; isList: boolean }[] = [];
  let last = "";
  let name: string | undefined;
  const start = text.search(/[{[]/);
  for (let at = start < 0 ? text.length : start; at < text.length;) {
    const char = text[at]!;
    const [scalar, end] = scalarAt(text, at);
    at = end;
    if (scalar !== undefined) {
      const around = open.at(-1);
      if (name === undefined) last = scalar;
      else if (around && !around.isList) {
        if (!around.object) found.push((around.object = { name: around.name, members: new Map() }));
        around.object.members.set(bareName(name), scalar);
        name = undefined;
      }
    } else if (char === ":") name = last;
    else if (!/\s/.test(char)) {
      if (char === "{" || char === "[") open.push({ name: name ?? "", isList: char === "[" });
      else if (char !== ",") open.pop();
      name = undefined;
    }
  }
  return found;
}

/** The text or the number that begins here, and where it ends; none at a space and at marks. */
function scalarAt(text: string, at: number): [scalar: string | undefined, end: number] {
  const char = text[at]!;
  if (/["'`]/.test(char)) return quotedAt(text, at);
  if (/[\s{}[\]:,]/.test(char)) return [undefined, at + 1];
  let end = at + 1;
  while (end < text.length && !/[\s{}[\]:,]/.test(text[end]!)) end++;
  const word = text.slice(at, end);
  return [word.replace(/^(\d+)n$/, "$1"), end];
}

function quotedAt(text: string, start: number): [string, number] {
  const pieces: string[] = [];
  let from = start + 1;
  let at = from;
  for (; at < text.length && text[at] !== text[start]; at++) {
    if (text[at] !== "\\") continue;
    const code = /^\\(?:u([\da-f]{4})|x([\da-f]{2}))/i.exec(text.slice(at, at + 6));
    const hex = code?.[1] ?? code?.[2];
    const next = text[at + 1] ?? "";
    pieces.push(
      text.slice(from, at),
      hex === undefined ? (escapes[next] ?? next) : String.fromCharCode(parseInt(hex, 16)),
    );
    at += code ? code[0].length - 1 : 1;
    from = at + 1;
  }
  pieces.push(text.slice(from, at));
  return [pieces.join(""), at + 1];
}

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
