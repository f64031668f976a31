import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ageOf } from "../model/login-age.ts";

const now = Date.UTC(2027, 0, 10);
const hour = 3600;
const given = (hoursAgo: number) => now / 1000 - hoursAgo * hour;

describe("the age of a login", () => {
  for (const [name, createTime, expiresIn, state, endsInHours] of [
    ["is young", given(1), 48 * hour, "fresh", 47],
    ["has more than half a day left", given(35.9), 48 * hour, "fresh", 12.1],
    ["has half a day left", given(36), 48 * hour, "ending", 12],
    ["has a second left", given(48) + 1, 48 * hour, "ending", 1 / hour],
    ["is at its end", given(48), 48 * hour, "over", 0],
    ["is past its end", given(100), 48 * hour, "over", -52],
    ["lasts for an hour", given(0), hour, "ending", 1],
    ["does not say how long it lasts: it is believed to last three days", given(1), undefined, "fresh", 71],
    ["is near its believed end", given(60), undefined, "ending", 12],
    ["is past its believed end", given(1000), undefined, "over", -928],
    ["says that it lasts for 0 seconds, as clients do that do not know", given(100), 0, "over", -28],
    ["lasts for less than nothing", given(1), -5, "fresh", 71],
    ["has a life in milliseconds", given(1), 259_200_000, "fresh", 71],
    ["has a life that is no number", given(1), NaN, "fresh", 71],
    ["lasts for as long as any", given(1), 366 * 24 * hour, "fresh", 366 * 24 - 1],
    ["is from a clock that is a little fast", given(-1), 48 * hour, "fresh", 49],
    ["is from a clock that is a day fast", given(-24), 48 * hour, "fresh", 72],
  ] as const) {
    it(`that ${name} is ${state}`, () => {
      const age = ageOf({ createTime, ...(expiresIn !== undefined && { expiresIn }) }, now);
      assert.deepEqual([age.state, age.endsAt], [state, Math.round(now + endsInHours * hour * 1000)]);
    });
  }

  for (const [what, expiresIn, isTold] of [
    ["when the login says it", hour, true],
    ["by belief when the login says nothing", undefined, false],
    ["by belief when what the login says cannot be", 259_200_000, false],
  ] as const) {
    it(`is known ${what}`, () => {
      const login = { createTime: given(1), ...(expiresIn !== undefined && { expiresIn }) };
      assert.equal(ageOf(login, now).isTold, isTold);
    });
  }

  for (const [name, createTime] of [
    ["that nobody tells", undefined],
    ["of 0", 0],
    ["below 0", -1],
    ["in milliseconds", now],
    ["in the far future", given(-48)],
    ["that is no number", NaN],
    ["that is endless", Infinity],
  ] as const) {
    it(`with a time ${name} is unknown`, () => {
      const login = { ...(createTime !== undefined && { createTime }), expiresIn: 48 * hour };
      assert.deepEqual(ageOf(login, now), { state: "unknown" });
    });
  }
});
