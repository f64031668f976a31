// A page that takes away much is believed the second time.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { positionsIn } from "../archive/history-pieces.ts";
import { ingest } from "../archive/ingest.ts";
import { drawn, none, page, read } from "./numbered-messages.ts";

const many = Array.from({ length: 120 }, (_, i) => 120 - i);

describe("a page that takes away much", () => {
  for (const hasMore of [true, false]) {
    it(`has to say twice that much is gone behind its newest, ${hasMore ? "with more" : "with nothing"} before it`, () => {
      const once = ingest(read(page(many, false)), page([2, 1], hasMore), none);
      assert.deepEqual([positionsIn(once.history).count, once.added, once.gone], [120, [], []]);
      assert.equal(drawn(ingest(once.history, page([2, 1], hasMore), none).history), "m1 m2");
    });
  }

  it("takes what it brings although it has to say twice that much is gone", () => {
    const { added } = ingest(read(page(many, false)), page([122, 121, 120], false), none);
    assert.deepEqual(
      added.map(({ id }) => id),
      ["m121", "m122"],
    );
  });

  it("has to say twice that much is gone", () => {
    const before = read(page(many, false));
    const once = ingest(before, page([], false), none);
    assert.equal(positionsIn(once.history).count, 120);
    assert.equal(positionsIn(ingest(once.history, page(many.slice(0, 50), true), none).history).count, 120);
    assert.equal(positionsIn(ingest(once.history, page([], false), none).history).count, 0);
  });

  for (const [much, left] of [
    [50, 0],
    [51, 51],
  ] as const) {
    it(`takes away ${much - left} of ${much} at once`, () => {
      const once = ingest(read(page(many.slice(-much), false)), page([], false), none);
      assert.equal(positionsIn(once.history).count, left);
    });
  }

  it("closes no gap when it is empty, until it has said so twice", () => {
    const before = read(page(many, true), page([200], true));
    const once = ingest(before, page([], false, 200), none).history;
    assert.equal(positionsIn(once).isJoined(120), false);
    assert.equal(drawn(ingest(once, page([], false, 200), none).history), "m200");
  });

  for (const [what, next, doubted] of [
    ["the newest", page(many.slice(0, 50), true), false],
    ["what is before another message", page([119, 118], true, 120), true],
    ["what is behind another message", { ...page([3, 2], true), after: "m1" }, true],
  ] as const) {
    it(`is ${doubted ? "still" : "no longer"} doubted after a page of ${what}`, () => {
      const once = ingest(read(page(many, false)), page([], false), none).history;
      assert.equal(ingest(once, next, none).history.doubted, doubted);
    });
  }

  it("is not doubted for ever", () => {
    const calm = [page([], false), page(many.slice(0, 50), true), page([], false)].reduce(
      (known, one) => ingest(known, one, none).history,
      read(page(many, false)),
    );
    assert.equal(positionsIn(calm).count, 120);
  });
});
