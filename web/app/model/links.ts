import { parseAddress } from "../../common/web-address.ts";

/** A piece of a text: words, or an address that can be opened. */
export type TextPiece = { text: string; url?: undefined } | { text: string; url: URL };

// An address ends at what no address holds, at marks that belong to the sentence and at what turns the reading direction.
const ends =
  "\\s<>\"'`^{}|\\\\\\u0000-\\u0020\\u200b-\\u200f\\u2010-\\u202e\\u2060-\\u206f\\u3000-\\u303f\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65";

// What people write on with right behind an address: no space parts it from the words in these languages.
const joined =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Bopomofo}\\p{Extended_Pictographic}";

const address = new RegExp(`https?://[^${ends}/?#]+(?:[/?#](?:=[${joined}]*|[^${ends}${joined}=])*)?`, "giu");

// The last part of a host, and Chinese behind it: no top-level domain has both.
const hostAndWords = new RegExp(`^(https?://(?:[^/?#]*\\.)?[a-z0-9-]+(?::\\d+)?)[${joined}][^./?#]*(?:[/?#]|$)`, "iu");

/**
 * Parts a text into words and web addresses. Nothing but http and https is an address. Chinese, Japanese, Korean and emoji
 * right behind an address are words: what belongs to one is percent-encoded there ("…/%E6%AD%8C"). They are part of it in
 * a host ("https://例子.中国/", but not behind a Latin top-level domain) and as a value ("?w=周杰伦").
 */
export function findLinks(text: string): TextPiece[] {
  // Most texts have none, and this is seen at once.
  if (!text.includes("://")) return text === "" ? [] : [{ text }];
  const pieces: TextPiece[] = [];
  let done = 0;
  address.lastIndex = 0;
  for (let match = address.exec(text); match; match = address.exec(text)) {
    const found = withoutTrailing(hostAndWords.exec(match[0])?.[1] ?? match[0]);
    const url = webAddress(found);
    if (!url) continue;
    if (match.index > done) pieces.push({ text: text.slice(done, match.index) });
    pieces.push({ text: found, url });
    done = match.index + found.length;
    address.lastIndex = done;
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return pieces;
}
// "(see https://example.com/a)." has neither the parenthesis nor the full stop in the address.
function withoutTrailing(text: string): string {
  const opened = text.includes("(");
  let end = text.length;
  for (;;) {
    const last = text[end - 1]!;
    const unopened = last === ")" && !opened;
    if (!unopened && !".,;:!?*_~…".includes(last)) return text.slice(0, end);
    end--;
  }
}

/** The address in a text when it is one of the web, otherwise nothing. */
export function webAddress(text: string): URL | undefined {
  return /^https?:\/\//i.test(text) ? parseAddress(text) : undefined;
}

/** Whether an address belongs to QQ: it can be opened without a question. */
export function isOwnHost(url: URL): boolean {
  return url.protocol === "https:" && url.username === "" && /(^|\.)qq\.com$/.test(url.hostname) && url.port === "";
}
