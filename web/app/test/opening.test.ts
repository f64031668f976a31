// Where a conversation opens, and where somebody stands in it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { numberAlone } from "../model/sides.ts";
import { openingOf, placeAt } from "../thread/opening.ts";
import { rowsOf } from "../thread/rows.ts";
import { spotRow } from "../thread/spot.ts";
import { timeOnTop } from "../thread/time-on-top.ts";
import { isLineRead } from "../thread/unread-line.ts";
import { message, peer } from "./messages.ts";

/** The rows of messages of one day: the beginning, the day, and one for each message, with the line before one of them. */
const rows = (firstUnread?: string) =>
  rowsOf({
    messages: [1, 2, 3].map((number) => message(number)),
    gaps: new Set(),
    outgoing: [],
    peer,
    self: numberAlone("1"),
    hasOlder: false,
    firstUnread,
    sentKeys: new Set(),
  });

describe("a conversation opens", () => {
  const kept = { messageId: "2", offset: -20 };
  for (const [what, list, place, then] of [
    ["at its end", rows(), undefined, undefined],
    ["where one stood", rows(), kept, { index: 3, offset: -20 }],
    ["at its end when the message there is gone", rows(), { messageId: "9", offset: 0 }, undefined],
    ["at the unread line, wherever one stood", rows("3"), kept, { index: 4 }],
  ] as const) {
    it(what, () => assert.deepEqual(openingOf(list, place), then));
  }
});

describe("whoever reads stands", () => {
  const startOf = (index: number) => index * 50;
  for (const [what, index, scrolled, then] of [
    ["at the first message in view", 2, 120, { messageId: "1", offset: -20 }],
    ["at the message behind a line", 1, 60, { messageId: "1", offset: 40 }],
    ["nowhere when there is none", 5, 0, undefined],
  ] as const) {
    it(what, () => assert.deepEqual(placeAt(rows(), index, startOf, scrolled), then));
  }
});

describe("the name of the day above the messages", () => {
  const time = 1_780_000_000;
  const list = rowsOf({
    messages: [message(1, { time: 0 }), message(2, { time }), message(3, { time: time + 86_400 })],
    gaps: new Set(),
    outgoing: [],
    peer,
    self: numberAlone("1"),
    hasOlder: true,
    sentKeys: new Set(),
  });
  for (const [what, first, then] of [
    ["is that of the first message in view", list.length - 1, time + 86_400],
    [
      "is that of the next message where the first has no time",
      list.findIndex((row) => row.row === "message"),
      undefined,
    ],
    ["is not there where the line that names it is", list.findLastIndex((row) => row.row === "day"), undefined],
    ["is not there below everything", list.length, undefined],
  ] as const) {
    it(what, () => assert.equal(timeOnTop(list, first), then));
  }
});

describe("a message that is gone to", () => {
  const list = rows("1");
  for (const [what, spot, then] of [
    ["is brought into view itself", { messageId: "1", align: "center" }, 3],
    ["is brought into view with the lines above it", { messageId: "1", align: "start" }, 0],
    ["is nowhere when it is not shown", { messageId: "9", align: "start" }, -1],
  ] as const) {
    it(what, () => assert.equal(spotRow(list, spot), then));
  }
});

describe("the unread line", () => {
  for (const [what, passedBy, atEnd, read] of [
    ["stays while it is in view, also at the end", -10, true, false],
    ["stays when it has just left the view", 40, false, false],
    ["goes when it has left the view and the end was seen", 40, true, true],
    ["goes when it was left behind by more than the view", 601, false, true],
    ["stays for one who scrolled up from it", -2000, false, false],
  ] as const) {
    it(what, () => assert.equal(isLineRead({ passedBy, atEnd, height: 600 }), read));
  }
});
