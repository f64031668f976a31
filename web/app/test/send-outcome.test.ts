import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { judgeAnswer, type SendAnswer } from "../outbox/send-outcome.ts";
import { message } from "./messages.ts";

const plain: SendAnswer = { messages: [], tips: "", msg: "", reason: 0, identifyUrl: "", session: null };
const own = (result: number, tips = "") => message(1, { clientKey: "k", result, tips });
const another = (result: number, tips = "") => message(2, { clientKey: "other", result, tips });

describe("an answer to a message", () => {
  for (const [what, answer, becomes] of [
    ["with the message was sent", { messages: [own(0)] }, undefined],
    ["with the message of another key alone was sent", { messages: [another(0)] }, undefined],
    ["that marks its own message was taken", { messages: [own(3, "blocked")] }, { state: "accepted", says: "blocked" }],
    [
      "that marks its own message was taken, whatever is in it besides",
      { messages: [another(0, "not this"), own(3, "blocked")] },
      { state: "accepted", says: "blocked" },
    ],
    ["that says something was taken with that", { tips: "soon", msg: "no" }, { state: "accepted", says: "soon" }],
    ["that has a text alone was taken with that", { msg: "later" }, { state: "accepted", says: "later" }],
    ["that says nothing was taken", {}, { state: "accepted", says: "" }],
    [
      "that says what is wrong with a message says it before the message does",
      { messages: [own(3, "blocked")], tips: "soon" },
      { state: "accepted", says: "soon" },
    ],
    [
      "with several marked messages was taken with what the first one says that says something",
      { messages: [another(3), another(3, "blocked"), another(3, "no")] },
      { state: "accepted", says: "blocked" },
    ],
    ["with a message and a reason was taken", { messages: [own(3)], reason: 7 }, { state: "accepted", says: "" }],
  ] as const) {
    it(what, () => assert.deepEqual(judgeAnswer("k", { ...plain, ...answer } as SendAnswer), becomes));
  }

  for (const [what, answer] of [
    ["a reason", { reason: 7 }],
    ["a place to identify oneself", { identifyUrl: "https://y.qq.com/i" }],
  ] as const) {
    it(`with ${what} alone was not sent`, () => {
      const change = judgeAnswer("k", { ...plain, ...answer });
      assert.equal(change?.state, "failed");
      assert.equal(change?.state === "failed" && change.problem?.kind, "notAccepted");
    });
  }
});
