// What is seen to be wrong after a storm.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { judge, type Outcome } from "../judge.js";
import type { Told } from "../stormy-simulator.js";

const sent: Outcome = { clientKey: "k", shown: "sent", life: 1, allowed: 1, error: "", typed: true };
const arrived: Told = { asked: 1, storedIn: [1] };
const cut: Told = { asked: 1, storedIn: [] };

describe("a message", () => {
  for (const [what, outcome, told, broken] of [
    ["that was sent and arrived is right", {}, arrived, []],
    ["that failed and did not arrive is right", { shown: "failed" }, cut, []],
    ["that may have arrived is right either way", { shown: "maybe" }, arrived, []],
    ["that was sent again because the user said so is right", { allowed: 2 }, { ...arrived, asked: 2 }, []],
    ["that arrived at a simulator that was killed since may have failed", { shown: "failed", life: 2 }, arrived, []],
    ["that was sent twice is wrong", {}, { ...arrived, asked: 2 }, ["k was sent 2 times instead of 1"]],
    ["that is lost is wrong", {}, cut, ["k is shown as sent, and never arrived"]],
    ["that nobody asked for is wrong", {}, undefined, ["k is shown as sent, and never arrived"]],
    [
      "that failed and arrived is wrong",
      { shown: "failed", error: "HTTPError" },
      arrived,
      ["k is shown as not sent (HTTPError), and has arrived"],
    ],
    [
      "that timed out and arrived after it was looked for is right: its key makes it one message",
      { shown: "failed", error: "TimeoutError" },
      arrived,
      [],
    ],
    ["that never ended is wrong", { shown: "nothing" }, cut, ["k never came to an end"]],
    [
      "that met an error of another kind is wrong",
      { shown: "maybe", error: "TypeError", typed: false },
      cut,
      ["k met TypeError, which is no error of the package"],
    ],
  ] as const) {
    it(what, () => {
      const all = new Map<string, Told>(told ? [["k", { asked: told.asked, storedIn: [...told.storedIn] }]] : []);
      assert.deepEqual(judge([{ ...sent, ...outcome }], all), broken);
    });
  }
});
