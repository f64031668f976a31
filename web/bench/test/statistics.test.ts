import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { onTop, pairwise, quantile, spreadOf, times, timesFaster } from "../statistics.js";

describe("quantile", () => {
  it("lies between two numbers where it falls there", () => {
    assert.equal(quantile([4, 1, 3, 2], 0.5), 2.5);
    assert.equal(quantile([4, 1, 3, 2], 0.25), 1.75);
    assert.equal(quantile([3, 1, 2], 0.5), 2);
  });

  it("is the only number there is", () => {
    for (const share of [0, 0.25, 1]) assert.equal(quantile([7], share), 7);
  });

  it("orders numbers, not their digits", () => assert.equal(quantile([10, 9, 100], 0.5), 10));

  it("leaves the list as it is", () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    assert.deepEqual(values, [3, 1, 2]);
  });

  it("refuses what has no middle", () => {
    for (const values of [[], [1, NaN], [Infinity]]) assert.throws(() => quantile(values, 0.5), RangeError);
  });
});

it("spreadOf gives median and quartiles", () => {
  assert.deepEqual(spreadOf([1, 2, 3, 4, 5]), { median: 3, lower: 2, upper: 4 });
});

describe("pairwise", () => {
  const pairs = { ours: [2, 30], beside: [1, 10] };

  it("compares each measurement with its own neighbour", () => {
    assert.deepEqual(pairwise(pairs, times), [2, 3]);
    assert.deepEqual(pairwise(pairs, timesFaster), [1 / 2, 1 / 3]);
    assert.deepEqual(pairwise(pairs, onTop), [1, 20]);
  });

  it("is not moved by a machine that slows down for both", () => {
    const slower = { ours: [2, 20, 200], beside: [1, 10, 100] };
    assert.deepEqual(spreadOf(pairwise(slower, times)), { median: 2, lower: 2, upper: 2 });
  });

  it("refuses a measurement without a neighbour", () => {
    assert.throws(() => pairwise({ ours: [1, 2], beside: [1] }, times), /2 measurements beside 1/);
  });
});
