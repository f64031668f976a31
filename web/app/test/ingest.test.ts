// What the archive knows of a conversation is what the gateway has, in whatever order, overlap and repetition its pages come.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { positionsIn } from "../archive/history-pieces.ts";
import { nothingKnown, type History } from "../archive/history.ts";
import { changeMessage, ingest, ingestSent, removeMessages, type MessagesPage } from "../archive/ingest.ts";
import type { Message } from "../../sdk/src/index.ts";
import { message } from "./messages.ts";
import { drawn, none, numbered, page, read, unordered } from "./numbered-messages.ts";

/** Puts a page in with one picture. */
const putPicture = (known: History, content: string, pic: string): History =>
  ingest(known, { messages: [message(1, { msgType: 2, metaData: { content, pic } })], hasMore: false }, none).history;

describe("a page", () => {
  for (const [what, pages, then] of [
    ["newest first stands oldest first", [page([3, 2, 1], false)], "m1 m2 m3"],
    ["oldest first stands the same", [page([1, 2, 3], false)], "m1 m2 m3"],
    ["with more before it begins with a gap", [page([3, 2], true)], "… m2 m3"],
    ["asked before a message joins it", [page([5, 4], true), page([3, 2], true, 4)], "… m2 m3 m4 m5"],
    ["that is the last joins the beginning", [page([3, 2], true), page([1], false, 2)], "m1 m2 m3"],
    ["that is empty says that there is nothing before", [page([3, 2], true), page([], false, 2)], "m2 m3"],
    [
      "that is empty although there is more is believed to be the end",
      [page([3, 2], true), page([], true, 2)],
      "m2 m3",
    ],
    ["that overlaps joins", [page([3, 2, 1], false), page([4, 3], true)], "m1 m2 m3 m4"],
    ["that does not overlap leaves a gap", [page([2, 1], false), page([9, 8], true)], "m1 m2 … m8 m9"],
    [
      "that fills a gap in part",
      [page([2, 1], false), page([9, 8], true), page([7, 6], true, 8)],
      "m1 m2 … m6 m7 m8 m9",
    ],
    ["that fills a gap", [page([2, 1], false), page([5, 4], true), page([3, 2], true, 4)], "m1 m2 m3 m4 m5"],
    [
      "that fills a gap without a message of its own",
      [page([2, 1], false), page([5, 4], true), page([2], true, 4)],
      "m1 m2 m4 m5",
    ],
    [
      "that has what is on both sides of a gap closes it",
      [page([2, 1], false), page([4, 3], true), page([4, 3, 2, 1], true)],
      "m1 m2 m3 m4",
    ],
    ["covers what is between its ends", [page([3, 2, 1], false), page([3, 1], false)], "m1 m3"],
    ["covers what was newer than its newest", [page([3, 2, 1], false), page([2, 1], false)], "m1 m2"],
    ["covers what was before the beginning", [page([3, 2, 1], false), page([3, 2], false)], "m2 m3"],
    ["says nothing of what is before it", [page([3, 2, 1], false), page([3], true)], "m1 m2 m3"],
    ["says nothing of what is behind where it was asked", [page([4, 3, 2, 1], false), page([1], false, 3)], "m1 m3 m4"],
    ["of nothing at all empties", [page([3, 2, 1], false), page([], false)], ""],
    ["of another place than was asked covers itself alone", [page([9, 8], true), page([9, 7], true, 8)], "… m7 m9"],
    [
      "before a message that is not known stands by its order",
      [page([9, 8], true), page([3, 2], true, 5)],
      "… m2 m3 … m8 m9",
    ],
    [
      "that has the message before which it was asked has it once",
      [page([9, 8], true), page([8, 7, 6], true, 8)],
      "… m6 m7 m8 m9",
    ],
    [
      "that is newer than where it was asked stands by its order",
      [page([8], true), page([10, 9], true, 8)],
      "… m8 … m9 m10",
    ],
    [
      "before a message that is not known stands behind what is older",
      [page([3, 2], true), page([9, 8], true, 12)],
      "… m2 m3 … m8 m9",
    ],
    [
      "before a message that is not known leaves a gap before what was the beginning",
      [page([9, 8], false), page([3, 2], true, 5)],
      "… m2 m3 … m8 m9",
    ],
    [
      "before a message that is not known leaves a gap on both sides",
      [page([4, 2], false), page([3], true, 9)],
      "m2 … m3 … m4",
    ],
    [
      "that is empty says nothing before a message that is not known",
      [page([3, 2], true), page([], false, 9)],
      "… m2 m3",
    ],
    ["that has a message twice has it once", [page([3, 2, 2, 1], false)], "m1 m2 m3"],
    [
      "joins what it overlaps in part, where nothing tells the order",
      [unordered([9, 8], true), unordered([9, 8, 7, 6], true)],
      "… m6 m7 m8 m9",
    ],
    [
      "leaves what it does not overlap, where nothing tells the order",
      [unordered([2, 1], false), unordered([9, 8], true)],
      "m1 m2 … m8 m9",
    ],
  ] as [string, MessagesPage[], string][]) {
    it(what, () => assert.equal(drawn(read(...pages)), then));
  }

  it("replaces a message that changed", () => {
    const changed = { ...numbered(2)[0]!, tips: "changed" };
    const { history, added } = ingest(
      read(page([3, 2, 1], false)),
      { ...page([3], false), messages: [...numbered(3), changed, ...numbered(1)] },
      none,
    );
    assert.equal(positionsIn(history).at(1).tips, "changed");
    assert.deepEqual(added, []);
  });

  it("does not take away the details of a picture that were asked for", () => {
    const before = putPicture(nothingKnown, "", "https://p/1");
    assert.equal(putPicture(before, "", ""), before);
  });

  it("replaces a picture that lacks details too", () => {
    const before = putPicture(nothingKnown, "before", "");
    assert.equal(positionsIn(putPicture(before, "after", "")).at(0).metaData?.content, "after");
  });

  it("that brings nothing new changes nothing", () => {
    const before = read(page([3, 2, 1], false));
    assert.equal(ingest(before, page([3, 2, 1], false), none).history, before);
  });

  it("tells what it added and what is gone", () => {
    const { added, gone } = ingest(read(page([3, 2, 1], false)), page([4, 3, 1], false), none);
    assert.deepEqual([added.map((one) => one.id), gone], [["m4"], ["m2"]]);
  });
});

describe("a page that was asked for before the newest message came", () => {
  const whole = read(page([3, 2, 1], false));
  const behindGap = ingestSent(read(page([2, 1], false)), numbered(9));
  for (const [what, before, put, newest, then] of [
    ["says nothing of that", read(page([4, 3, 2, 1], false)), page([3, 2, 1], false), "m4", "m1 m2 m3 m4"],
    ["leaves the gap before that", behindGap, page([2, 1], false), "m9", "m1 m2 … m9"],
    ["leaves a gap before that where it takes away what stood there", whole, page([1], false), "m3", "m1 … m3"],
    ["goes around that where it is newer itself", behindGap, page([10, 2, 1], false), "m9", "m1 m2 m9 m10"],
    ["and is empty leaves the gap before that", ingestSent(nothingKnown, numbered(9)), page([], false), "m9", "… m9"],
  ] as [string, History, MessagesPage, string, string][]) {
    it(what, () => {
      const after = ingest(before, put, { ...none, isNewer: (id) => id === newest });
      assert.equal(drawn(after.history), then);
    });
  }
});

describe("messages that were deleted elsewhere", () => {
  const keeping = { ...none, keepsGone: true };

  it("stay where they were when the user wants them kept", () => {
    const { history, gone } = ingest(read(page([3, 2, 1], false)), page([3, 1], false), keeping);
    assert.equal(drawn(history), "m1 (m2) m3");
    assert.deepEqual(gone, ["m2"]);
    assert.equal(positionsIn(history).at(1).goneAt, 1000);
  });

  for (const [what, before, put, then] of [
    ["between messages that were not there", page([2], false), page([3, 1], false), "m1 (m2) m3"],
    ["behind the newest", page([3, 2, 1], false), page([2, 1], false), "m1 m2 (m3)"],
    ["at the beginning, when nothing else is there", page([2, 1], false), page([], false), "(m1) (m2)"],
    ["also where nothing tells the order", unordered([3, 2, 1], false), unordered([3, 1], false), "m1 (m2) m3"],
  ] as const) {
    it(`stay ${what}`, () => assert.equal(drawn(ingest(read(before), put, keeping).history), then));
  }

  it("are told of once", () => {
    const once = ingest(read(page([3, 2, 1], false)), page([3, 1], false), keeping).history;
    const again = ingest(once, page([3, 1], false), { ...keeping, now: 2000 });
    assert.deepEqual([again.gone, again.history], [[], once]);
  });

  it("are there again when the gateway has them", () => {
    const once = ingest(read(page([3, 2, 1], false)), page([3, 1], false), keeping).history;
    assert.equal(drawn(ingest(once, page([3, 2, 1], false), keeping).history), "m1 m2 m3");
  });
});

describe("a message that was sent", () => {
  for (const [what, before, sent, then] of [
    ["stands at the end", read(page([2, 1], false)), numbered(3), "m1 m2 m3"],
    ["leaves a gap when others came before it", read(page([2, 1], false)), numbered(9), "m1 m2 … m9"],
    [
      "stands at the end where nothing tells the order",
      read(page([2, 1], false)),
      [message(3, { id: "m3", sequence: 0, sortTime: 0, time: 0 })],
      "m1 m2 … m3",
    ],
    ["that a page has brought already is there once", read(page([3, 2, 1], false)), numbered(3), "m1 m2 m3"],
    ["that a page brought alone is there once", read(page([3], true)), numbered(3), "… m3"],
    [
      "leaves the gap before what came behind it",
      ingestSent(read(page([2, 1], false)), numbered(9)),
      numbered(5),
      "m1 m2 … m5 … m9",
    ],
    [
      "leaves a gap behind what has no sequence",
      read({ messages: [message(1, { id: "m1", sequence: 0 })], hasMore: false }),
      [message(2, { id: "m2", sequence: 1 })],
      "m1 … m2",
    ],
    ["is not the beginning of a conversation that was not read", nothingKnown, numbered(3), "… m3"],
  ] as [string, History, Message[], string][]) {
    it(what, () => assert.equal(drawn(ingestSent(before, sent)), then));
  }
});

describe("a message that is deleted here", () => {
  for (const [what, before, id, then] of [
    ["leaves no gap", read(page([3, 2, 1], false)), "m2", "m1 m3"],
    ["leaves the beginning", read(page([3, 2, 1], false)), "m1", "m2 m3"],
    ["leaves the gap before it", read(page([3, 2], true)), "m2", "… m3"],
    ["leaves the gap behind it", read(page([2, 1], false), page([5], true)), "m2", "m1 … m5"],
    ["that is not there changes nothing", read(page([3, 2], true)), "m9", "… m2 m3"],
    ["that is not there leaves the only one that is", read(page([2], true)), "m9", "… m2"],
  ] as [string, History, string, string][]) {
    it(what, () => assert.equal(drawn(removeMessages(before, new Set([id]))), then));
  }

  it("leaves nothing known when it was the only one, neither a beginning nor a doubt", () => {
    const left = removeMessages({ ...read(page([1], false)), doubted: true }, new Set(["m1"]));
    assert.deepEqual(left, { pieces: [], doubted: false });
  });
});

it("a change of a message that is not there changes nothing", () => {
  const before = read(page([3, 2], true));
  assert.equal(
    changeMessage(before, "m9", (one) => ({ ...one, tips: "changed" })),
    before,
  );
});
