// In which order messages stand, whatever of their times and sequences the gateway sends.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compareMessages, directionOf, oldestFirst, type Placed } from "../model/message-order.ts";
import { message } from "./messages.ts";

const placed = (sequence: Placed["sequence"], sortTime: Placed["sortTime"] = 0, time: Placed["time"] = 0): Placed => ({
  sequence,
  sortTime,
  time,
});

describe("of two messages", () => {
  for (const [what, one, other, order] of [
    ["the sequence tells, whatever the times say", placed(1, 9, 9), placed(2, 1, 1), -1],
    ["the time to sort by tells where one has no sequence", placed(1, 9, 1), placed(0, 8, 2), 1],
    ["the time tells where one has no time to sort by either", placed(1, 9, 1), placed(0, 0, 2), -1],
    ["the times tell where the sequences are equal", placed(5, 0, 1), placed(5, 0, 2), -1],
    ["every digit tells", placed("9007199254740993"), placed("9007199254740992"), 1],
    ["nothing tells where they have nothing in common", placed(1), placed(0, 1), 0],
    ["a negative number tells nothing", placed(-1), placed(1), 0],
    ["nothing tells where all is equal", placed(1, 2, 3), placed(1, 2, 3), 0],
  ] as const) {
    it(what, () => assert.equal(compareMessages(one, other), order));
  }
});

const page = (...messages: [number: number, place: Placed][]) => messages.map(([id, place]) => message(id, place));
const ids = (messages: readonly { id: string }[]) => messages.map(({ id }) => id).join(" ");

describe("the messages of a page", () => {
  for (const [what, messages, direction, sorted] of [
    ["oldest first stay so", page([1, placed(1)], [2, placed(2)], [3, placed(3)]), 2, "1 2 3"],
    ["newest first are turned", page([3, placed(3)], [2, placed(2)], [1, placed(1)]), -2, "1 2 3"],
    ["mostly newest first are so", page([4, placed(4)], [2, placed(2)], [3, placed(3)], [1, placed(1)]), -1, "1 2 3 4"],
    [
      "of which one tells nothing are newest first, whatever the others tell",
      page([3, placed(3)], [1, placed(1)], [2, placed(0)]),
      0,
      "2 1 3",
    ],
    ["out of order are put in order", page([2, placed(2)], [3, placed(3)], [1, placed(1)]), 0, "1 2 3"],
    ["of which nothing tells are newest first", page([3, placed(0)], [1, placed(0)], [2, placed(0)]), 0, "2 1 3"],
    [
      "that are equal keep the way of the others, here oldest first",
      page([1, placed(1)], [2, placed(1)], [3, placed(2)]),
      1,
      "1 2 3",
    ],
    [
      "that are equal keep the way of the others, here newest first",
      page([3, placed(2)], [2, placed(1)], [1, placed(1)]),
      -1,
      "1 2 3",
    ],
    [
      "are told apart by the times alone where one has no sequence",
      page([1, placed(9, 0, 1)], [2, placed(0, 0, 2)], [3, placed(8, 0, 3)]),
      2,
      "1 2 3",
    ],
    ["are none", [], 0, ""],
  ] as const) {
    it(what, () => assert.deepEqual([directionOf(messages), ids(oldestFirst(messages))], [direction, sorted]));
  }

  it("are there once each, and the page stays as it was", () => {
    const messages = page([2, placed(2)], [1, placed(1)], [2, placed(2)]);
    assert.deepEqual([ids(oldestFirst(messages)), ids(messages)], ["1 2", "2 1 2"]);
  });
});
