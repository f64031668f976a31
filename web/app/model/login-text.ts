import { parseCommand } from "./login-command.ts";
import { parseAssignments, parseBare, parseCookies, parseCookieTable, parseHeaders } from "./login-cookies.ts";
import { readJson } from "./login-json.ts";
import type { NamedValue } from "./login-values.ts";

// More than any file of cookies has.
const longest = 2_000_000;

/**
 * What a pasted text may mean, the likeliest form first: JSON, a command, headers, a cookies.txt or a table, a line of cookies,
 * and at last whatever looks like a part of a login. A form that does not fit gives nothing.
 */
export function* readingsOf(pasted: string): Generator<NamedValue[]> {
  const text = normalizedText(pasted.slice(0, longest));
  yield* readJson(text);
  yield parseCommand(text);
  yield parseHeaders(text);
  yield parseCookieTable(text);
  yield parseCookies(text);
  yield parseAssignments(text);
  yield parseCookies(percentDecoded(text));
  yield parseBare(text);
}

/** A text without what editors, chats and input methods put into it: other widths, spaces, marks and line ends. */
export function normalizedText(text: string): string {
  const plain = text
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, " ")
    .replace(/[\uff01\uff03-\uff06\uff08-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  // Beside straight quotes they belong to a text.
  return /["']/.test(plain) ? plain : plain.replace(/[“”„‟＂]/g, '"').replace(/[‘’‚‛＇]/g, "'");
}

/** A text without its percent signs, where they mean something. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
