import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isoTime, secondsOf, timeUnitOf } from "../model/times.ts";
import { clock, dayName, fullTime, listTime } from "../words/times.ts";

const now = new Date(2026, 6, 15, 12).getTime();
const names = { today: "今天", yesterday: "昨天" };
const at = (...parts: [number, number, number, number]) => new Date(...parts).getTime() / 1000;

describe("a time in a list", () => {
  for (const [name, seconds, said] of [
    ["of today", at(2026, 6, 15, 9), "09:00"],
    ["of yesterday, less than a day ago", at(2026, 6, 14, 23), "昨天"],
    ["of this week", at(2026, 6, 11, 9), "周六"],
    ["of this year", at(2026, 2, 1, 9), "3月1日"],
    ["of another year", at(2024, 2, 1, 9), "2024/03/01"],
    ["of tomorrow, when a clock is wrong", at(2026, 6, 16, 9), "7月16日"],
    ["of the far future", at(4000, 2, 1, 9), "4000/03/01"],
  ] as const) {
    it(name, () => assert.equal(listTime(seconds, now, "zh-CN", names), said));
  }
});

describe("a day", () => {
  it("is today", () => assert.equal(dayName(at(2026, 6, 15, 0), now, "zh-CN", names), "今天"));
  it("is a day of this year", () => assert.match(dayName(at(2026, 0, 2, 0), now, "zh-CN", names), /^1月2日/));
  it("is a day of another year", () => assert.match(dayName(at(2020, 0, 2, 0), now, "en", names), /2020/));
});

describe("a time of the gateway", () => {
  for (const [what, time, seconds] of [
    ["in seconds", 1_780_000_001, 1_780_000_001],
    ["in milliseconds", 1_780_000_001_999, 1_780_000_001],
    ["in microseconds", 1_780_000_001_999_999, 1_780_000_001],
    ["in nanoseconds", "1780000001999999999", 1_780_000_001],
    ["in nanoseconds that a number rounds", 1_780_000_001_500_000_000, 1_780_000_001],
    ["as text", "1780000001", 1_780_000_001],
    ["of the first second", 1, 1],
    ["with a fraction", 1_780_000_001.5, 1_780_000_001],
    ["at the end of the seconds", 99_999_999_999, 99_999_999_999],
    ["at the beginning of the milliseconds", 100_000_000_000, 100_000_000],
    ["at the beginning of the microseconds", 100_000_000_000_000, 100_000_000],
    ["at the beginning of the nanoseconds", "100000000000000000", 100_000_000],
    ["as large as an int64", "9223372036854775807", 9_223_372_036],
    ["that is 0", 0, undefined],
    ["that is 0 as text", "0", undefined],
    ["that is less than a second", 0.9, undefined],
    ["that is negative", -1_780_000_001, undefined],
    ["that is negative as text", "-9223372036854775808", undefined],
    ["that is larger than an int64 by far", "100000000000000000000", undefined],
    ["that is larger than a number by far", 1e300, undefined],
    ["that has a million digits", "1".repeat(1_000_000), undefined],
    ["that is infinite", Infinity, undefined],
    ["that is no number", NaN, undefined],
    ["that is no text of a number", "1e9", undefined],
    ["that is empty", "", undefined],
    ["that is blank", " ", undefined],
    ["that is missing", undefined, undefined],
    ["that is null", null, undefined],
    ["that is an object", {} as number, undefined],
    ["that is a list of one time", [1_780_000_001] as unknown as number, undefined],
  ] as const) {
    it(`${what} is ${seconds ?? "unknown"}`, () => assert.equal(secondsOf(time), seconds));
  }
});

describe("what a time of the gateway counts", () => {
  for (const [time, unit] of [
    [-1n, undefined],
    [0n, undefined],
    [1n, "seconds"],
    [10n ** 11n - 1n, "seconds"],
    [10n ** 11n, "milliseconds"],
    [10n ** 14n, "microseconds"],
    [10n ** 17n, "nanoseconds"],
    [10n ** 20n - 1n, "nanoseconds"],
    [10n ** 20n, undefined],
  ] as const) {
    it(`is ${unit ?? "unknown"} in ${time}`, () => assert.equal(timeUnitOf(time), unit));
  }
});

it("a time is written as HTML has it", () => assert.equal(isoTime(0), "1970-01-01T00:00:00.000Z"));

describe("a time that is unknown or beyond what a Date holds", () => {
  for (const seconds of [undefined, NaN, Infinity, -Infinity, 8.64e12 + 1, 1e300]) {
    it(`is written as nothing: ${seconds}`, () => {
      const written = [
        clock(seconds, "en"),
        listTime(seconds, now, "en", names),
        dayName(seconds, now, "en", names),
        fullTime(seconds, "en"),
        isoTime(seconds) ?? "",
      ];
      assert.deepEqual(written, ["", "", "", "", ""]);
    });
  }

  it("begins behind the last second of a Date", () => assert.match(fullTime(8.64e12, "en"), /275760/));
});
