// What is copied of messages.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Message } from "../../sdk/src/index.ts";
import { numberAlone } from "../model/sides.ts";
import { copiedSeveral, copiedText, copiedWithName } from "../thread/copied-text.ts";
import { rowsOf, type MessageRow } from "../thread/rows.ts";
import { fullTime } from "../words/times.ts";
import { en } from "../words/en.ts";
import { me, message, peer } from "./messages.ts";

const names = { words: en, peer: "Ann\u202e", tag: "en" };
const rowsWith = (...messages: Message[]): MessageRow[] =>
  rowsOf({
    messages,
    gaps: new Set(),
    outgoing: [],
    peer,
    self: numberAlone("1"),
    hasOlder: true,
    sentKeys: new Set(),
  }).filter((row) => row.row === "message");
const rowOf = (changes: Parameters<typeof message>[1]) => rowsWith(message(1, changes))[0]!;
const time = fullTime(1_780_000_001, "en");

describe("the copy of a message", () => {
  for (const [what, changes, copied] of [
    ["is its text", { metaData: { content: "two\nlines" } }, "two\nlines"],
    ["has no control characters", { metaData: { content: "a\u0000b\r\nc" } }, "a\ufffdb\nc"],
    [
      "of a song is its title, what is said of it, and where it is",
      { msgType: 1, metaData: { title: "Song", content: "Singer", url: "https://y.qq.com/n/1" } },
      "Song\nSinger\nhttps://y.qq.com/n/1",
    ],
    [
      "of a picture is its address",
      { msgType: 2, metaData: { content: "", pic: "https://a.example/p.png" } },
      "https://a.example/p.png",
    ],
    ["of a picture with no address says what it is", { msgType: 2, metaData: { content: "" } }, en.mediaInLine],
    [
      "has no address that is none of the web",
      { msgType: 1, metaData: { title: "t", content: "", url: "javascript:1" } },
      "t",
    ],
    ["of one of an unknown kind is what can be read", { msgType: 99, metaData: { title: "t", content: "c" } }, "t\nc"],
    ["of one without content is nothing", { metaData: { content: "" } }, ""],
  ] as const) {
    it(what, () => assert.equal(copiedText(rowOf(changes).kind, en), copied));
  }
});

describe("the copy with name and time", () => {
  for (const [what, changes, head] of [
    ["names the other side", {}, `Ann ${time}`],
    ["names oneself", { fromUser: me }, `Me ${time}`],
    ["says that nobody knows who wrote it", { fromUser: null }, `${en.unknownSender} ${time}`],
    ["leaves out a time that is none", { time: 0 }, "Ann"],
  ] as const) {
    it(what, () => assert.equal(copiedWithName(rowOf(changes), names), `${head}\ntext 1`));
  }

  it("of what has no content says why", () =>
    assert.equal(
      copiedWithName(rowOf({ metaData: { content: "" } }), names),
      `Ann ${time}\n${en.lost.perhapsDeleted}`,
    ));

  it("of several parts them, the oldest first", () =>
    assert.equal(
      copiedSeveral(rowsWith(message(1), message(2, { fromUser: me })), names),
      `Ann ${time}\ntext 1\n\nMe ${fullTime(1_780_000_002, "en")}\ntext 2`,
    ));
});
