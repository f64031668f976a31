import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limitWait, nextWait, secondsLeft } from "../gateway/schedule.ts";

const wait = (changes: { quiet?: number; failures?: number; hidden?: boolean }) =>
  nextWait({ quiet: 0, failures: 0, hidden: false, ...changes });

describe("the wait until the next look", () => {
  it("is short when something happened", () => assert.equal(wait({}), 3000));
  it("stays short for a while when nothing does", () =>
    assert.deepEqual([wait({ quiet: 5 }), wait({ quiet: 6 })], [3000, 3750]));
  it("grows while nothing does, to half a minute", () => {
    assert.ok(wait({ quiet: 8 }) > wait({ quiet: 6 }));
    assert.equal(wait({ quiet: 1000 }), 30_000);
  });
  it("is longer when the page cannot be seen", () => {
    assert.equal(wait({ hidden: true }), 30_000);
    assert.equal(wait({ hidden: true, quiet: 1000 }), 120_000);
  });
  it("doubles with each failure, to five minutes", () => {
    assert.deepEqual(
      [1, 2, 3, 100].map((failures) => wait({ failures })),
      [5000, 10_000, 20_000, 300_000],
    );
  });
  it("is never shorter in a hidden page for having failed", () =>
    assert.equal(wait({ failures: 1, hidden: true }), 30_000));
});

describe("a rate limit", () => {
  it("lasts as long as the gateway says", () => assert.equal(limitWait(7000, 3), 7000));
  it("lasts a day at most, whatever it says", () => assert.equal(limitWait(2 ** 40, 1), 86_400_000));
  it("lasts longer each time otherwise", () => {
    assert.deepEqual(
      [1, 2, 9].map((times) => limitWait(undefined, times)),
      [30_000, 60_000, 300_000],
    );
  });
  it("is none shorter for being one of very many", () => assert.equal(limitWait(undefined, 10_000), 300_000));
  it("counts down to 0 and no further", () => {
    assert.deepEqual([secondsLeft(5000, 0), secondsLeft(5000, 4999), secondsLeft(5000, 6000)], [5, 1, 0]);
  });
});
