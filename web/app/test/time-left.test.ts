import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { timeLeftText } from "../settings/time-left.ts";
import { en } from "../words/en.ts";

describe("the time that is left", () => {
  for (const [milliseconds, said] of [
    [0, "less than a minute"],
    [29_000, "less than a minute"],
    [31_000, "1 min"],
    [59 * 60_000, "59 min"],
    [60 * 60_000, "1 h"],
    [150 * 60_000, "2 h 30 min"],
  ] as const) {
    it(`is ${said} of ${milliseconds} ms`, () => assert.equal(timeLeftText(milliseconds, en), said));
  }
});
