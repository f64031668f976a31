// A clock for how long things last, whatever becomes of the time of day.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SteadyClock } from "../../common/steady-clock.ts";

const minute = 60_000;
const hour = 60 * minute;
const year = 365 * 24 * hour;

/** A device on which time passes, the time of day is set, and which sleeps. */
class Device {
  private timeOfDay = 1_800_000_000_000;
  private running = 5000;
  readonly clock = new SteadyClock({ timeOfDay: () => this.timeOfDay, running: () => this.running });

  pass(time: number): void {
    this.timeOfDay += time;
    this.running += time;
  }

  set(by: number): void {
    this.timeOfDay += by;
  }

  sleep(time: number): void {
    this.timeOfDay += time;
  }
}

describe("the steady clock", () => {
  for (const [what, happens, passed] of [
    ["goes on as time does", (it) => it.pass(minute), minute],
    ["counts a sleep", (it) => it.sleep(8 * hour), 8 * hour],
    ["counts what the time of day is set forward", (it) => it.set(8 * hour), 8 * hour],
    ["stands when the time of day is set back", (it) => it.set(-hour), 0],
    ["counts what passed when it was set back", (it) => (it.pass(minute), it.set(-year), it.pass(minute)), 2 * minute],
    [
      "counts what passed when it was set back again and again",
      (it) => {
        for (let i = 0; i < 10; i++) (it.set(-hour), it.pass(minute), it.clock.now());
      },
      10 * minute,
    ],
    ["counts a sleep in which it was set back", (it) => (it.sleep(8 * hour), it.set(-hour)), 7 * hour],
  ] as [string, (it: Device) => void, number][]) {
    it(what, () => {
      const device = new Device();
      const before = device.clock.now();
      happens(device);
      assert.equal(device.clock.now() - before, passed);
    });
  }

  it("never goes back, and never ahead of two clocks that go a little apart", () => {
    const device = new Device();
    const begun = device.clock.now();
    let before = begun;
    for (let i = 0; i < 1000; i++) {
      device.pass(50);
      device.set(i % 2 === 0 ? -40 : 40);
      const now = device.clock.now();
      assert.ok(now >= before);
      before = now;
    }
    assert.equal(before - begun, 50_000);
  });
});
