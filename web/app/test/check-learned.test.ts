// What a check learns of a gateway, to be kept.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError } from "../../sdk/src/errors.ts";
import type { Learned } from "../model/learned.ts";
import { asBelieved, changed, CheckWorld, page, pagesOf, wireMessage, type Answering } from "./check-world.ts";

describe("what is learned of a gateway", () => {
  const learned: [what: string, answering: Answering, learned: Learned][] = [
    ["as believed", asBelieved(), { dialect: "20.9", pageOrder: "newestFirst", timeUnit: "seconds" }],
    ["oldest first", pagesOf([3, 4], [1, 2]), { dialect: "20.9", pageOrder: "oldestFirst", timeUnit: "seconds" }],
    [
      "from the beginning",
      pagesOf([1, 2], [3, 4]),
      { dialect: "20.9", pageOrder: "fromBeginning", timeUnit: "seconds" },
    ],
    [
      "from the beginning, unless asked in the other order",
      pagesOf([1, 2], [3, 4], [9, 8]),
      { dialect: "20.9", pageOrder: "newestFirst", newestOrder: 0, timeUnit: "seconds" },
    ],
    [
      "oldest first, when the page before its last is asked for",
      pagesOf([2, 3, 4], [1, 2, 3]),
      { dialect: "20.9", pageOrder: "oldestFirst", timeUnit: "seconds" },
    ],
    [
      "from the beginning, unless asked in the other order, and then oldest first",
      pagesOf([1, 2], [3, 4], [8, 9]),
      { dialect: "20.9", pageOrder: "oldestFirst", newestOrder: 0, timeUnit: "seconds" },
    ],
    ["in no order", page([1, 3, 2].map((n) => wireMessage(n))), { dialect: "20.9", timeUnit: "seconds" }],
    [
      "in another unit",
      changed(({ time }) => ({ time: Number(time) * 1000 })),
      { dialect: "20.9", pageOrder: "newestFirst", timeUnit: "milliseconds" },
    ],
    ["without times", changed(() => ({ time: 0 })), { dialect: "20.9", pageOrder: "newestFirst" }],
    ["that refuses", () => new CGIError("no", { code: 1 }), {}],
  ];
  for (const [what, answering, wanted] of learned) {
    it(what, async () => {
      const world = new CheckWorld(answering);
      await world.found();
      assert.deepEqual(world.check.learned, wanted);
    });
  }
});
