// Reading a conversation back to its beginning.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Problem } from "../model/problem.ts";
import { ReadBack } from "../thread/read-back.ts";
import { FakeClock, settled } from "./fake-clock.ts";

/** A conversation of which some pages of 20 messages are not read yet; the question for one of them may fail. */
function reading(pages: number, failing?: number) {
  const clock = new FakeClock();
  let read = 0;
  let begun = 0;
  const back = new ReadBack(
    {
      hasOlder: () => read < pages,
      count: () => 50 + read * 20,
      readOlder: async () => {
        if (read + 1 === failing) {
          failing = undefined;
          throw new Error("cut");
        }
        read++;
      },
      problem: () => ({ kind: "network" }) as unknown as Problem,
      onBeginning: () => begun++,
    },
    clock.later,
  );
  return { back, clock, pages: () => read, begun: () => begun };
}

describe("reading back", () => {
  it("is offered where there is something to read, and only there", () => {
    const [some, none] = [reading(3), reading(0)];
    some.back.offer();
    none.back.offer();
    assert.deepEqual([some.back.state.value.state, none.back.state.value.state], ["offered", "none"]);
  });

  it("reads page after page, not at once, and says when it is there", async () => {
    const { back, clock, pages, begun } = reading(3);
    const done = back.start();
    await settled();
    assert.deepEqual([pages(), clock.waits, back.state.value], [1, [500], { state: "reading", messages: 0 }]);
    await clock.run();
    await done;
    assert.deepEqual([pages(), begun(), back.state.value.state], [3, 1, "none"]);
  });

  it("is done once at a time", async () => {
    const { back, clock, pages } = reading(3);
    void back.start();
    void back.start();
    await settled();
    assert.deepEqual([pages(), clock.waits.length], [1, 1]);
  });

  it("stops at once", async () => {
    const { back, clock, pages, begun } = reading(3);
    const done = back.start();
    await settled();
    back.stop();
    await done;
    assert.deepEqual([pages(), clock.waits, begun(), back.state.value.state], [1, [], 0, "none"]);
  });

  it("goes nowhere when it is stopped while the last page is read", async () => {
    const { back, begun } = reading(1);
    const done = back.start();
    back.stop();
    await done;
    assert.deepEqual([begun(), back.state.value.state], [0, "none"]);
  });

  it("goes on where a page could not be read", async () => {
    const { back, clock, pages } = reading(3, 2);
    void back.start();
    await clock.run();
    assert.deepEqual([pages(), back.state.value.state], [1, "failed"]);
    void back.start();
    await clock.run();
    assert.deepEqual([pages(), back.state.value.state], [3, "none"]);
  });
});
