// Whatever strangers wrote, no file has anything in it that acts, and no file takes longer than its length.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { escapeMarkdown } from "../export/escape.ts";
import { findLinks } from "../model/links.ts";
import { jsonLines } from "../export/json-lines.ts";
import { asCsv, asHtml, asMarkdown, asText, fileOf, texts, type Make } from "./export-files.ts";
import { me, message } from "./messages.ts";
import { seeded, type Random } from "./seeded.ts";

const { JSDOM } = (await import("jsdom" as string)) as { JSDOM: new (html: string) => { window: Window } };

const pieces = [
  ..."<>&\"'`*_[](){}#!|~@$^:;\\/+-=. \t\n\r\u2028\u202e\u2067\u2069\u202c\u200d\ud800",
  ..."aZ0中😀\u0301",
  "<script>",
  "</p>",
  "<!--",
  "]]>",
  "javascript:alert(1)",
  "data:text/html,x",
  "http://a.example/?q=`\\|x",
  "https://b.example/(a)",
  "www.",
  "www.c.example",
  "mailto:a@b.example",
  "![x](https://d.example)",
  "\n---\n",
  "\n1. ",
  "    ",
  "&lt;",
  "&#60;",
  "\n2026-05-28 20:26:41  Me\n",
];

const anyText = (random: Random) =>
  Array.from({ length: 1 + random.below(10) }, () => pieces[random.below(pieces.length)]).join("");

const count = 150;

/** A conversation of strangers, whose seed a failure names. */
function strangers(seed: number) {
  const random = seeded(seed);
  const messages = Array.from({ length: count }, (_, i) =>
    message(i + 1, {
      id: `${i + 1}"><b>`,
      msgType: [0, 1, 2, 7, 99][random.below(5)]!,
      fromUser: { ...me, uin: "7", nick: anyText(random) },
      metaData: {
        title: anyText(random),
        content: anyText(random),
        pic: anyText(random),
        url: anyText(random),
      },
    }),
  ).reverse();
  return { name: anyText(random), messages };
}

describe("a page of strangers' messages", () => {
  it("has no element, attribute or address but those that it has of itself", async () => {
    const seed = Date.now();
    const { name, messages } = strangers(seed);
    const { document } = new JSDOM(await fileOf(asHtml, [name, messages])).window;
    assert.equal(document.querySelectorAll("article").length, count, `seed ${seed}`);
    const known: Record<string, string[]> = {
      a: ["href", "target", "rel"],
      article: ["class", "data-id"],
      bdi: [],
      h1: [],
      h3: [],
      header: [],
      main: [],
      p: ["class", "dir"],
      section: ["id"],
      strong: [],
      time: ["datetime"],
    };
    for (const element of document.body.querySelectorAll("*")) {
      const said = `seed ${seed}: ${element.outerHTML.slice(0, 200)}`;
      const allowed = known[element.localName];
      assert.ok(allowed, said);
      for (const attribute of element.getAttributeNames()) assert.ok(allowed.includes(attribute), said);
      if (element.localName === "a") assert.match(element.getAttribute("href")!, /^https?:\/\//, said);
    }
  });
});

/** What of a line of Markdown a reader would take for more than words; "" when there is nothing. */
function activeIn(line: string): string {
  const rest = line
    .replace(/\\[!-/:-@[-`{-~]/g, "x")
    .replace(/&nbsp;/g, "x")
    .replace(/<https?:\/\/[^<>\s\\`|]*>/g, "x");
  return /[\\`*_[\]<>(){}#|~&@$^:"]|www\.|^\s*([-+=]|\d+[.)])/i.exec(rest)?.[0] ?? "";
}

describe("Markdown of strangers' messages", () => {
  it("has no line that they made, and nothing in a line that means anything", async () => {
    const seed = Date.now();
    const { name, messages } = strangers(seed);
    for (const line of (await fileOf(asMarkdown, [name, messages])).split("\n")) {
      const said = `seed ${seed}: ${JSON.stringify(line)}`;
      // A backslash that none before it escapes breaks the line.
      const body = /^(?:[^\\]|\\.)*/su.exec(line.replace(/^(?:# |## |- |> ?)/, ""))![0];
      const words = line.startsWith("**") ? line.replace(/^\*\*(.*)\*\*( · .*)?$/, "$1") : body;
      assert.equal(activeIn(words), "", said);
    }
  });

  for (const [text, escaped] of [
    ["www.a.example", "www\\.a.example"],
    ["WWW.a.example", "WWW\\.a.example"],
    ["javascript:alert(1)", "javascript\\:alert\\(1\\)"],
    ["<javascript:alert(1)>", "\\<javascript\\:alert\\(1\\)\\>"],
    ["<b onclick=x>", "\\<b onclick=x\\>"],
    ["a@b.example", "a\\@b.example"],
    ["%%hidden%%", "\\%\\%hidden\\%\\%"],
  ] as const) {
    it(`has ${text} as words`, () => assert.equal(escapeMarkdown(text), escaped));
  }

  it("has an address that nothing ends before its end", async () => {
    const file = await fileOf(asMarkdown, ["n", texts("https://a.example/?a|b")]);
    assert.ok(file.endsWith("> <https://a.example/?a%7Cb>\n") || file.endsWith("> <https://a.example/?a>\\|b\n"), file);
  });
});

describe("plain text of strangers' messages", () => {
  it("has no line that could be taken for another message", async () => {
    const seed = Date.now();
    const { name, messages } = strangers(seed);
    const lines = (await fileOf(asText, [name, messages])).split("\n").slice(4);
    const heads = lines.filter((line) => /^\S/.test(line));
    assert.equal(heads.length, count, `seed ${seed}`);
    for (const line of lines) assert.match(line, /^(|    .*|2026-.*)$/u, `seed ${seed}: ${JSON.stringify(line)}`);
  });
});

// What takes time in proportion to its length is done at once; what takes the square of it takes minutes.
const long = 200_000;
const minutes = { timeout: 120_000 };

describe("a very long text", () => {
  const cases: [what: string, text: string][] = [
    ["isolates that nothing ends", "\u2067".repeat(long)],
    ["isolates and their ends", "\u2067".repeat(long) + "\u2069".repeat(long)],
    ["turns within isolates", "\u2067\u202e".repeat(long / 2) + "\u2069".repeat(long / 2)],
    ["marks piled on a letter", `a${"\u0301".repeat(long)}`],
    ["joined emoji", "👩\u200d".repeat(long / 3)],
    ["spaces before an address", `${" ".repeat(long)}x https://a.example/`],
    ["parentheses behind an address", `https://a.example/${")".repeat(long)}`],
    ["addresses", "https://a ".repeat(long / 10)],
    ["ends of lines", "\n".repeat(long)],
    ["tabs before a formula", `${"\t".repeat(long)}=1`],
    ["backslashes", "\\".repeat(long)],
  ];
  const formats: [string, Make][] = [
    ["HTML", asHtml],
    ["Markdown", asMarkdown],
    ["plain text", asText],
    ["CSV", asCsv],
    ["JSON Lines", jsonLines],
  ];
  for (const [what, text] of cases) {
    it(`of ${what} is written in every format`, minutes, async () => {
      for (const [format, make] of formats) {
        const written = await fileOf(make, [text, [message(1, { metaData: { content: text } })]]);
        assert.ok(written.length < 20 * long, `${format} stays in proportion`);
      }
    });
  }

  it("is parted into words and addresses", minutes, () => {
    assert.equal(findLinks(`https://a.example/${")".repeat(long)}`).length, 2);
  });
});
