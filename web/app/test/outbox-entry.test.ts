import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { problemOf } from "../model/problem.ts";
import { newClientKey } from "../outbox/client-key.ts";
import { adopted, compareEntries, readRecord, recordOf } from "../outbox/entry.ts";
import { RateLimitedError } from "../../sdk/src/errors.ts";
import { isReceiverInDoubt } from "../outbox/send-outcome.ts";
import { kept } from "./outbox-world.ts";

const problem = problemOf(new RateLimitedError("slow", { retryAfter: 5000 }), { online: true, foreign: false });

describe("the record of a message", () => {
  for (const [name, entry] of [
    ["that waits", kept("k")],
    ["that failed", kept("k", { state: "failed", problem })],
    ["that the gateway took", kept("k", { state: "accepted", says: "soon" })],
    ["with any text", kept("k", { text: "\ud800\u0000 \u202e\n🌙" })],
  ] as const) {
    it(`${name} is read as it was written`, () => assert.deepEqual(readRecord(recordOf(entry), "k"), entry));
  }

  for (const [name, text] of [
    ["nothing", null],
    ["no JSON", "{"],
    ["no object", "null"],
    ["of another message", recordOf(kept("other"))],
    ["of a kind that a later version sends", JSON.stringify({ ...kept("k"), kind: "media" })],
    ["in a state that a later version has", JSON.stringify({ ...kept("k"), state: "scheduled" })],
    ["without a text", JSON.stringify({ ...kept("k"), text: 1 })],
    ["without a conversation", JSON.stringify({ ...kept("k"), conversationId: null })],
    ["without a place", JSON.stringify({ ...kept("k"), after: 1 })],
    ["without a receiver", JSON.stringify({ ...kept("k"), receiver: null })],
    ["without the number of its receiver", JSON.stringify({ ...kept("k"), receiver: { superMsgFlag: 0 } })],
    ["without the kind of conversation it goes to", JSON.stringify({ ...kept("k"), receiver: { userId: "2" } })],
    ["without a time", JSON.stringify({ ...kept("k"), writtenAt: "1" })],
    ["without an order", JSON.stringify({ ...kept("k"), order: Infinity })],
  ] as const) {
    it(`that is ${name} cannot be read`, () => assert.equal(readRecord(text, "k"), undefined));
  }

  for (const field of ["kind", "code", "says", "page", "detail"] as const) {
    it(`is read without its problem when that has no ${field}`, () => {
      const entry = kept("k", { state: "failed" });
      const odd = JSON.stringify({ ...entry, problem: { ...problem, [field]: 1 } });
      assert.deepEqual(readRecord(odd, "k"), entry);
    });
  }

  it("is read without the time to wait when that is none", () => {
    const { retryAfter: _, ...others } = problem;
    const odd = JSON.stringify({ ...kept("k", { state: "failed" }), problem: { ...others, retryAfter: "5000" } });
    assert.deepEqual(readRecord(odd, "k")?.problem, others);
  });

  it("says whether the message may have been sent", () => {
    const entry = kept("k", { state: "maybe", problem: { ...problem, maybeSent: true } });
    assert.equal(readRecord(recordOf(entry), "k")?.problem?.maybeSent, true);
  });
});

describe("a message that another tab has, or that was kept", () => {
  for (const [state, doubt] of [
    ["waiting", "ask"],
    ["sending", "none"],
    ["failed", "none"],
    ["maybe", "unknown"],
    ["accepted", "none"],
  ] as const) {
    it(`as ${state} is in doubt: ${doubt}`, () => assert.equal(adopted(kept("k", { state })).doubt, doubt));
  }
});

describe("the order of messages", () => {
  it("is that in which they were written, and the same everywhere where that is one", () => {
    const [one, other] = [kept("a", { order: 2 }), kept("b", { order: 1 })];
    assert.deepEqual([one, other].sort(compareEntries), [other, one]);
    for (const both of [
      [kept("a"), kept("b")],
      [kept("b"), kept("a")],
    ])
      assert.deepEqual(both.sort(compareEntries), [kept("a"), kept("b")]);
  });
});

describe("the key of a message", () => {
  it("is new each time, and has no dot", () => {
    assert.notEqual(newClientKey(), newClientKey());
    assert.match(newClientKey(), /^web_[0-9a-f]{24}$/);
  });
});

describe("a receiver", () => {
  for (const [what, userId, kind, inDoubt] of [
    ["of an encrypted number that is refused is in doubt", "oK7A", "refused", true],
    ["of an encrypted number that is not accepted is in doubt", "oK7A", "notAccepted", true],
    ["of an encrypted number is not in doubt for a limit", "oK7A", "limited", false],
    ["of an encrypted number that begins with a digit is in doubt", "2oK", "refused", true],
    ["of an encrypted number that ends with a digit is in doubt", "oK2", "refused", true],
    ["of a number is not in doubt", "20", "refused", false],
  ] as const) {
    it(what, () =>
      assert.equal(
        isReceiverInDoubt({ problem: { ...problem, kind }, receiver: { userId, superMsgFlag: 0 } }),
        inDoubt,
      ),
    );
  }

  it("is not in doubt while nothing has failed", () =>
    assert.equal(isReceiverInDoubt({ receiver: { userId: "oK7A", superMsgFlag: 0 } }), false));
});
