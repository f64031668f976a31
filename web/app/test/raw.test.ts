// Reading what a gateway sent, of which nothing is certain.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { enumerated, idOf, integerOf, jsonTypeOf, objectOf, objectsOf } from "../model/raw.ts";

describe("a value that a gateway sent", () => {
  for (const [value, type] of [
    [null, "null"],
    [undefined, "null"],
    [false, "boolean"],
    [0, "number"],
    ["", "string"],
    [[], "array"],
    [{}, "object"],
  ] as const) {
    it(`is of the type of JSON: ${JSON.stringify(value)}`, () => assert.equal(jsonTypeOf(value), type));
  }

  for (const [what, value, object, objects] of [
    ["an object", { a: 1 }, { a: 1 }, []],
    ["a list", [{ a: 1 }, null, 2, "x", [3], { b: 4 }], {}, [{ a: 1 }, { b: 4 }]],
    ["a text", "abc", {}, []],
    ["null", null, {}, []],
  ] as const) {
    it(`is an object, or several, where it is that: ${what}`, () =>
      assert.deepEqual([objectOf(value), objectsOf(value)], [object, objects]));
  }

  for (const [value, id, integer, code] of [
    [0, "0", 0n, "0"],
    [-7, "-7", -7n, "-7"],
    ["7", "7", 7n, "7"],
    ["-7", "-7", -7n, "-7"],
    [1.5, "", undefined, "…"],
    [1e300, "", BigInt(1e300), "…"],
    [9_007_199_254_740_992, "", 9_007_199_254_740_992n, "…"],
    [Infinity, "", undefined, "…"],
    [999_999, "999999", 999_999n, "999999"],
    [1_000_000, "1000000", 1_000_000n, "…"],
    [-999_999, "-999999", -999_999n, "-999999"],
    [-1_000_000, "-1000000", -1_000_000n, "…"],
    ["", "", undefined, "…"],
    ["a1", "a1", undefined, "…"],
    ["1a", "1a", undefined, "…"],
    ["9".repeat(40), "9".repeat(40), BigInt("9".repeat(40)), "…"],
    ["9".repeat(41), "9".repeat(41), undefined, "…"],
    [true, "", undefined, "…"],
    [null, "", undefined, "…"],
    [{}, "", undefined, "…"],
    [[5], "", undefined, "…"],
  ] as const) {
    it(`is an id, an integer and a code where it is that: ${typeof value} ${String(value)}`, () =>
      assert.deepEqual([idOf(value), integerOf(value), enumerated(value)], [id, integer, code]));
  }
});
