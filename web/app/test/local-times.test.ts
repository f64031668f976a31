import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FileTimes } from "../export/file-times.ts";

/** Zones whose clocks are put on and back, each in a way of its own, and a time at which it was done. */
const changes: [zone: string, what: string, seconds: number][] = [
  ["Asia/Shanghai", "on, when it still was", 515_527_200],
  ["America/New_York", "on, by an hour", 1_772_953_200],
  ["America/New_York", "back, by an hour", 1_793_512_800],
  ["Europe/Berlin", "back, by an hour", 1_792_890_000],
  ["Australia/Lord_Howe", "back, by half an hour", 1_775_314_800],
  ["Antarctica/Troll", "on, by two hours", 1_774_746_000],
  ["America/St_Johns", "back, a minute after midnight", 1_225_593_060],
  ["Pacific/Apia", "on, by a day", 1_325_239_200],
  ["Asia/Kathmandu", "on, by a quarter of an hour", 504_901_800],
  ["Africa/Monrovia", "on, by 44 minutes and 30 seconds", 63_593_070],
  ["UTC", "never", 951_782_400],
];

/** From a day and a half before to a day and a half after, ever denser towards it. */
const around = [0, 1, 59, 60, 899, 900, 1799, 1800, 3599, 3600, 7200, 43_200, 86_399, 86_400, 129_600];
const distances = [...around, ...around.map((distance) => -distance)].sort((one, other) => one - other);

describe("times in files", () => {
  for (const [zone, what, seconds] of changes) {
    it(`are those that the browser tells in ${zone}, where the clocks were put ${what}`, () => {
      const told = (tag: string, options: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat(tag, { ...options, timeZone: zone });
      const stamp = told("sv-SE", { dateStyle: "short", timeStyle: "medium" });
      for (const tag of ["zh-CN", "en"]) {
        const clock = told(tag, { timeStyle: "medium", hourCycle: "h23" });
        const day = told(tag, { dateStyle: "full" });
        const times = new FileTimes(tag, zone);
        for (const time of distances.map((distance) => seconds + distance)) {
          const moment = time * 1000;
          assert.deepEqual(
            [times.stamp(time), times.clock(time), times.day(time), times.iso(time)],
            [stamp.format(moment), clock.format(moment), day.format(moment), new Date(moment).toISOString()],
          );
        }
      }
    });
  }

  it("are right up to the last that the gateway can tell, in whatever order they are asked for", () => {
    const stamp = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone: "Asia/Tokyo" });
    const times = new FileTimes("en", "Asia/Tokyo");
    for (const time of [99_999_999_999, 1, 1_780_000_000, 1_780_090_000, 1_780_000_000, 2])
      assert.equal(times.stamp(time), stamp.format(time * 1000));
  });
});
