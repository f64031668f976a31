import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { oneAtATime } from "../../common/one-at-a-time.ts";

const without = Object.getOwnPropertyDescriptor(globalThis, "navigator");

/** A browser with these locks. */
function withLocks(request: (name: string, work: () => Promise<unknown>) => Promise<unknown>): void {
  Object.defineProperty(globalThis, "navigator", { value: { locks: { request } }, configurable: true });
}

const refuse = () => Promise.reject(new DOMException("not here", "SecurityError"));

afterEach(() => {
  if (without) Object.defineProperty(globalThis, "navigator", without);
  else Reflect.deleteProperty(globalThis, "navigator");
});

for (const [where, prepare] of Object.entries({
  "where the browser has no locks": () => Reflect.deleteProperty(globalThis, "navigator"),
  "where the browser refuses locks": () => withLocks(refuse),
})) {
  describe(where, () => {
    it("works of one name wait for each other, also for one that fails", async () => {
      prepare();
      const steps: string[] = [];
      const work = (name: string, outcome?: Error) => async () => {
        steps.push(`${name} begins`);
        await Promise.resolve();
        steps.push(`${name} ends`);
        if (outcome) throw outcome;
        return name;
      };
      const outcomes = await Promise.allSettled([
        oneAtATime("same", work("a")),
        oneAtATime("same", work("b", new Error("b"))),
        oneAtATime("same", work("c")),
      ]);
      assert.deepEqual(steps, ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
      assert.deepEqual(
        outcomes.map(({ status }) => status),
        ["fulfilled", "rejected", "fulfilled"],
      );
    });

    it("works of other names do not wait", async () => {
      prepare();
      void oneAtATime("endless", () => new Promise(() => {}));
      assert.equal(await oneAtATime("other", async () => 1), 1);
    });
  });
}

describe("where the browser has locks", () => {
  it("a work is done once, although it fails", async () => {
    withLocks((_, work) => work());
    let times = 0;
    const fails = async () => {
      times++;
      throw new Error("x");
    };
    await assert.rejects(oneAtATime("n", fails), /x/);
    assert.equal(times, 1);
  });
});
