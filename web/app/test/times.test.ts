import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dayName, listTime } from "../words/times.ts";

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
  ] as const) {
    it(name, () => assert.equal(listTime(seconds, now, "zh-CN", names), said));
  }
});

describe("a day", () => {
  it("is today", () => assert.equal(dayName(at(2026, 6, 15, 0), now, "zh-CN", names), "今天"));
  it("is a day of this year", () => assert.match(dayName(at(2026, 0, 2, 0), now, "zh-CN", names), /^1月2日/));
  it("is a day of another year", () => assert.match(dayName(at(2020, 0, 2, 0), now, "en", names), /2020/));
});
