import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nextPage } from "../pages.ts";

const texts = (call: string, answer: unknown) => {
  const next = nextPage(call, {}, answer);
  return next && Object.fromEntries(Object.entries(next).map(([name, field]) => [name, field.text]));
};

describe("the next page", () => {
  it("of sessions starts after the last session and its exact sort time", () => {
    const sessions = [
      { sessionId: "a", sortTime: 2 },
      { sessionId: "b", sortTime: "1763800000123456789" },
    ];
    assert.deepEqual(texts("getSessions", { hasMore: 1, sessions }), { lastId: "b", lastTime: "1763800000123456789" });
  });

  it("of messages starts after the last message", () => {
    assert.deepEqual(texts("getMessages", { hasMore: 1, messages: [{ id: "1" }, { id: "2" }] }), { lastId: "2" });
  });

  for (const [what, call, answer] of [
    ["after the last page", "getSessions", { hasMore: 0, sessions: [{ sessionId: "a", sortTime: 1 }] }],
    ["after an empty page", "getMessages", { hasMore: 1, messages: [] }],
    ["of another call", "getConfig", { hasMore: 1 }],
    ["of no answer", "getSessions", null],
  ] as const) {
    it(`is not there ${what}`, () => assert.equal(texts(call, answer), undefined));
  }
});
