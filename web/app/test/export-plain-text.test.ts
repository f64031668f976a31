import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { csvRow, defused } from "../export/csv-cells.ts";
import { escapeHtml, escapeMarkdown, plainText } from "../export/escape.ts";
import { findLinks } from "../model/links.ts";

// A text that needs nothing is passed on as it is. Beside it stands the same text with something behind it that needs
// something: what becomes of the text itself must not change by that.

/** Every code unit alone, at the beginning, inside and at the end of a text. */
function* everyText(): Generator<string> {
  for (let unit = 0; unit <= 0xffff; unit++) {
    const mark = String.fromCharCode(unit);
    yield* [mark, `${mark}乙`, `甲${mark}乙`, `1${mark} b`, `甲${mark}`];
  }
  yield* [
    "",
    "😀",
    "甲😀",
    "👨‍👩‍👧",
    "\ud83d乙",
    "甲\ude00",
    "www.qq.com",
    "WWW.",
    "1. a",
    "12) b",
    "=1+1",
    "a;=1",
    "a\t-1",
    "\r\n",
  ];
}

describe("a text without anything odd", () => {
  it("is what it is beside a control", () => {
    for (const text of everyText())
      assert.equal(`${plainText(text)}\ufffd`, plainText(`${text}\u0007`), JSON.stringify(text));
  });

  it("is for HTML what it is beside something odd", () => {
    for (const text of everyText())
      assert.equal(`${escapeHtml(text)}&lt;`, escapeHtml(`${text}<`), JSON.stringify(text));
  });

  it("is for Markdown what it is beside something odd", () => {
    for (const text of everyText()) {
      // What is at the end of a line is another matter: spaces, and what turns the reading direction.
      if (/\s$|[\u202a-\u202e\u2066-\u2069]/.test(text)) continue;
      assert.equal(`${escapeMarkdown(text)}\\#`, escapeMarkdown(`${text}#`), JSON.stringify(text));
    }
  });

  it("is for a table what it is beside something odd", () => {
    for (const text of everyText()) {
      // A line's end is one sign or two.
      if (text.endsWith("\r")) continue;
      assert.equal(`${defused(text)};'=`, defused(`${text};=`), JSON.stringify(text));
      assert.equal(csvRow([text]), `"${defused(text).replaceAll('"', '""')}"\r\n`, JSON.stringify(text));
    }
  });

  it("has the addresses that it has beside another one", () => {
    for (const text of [
      "",
      "a",
      "甲乙",
      "a://b",
      "http://",
      "https://a.example/b",
      "HTTP://A.example",
      "httpſ://a.example",
    ]) {
      const before = findLinks(text).filter(({ url }) => url);
      const beside = findLinks(`${text} http://z.example/`).filter(({ url }) => url);
      assert.deepEqual(before, beside.slice(0, -1), text);
    }
  });
});
