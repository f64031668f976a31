import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { arrange, callNamed, calls, matches } from "../calls.ts";
import { destroys } from "../destroyers.ts";

describe("the list of calls", () => {
  it("holds all 15, reads before writes", () => {
    assert.equal(calls.length, 15);
    assert.deepEqual(
      calls.map((call) => call.writes),
      calls.map((_, i) => i >= 8),
    );
  });

  it("starts with the sessions", () => {
    assert.equal(calls[0]?.name, "getSessions");
  });

  for (const call of calls) {
    it(`shows every parameter of ${call.name} once`, () => {
      const { first, more } = arrange(call);
      assert.deepEqual([...first, ...more].map((p) => p.name).sort(), call.params.map((p) => p.name).sort());
    });

    it(`has every required parameter of ${call.name} in view`, () => {
      assert.deepEqual(
        arrange(call).more.filter((p) => p.positional),
        [],
      );
    });
  }
});

describe("the search", () => {
  const call = callNamed("deleteSession")!;

  for (const words of ["delete", "Delete SESSION", "删除", "session delete", "PrivateMsgWrite", ""]) {
    it(`finds deleteSession by "${words}"`, () => assert.ok(matches(call, words)));
  }

  it("does not find it by the name of another call", () => assert.ok(!matches(call, "getConfig")));
});

describe("the question before a call", () => {
  it("is asked by those that destroy, and by no other", () => {
    const asking = calls.filter((call) => destroys(call.name)).map((call) => call.name);
    assert.deepEqual(asking, ["deleteSession", "clearSession", "markAllMessagesRead"]);
  });
});
