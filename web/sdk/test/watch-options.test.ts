// The options of a watch.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { InvalidArgumentError, type WatchOptions } from "qqmusic-private-message";
import { endWatch, follow, settle, started, stopTime } from "./watched-list.js";

beforeEach(stopTime);
afterEach(endWatch);

describe("watch", () => {
  for (const [argument, options] of [
    ["interval", { interval: 999 }],
    ["interval", { interval: Number.NaN }],
    ["interval", { interval: Infinity }],
    ["interval", { interval: "1000" }],
    ["signal", { signal: 5 }],
    ["signal", { signal: null }],
    ["signal", { signal: new EventTarget() }],
    ["signal", { signal: { aborted: false } }],
    ["every", { every: 1000 }],
    ["options", null],
    ["options", "1000"],
    ["options", []],
  ] as unknown as [string, WatchOptions][]) {
    it(`refuses ${JSON.stringify(options)} and names ${argument}`, async () => {
      const { client } = await started(1);
      assert.throws(
        () => client.watch(options),
        (error) => error instanceof InvalidArgumentError && error.argument === argument,
      );
    });
  }

  it("takes undefined for not given", async () => {
    const { client } = await started(1);
    const options = {
      interval: undefined,
      signal: undefined,
      size: undefined,
      credential: undefined,
      every: undefined,
    };
    const { seen } = follow(client.watch(options));
    await settle();
    assert.deepEqual(seen, ["first 0: s0"]);
  });

  it("says with its first update that a size is wrong", async () => {
    const { client } = await started(1);
    const { end } = follow(client.watch({ size: 1.5 }));
    assert.equal(((await end) as InvalidArgumentError).argument, "size");
  });
});
