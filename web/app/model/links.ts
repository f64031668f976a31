import { parseAddress } from "../../common/web-address.ts";

/** A piece of a text: words, or an address that can be opened. */
export type Piece = { text: string; url?: undefined } | { text: string; url: URL };

// An address ends at what no address holds, at marks that belong to the sentence and at what turns the reading direction.
const address =
  /https?:\/\/[^\s<>"'`^{}|\\\u0000-\u0020\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+/giu;

/** Parts a text into words and web addresses. Nothing but http and https is an address. */
export function findLinks(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(address)) {
    const found = withoutTrailing(match[0]);
    const url = webAddress(found);
    if (!url) continue;
    if (match.index > done) pieces.push({ text: text.slice(done, match.index) });
    pieces.push({ text: found, url });
    done = match.index + found.length;
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
