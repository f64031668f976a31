// What is learned of the account that reads.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { User } from "../../sdk/src/index.ts";
import { OwnAccount } from "../archive/own-account.ts";
import { sideOf, type OwnMarks } from "../model/sides.ts";
import { me, message, peer, session, user } from "./messages.ts";

const nothing: OwnMarks = { encryptUins: [], othersAreNamed: false };
const encrypted = (encryptUin: string): User => ({ ...user(""), encryptUin });

/** An account of which nothing is known but its number, and what there was to be kept. */
function account() {
  const kept: OwnMarks[] = [];
  const own = new OwnAccount("1", nothing, (marks) => void kept.push(marks));
  return { own, kept, known: () => own.self.value.encryptUins };
}

describe("the account's encrypted number", () => {
  for (const [what, learn, known] of [
    ["is learned from a message with both", (own) => own.see([message(1, { fromUser: me })], peer), ["e1"]],
    [
      "is learned from the list",
      (own) => own.seeList([{ ...session("n"), newMsg: message(1, { fromUser: me }) }]),
      ["e1"],
    ],
    [
      "is learned from the answer to a message",
      (own) => own.seeSent("k", "t", [message(1, { clientKey: "k", fromUser: encrypted("x") })], peer),
      ["x"],
    ],
    [
      "is learned from an answer without a key by the text",
      (own) => own.seeSent("k", "text 1", [message(1, { fromUser: encrypted("x") })], peer),
      ["x"],
    ],
    [
      "is learned from a message that was sent from here and came later",
      (own) => {
        own.sends("k");
        own.see([message(1, { clientKey: "k", fromUser: encrypted("x") })], peer);
      },
      ["x"],
    ],
    [
      "is not the other side's",
      (own) => own.seeSent("k", "t", [message(1, { clientKey: "k", fromUser: encrypted("e2") })], peer),
      [],
    ],
    [
      "is not that of an answer with another text",
      (own) => own.seeSent("k", "t", [message(1, { fromUser: encrypted("x") })], peer),
      [],
    ],
    [
      "is not that of another number",
      (own) => own.seeSent("k", "t", [message(1, { clientKey: "k", fromUser: user("3") })], peer),
      [],
    ],
    ["is not that of others", (own) => own.see([message(1), message(2, { fromUser: user("3") })], peer), []],
  ] as [string, (own: OwnAccount) => void, string[]][]) {
    it(what, () => {
      const { own, known: found } = account();
      learn(own);
      assert.deepEqual(found(), known);
    });
  }
});

describe("what was learned", () => {
  it("is told once, to be kept", () => {
    const { own, kept } = account();
    own.see([message(1, { fromUser: me }), message(2, { fromUser: me })], peer);
    own.see([message(3), message(4)], peer);
    assert.deepEqual(kept, [
      { encryptUins: ["e1"], othersAreNamed: false },
      { encryptUins: ["e1"], othersAreNamed: true },
    ]);
  });

  it("elsewhere is not told again", () => {
    const { own, kept, known } = account();
    own.take({ encryptUins: ["e1"], othersAreNamed: true });
    assert.deepEqual([known(), kept], [["e1"], []]);
  });

  it("says whose messages without a sender are", () => {
    const { own } = account();
    const side = () => sideOf(message(1, { fromUser: null, clientKey: "k" }), peer, own.self.value);
    assert.equal(side(), "unknown");
    own.see([message(2)], peer);
    assert.equal(side(), "me");
  });

  it("is the same object when nothing was", () => {
    const { own } = account();
    const before = own.self.value;
    own.see([message(1, { fromUser: null })], peer);
    assert.equal(own.self.value, before);
  });
});
