// Pages that were asked for behind a message, of a gateway that begins with the oldest.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nothingKnown } from "../archive/history.ts";
import { ingest, type MessagesPage } from "../archive/ingest.ts";
import { MessageGateway } from "./message-gateway.ts";
import { drawn, none, numbered, page, read, unordered } from "./numbered-messages.ts";
import { seeded } from "./seeded.ts";

/** A page of numbered messages, asked for behind one of them; from the beginning on for 0. */
const behind = (numbers: number[], hasMore: boolean, after: number): MessagesPage => ({
  messages: numbered(...numbers),
  hasMore,
  after: after === 0 ? null : `m${after}`,
});

describe("a page behind a message", () => {
  for (const [what, pages, then] of [
    ["that begins at the beginning has nothing missing before it", [behind([1, 2], true, 0)], "m1 m2"],
    ["joins it", [behind([1, 2], true, 0), behind([3, 4], true, 2)], "m1 m2 m3 m4"],
    ["leaves the gap before what is newer", [page([9, 8], true), behind([1, 2], true, 0)], "m1 m2 … m8 m9"],
    [
      "fills a gap when it has what is on both sides",
      [page([9, 8], true), behind([1, 2], true, 0), behind([6, 7, 8], true, 2)],
      "m1 m2 m6 m7 m8 m9",
    ],
    [
      "does not fill a gap that it does not reach across",
      [page([9, 8], true), behind([1, 2], true, 0), behind([3, 4], true, 2)],
      "m1 m2 m3 m4 … m8 m9",
    ],
    [
      "covers what is between the message and its end",
      [behind([1, 2, 3, 4], false, 0), behind([2, 4], false, 1)],
      "m1 m2 m4",
    ],
    ["covers what stands before its newest", [behind([1, 2, 4], false, 0), behind([3], true, 1)], "m1 m3 … m4"],
    ["that is the last covers what was behind it", [behind([1, 2, 3, 4], false, 0), behind([2], false, 1)], "m1 m2"],
    ["that is empty says that nothing is behind", [behind([1, 2, 3], false, 0), behind([], false, 2)], "m1 m2"],
    [
      "that is empty although there is more says nothing",
      [behind([1, 2, 3], false, 0), behind([], true, 2)],
      "m1 m2 m3",
    ],
    ["of another place covers itself alone", [page([5, 4, 3, 2, 1], false), behind([2, 4], true, 4)], "m1 m2 m4 m5"],
    ["that stands before the message covers itself alone", [page([3, 2, 1], false), behind([1], true, 2)], "m1 m2 m3"],
    [
      "behind a message that is not known stands by its order",
      [page([9, 8], true), behind([3, 4], true, 2)],
      "… m3 m4 … m8 m9",
    ],
    [
      "behind a message that is not known leaves a gap before what was the beginning",
      [page([9, 8], false), behind([3, 4], true, 2)],
      "… m3 m4 … m8 m9",
    ],
    [
      "behind a message that is not known covers what is between its ends",
      [page([5, 3, 1], false), behind([2, 5], true, 9)],
      "m1 … m2 m5",
    ],
    [
      "that is empty says nothing behind a message that is not known",
      [page([3, 2], true), behind([], false, 9)],
      "… m2 m3",
    ],
    [
      "leaves the gap before others where nothing tells the order",
      [unordered([9, 8], true), { ...unordered([2, 1], true), after: null }],
      "m1 m2 … m8 m9",
    ],
  ] as [string, MessagesPage[], string][]) {
    it(what, () => assert.equal(drawn(read(...pages)), then));
  }

  it("says nothing of a message that came after it was asked for, nor of the gap before it", () => {
    const known = read(behind([1, 2], false, 0), page([9], true));
    const { history } = ingest(known, behind([1, 2], false, 0), { ...none, isNewer: (id) => id === "m9" });
    assert.equal(drawn(history), "m1 m2 … m9");
  });
});

it("a conversation is whole after it was read from its beginning, whatever was known of it", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = seeded(seed);
    const gateway = new MessageGateway(random, {
      sequence: random.below(2) === 0,
      times: random.below(2) === 0,
      oldestFirst: false,
    });
    for (let i = random.below(60); i > 0; i--) gateway.add();
    let history = nothingKnown;
    for (let i = random.below(4); i > 0; i--) {
      const before = gateway.messages[random.below(gateway.messages.length + 1)]?.id;
      const some = gateway.page(before, 1 + random.below(9));
      if (some) history = ingest(history, some, none).history;
    }
    let after: string | null = null;
    for (let more = true; more;) {
      const start: number = gateway.messages.findIndex(({ id }) => id === after) + 1;
      const messages = gateway.messages.slice(start, start + 1 + random.below(9));
      more = start + messages.length < gateway.messages.length;
      history = ingest(history, { messages: messages.toReversed(), hasMore: more, after }, none).history;
      after = messages.at(-1)?.id ?? null;
    }
    assert.equal(drawn(history), gateway.messages.map(({ id }) => id).join(" "), `seed ${seed}`);
  }
});
