// How far down a look has to go.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SeenList } from "../archive/seen-list.ts";
import { conversations, page } from "./list-notation.ts";
import { conversation, listPage } from "./pages.ts";

describe("a page reaches down to what did not change", () => {
  for (const [what, seen, text, meets] of [
    ["when nothing changed", "a9 b8 c7 …", "a9 b8 …", true],
    ["when some of it changed", "a9 b8 c7 …", "c10 a9 b8 …", true],
    ["not when all of it changed", "a9 b8 c7 …", "c10 b10 …", false],
    ["not when all of it is new", "a9 b8 …", "d11 c10 …", false],
    ["when only what is unread changed", "a9 b8 …", "a9*3 b8 …", true],
    ["when it goes beyond what was seen", "a9 b8 …", "b11 a10 c7 …", true],
    ["not when it goes to the end of what was seen", "a9 b8 …", "b11 a10 c8 …", false],
    ["not when one that did not change is pinned above those that did", "p1 a9 b8 …", "p1 b11 a10 …", false],
    ["when one is pinned above others that did not change", "p1 a9 b8 …", "p1 b11 a9 c8 …", true],
    ["when it has one that was not seen behind them", "a9 b7 …", "b10 a9 c8 …", true],
    ["not when one that changed may stand behind it at the same time", "a9 b9 c8 …", "a9 b9 …", false],
    ["when it has all of that time", "a9 b9 c8 …", "a9 b9 c8 …", true],
    ["when that time was over when it was seen", "a9 b8 c8 …", "a9 b8 …", true],
    ["when it is the last", "a9 b9", "b9", true],
    ["when it is empty", "a9 …", "", true],
    ["when the times tell nothing", "a0 b0 …", "a0 …", true],
  ] as [string, string, string, boolean][]) {
    it(what, () => assert.equal(new SeenList(conversations(seen)).meets(page(text)), meets));
  }

  it("as it was seen last", () => {
    const seen = new SeenList(conversations("a9 b8"));
    seen.seeTop(conversations("b10 a9"));
    assert.deepEqual([seen.meets(page("b10 a9 …")), seen.meets(page("a9 b8 …"))], [true, false]);
  });

  it("not when a conversation without a newest message has another time", () => {
    const seen = new SeenList([conversation("a", 9), conversation("b", 8)]);
    const meets = (time: number) =>
      seen.meets(listPage([conversation("c", 12), conversation("b", time), conversation("a", 9)], true));
    assert.equal(meets(11), false);
  });
});

describe("what was seen", () => {
  it("is nothing at first", () => assert.equal(new SeenList([]).isEmpty, true));
  it("is something then", () => assert.equal(new SeenList(conversations("a9")).isEmpty, false));
});
