import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { exclusive } from "../archive/exclusive.ts";

const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");

function browserWith(locks: unknown): void {
  Object.defineProperty(globalThis, "navigator", { value: { locks }, configurable: true });
}

afterEach(() => {
  if (before) Object.defineProperty(globalThis, "navigator", before);
  else delete (globalThis as { navigator?: unknown }).navigator;
});

/** Work that lasts until it is ended. */
function lasting() {
  let end: () => void = () => {};
  const over = new Promise<string>((resolve) => (end = () => resolve("done")));
  return { work: () => over, end };
}

describe("work that is done once at a time", () => {
  it("asks for the browser's lock, and does not wait for it", async () => {
    const asked: unknown[] = [];
    browserWith({
      request: async (name: string, options: unknown, work: (lock: unknown) => unknown) => {
        asked.push(name, options);
        return work(null);
      },
    });
    assert.equal(await exclusive("n", async () => "done"), "elsewhere");
    assert.deepEqual(asked, ["n", { ifAvailable: true }]);
  });

  it("rejects with what the work rejects with, and does not begin it again", async () => {
    browserWith({ request: async (_: string, __: unknown, work: (lock: unknown) => unknown) => work({}) });
    let begun = 0;
    const failing = exclusive("n", async () => {
      begun++;
      throw new Error("why");
    });
    await assert.rejects(failing, { message: "why" });
    assert.equal(begun, 1);
  });

  for (const [what, locks] of [
    ["a browser without locks", undefined],
    ["a browser that forbids them", { request: () => Promise.reject(new DOMException("no", "SecurityError")) }],
  ] as const) {
    it(`is not done twice in a page of ${what}`, async () => {
      browserWith(locks);
      const { work, end } = lasting();
      const first = exclusive("n", work);
      assert.equal(await exclusive("n", work), "elsewhere");
      assert.equal(await exclusive("other", async () => "done"), "done");
      end();
      assert.equal(await first, "done");
      assert.equal(await exclusive("n", work), "done");
    });
  }
});
