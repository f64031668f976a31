import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compareInt64, toBigInt } from "../src/int64.ts";
import type { Int64 } from "../src/models.gen.ts";

describe("two integers of 64 bits", () => {
  const rows: [Int64, Int64, number][] = [
    [1, 2, -1],
    [2, 1, 1],
    [2, 2, 0],
    [2, 10, -1],
    ["1", "2", -1],
    ["10", "9", 1],
    ["-10", "-9", -1],
    ["7", 7, 0],
    [7, "7", 0],
    ["9007199254740992", "9007199254740993", -1],
    ["9007199254740993", 9007199254740992, 1],
    [9007199254740992, "9007199254740993", -1],
    ["9223372036854775807", "-9223372036854775808", 1],
  ];
  for (const [a, b, order] of rows)
    it(`${JSON.stringify(a)} and ${JSON.stringify(b)} are compared exactly`, () =>
      assert.equal(compareInt64(a, b), order));

  it("are sorted", () => {
    const numbers: Int64[] = ["30", 4, "9007199254740993", 9007199254740992, "-1"];
    assert.deepEqual(numbers.sort(compareInt64), ["-1", 4, "30", 9007199254740992, "9007199254740993"]);
  });

  it("that came as numbers are compared as numbers, whatever they are", () => assert.equal(compareInt64(1.5, 1), 1));
});

describe("an integer of 64 bits as a bigint", () => {
  for (const [value, bigint] of [
    [5, 5n],
    ["-5", -5n],
    ["9223372036854775807", 9223372036854775807n],
    ["-9223372036854775808", -9223372036854775808n],
  ] as const)
    it(`${JSON.stringify(value)} is exact`, () => assert.equal(toBigInt(value), bigint));

  it("is none when it is no integer", () => assert.throws(() => toBigInt("five"), SyntaxError));
  it("is none when it is a fraction", () => assert.throws(() => toBigInt(1.5), RangeError));
});
