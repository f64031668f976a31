import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { effect } from "@preact/signals";
import { today } from "../ui/today.ts";

const evening = new Date(2026, 6, 15, 23, 59).getTime();
const nextDay = new Date(2026, 6, 16).getTime();

describe("the day", () => {
  beforeEach(() => mock.timers.enable({ apis: ["Date", "setInterval"], now: evening }));
  afterEach(() => mock.timers.reset());

  it("is another one after midnight, for whoever reads it", () => {
    const days: number[] = [];
    const stop = effect(() => void days.push(today.value));
    mock.timers.tick(120_000);
    stop();
    assert.deepEqual(days.slice(-2), [new Date(2026, 6, 15).getTime(), nextDay]);
  });

  it("is the present one for whoever begins to read it later", () => {
    mock.timers.setTime(nextDay + 1);
    const days: number[] = [];
    effect(() => void days.push(today.value))();
    assert.equal(days.at(-1), nextDay);
  });
});
