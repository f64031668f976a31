// Whose a message is.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { User } from "../../sdk/src/index.ts";
import { isNewestOf, isSameUser, mergeMarks, numberAlone, sideOf, type OwnMarks, type Self } from "../model/sides.ts";
import { nameOf, receiverOf } from "../model/conversation.ts";
import { me, message, peer, session, user } from "./messages.ts";

const encrypted = (encryptUin: string): User => ({ ...user(""), encryptUin });
const plain = (uin: string): User => ({ ...user(uin), encryptUin: "" });
const nobody = encrypted("");

interface Case {
  /** Who the message says that wrote it. */
  from: User | null;
  to?: User | null;
  key?: string;
  known?: Partial<Self>;
}

describe("who wrote a message", () => {
  for (const [what, { from, to = peer, key = "", known = {} }, side] of [
    ["is the account by its number", { from: me }, "me"],
    ["is the account by its encrypted number", { from: encrypted("e1"), known: { encryptUins: ["e1"] } }, "me"],
    [
      "is the account by one of its encrypted numbers",
      { from: encrypted("x"), known: { encryptUins: ["e1", "x"] } },
      "me",
    ],
    ["is the other side", { from: peer }, "them"],
    ["is the other side by its encrypted number", { from: encrypted("e2") }, "them"],
    ["is the account by the key that was sent from here", { from: null, key: "here" }, "me"],
    ["is the account by that key, whatever number it has", { from: user("9"), key: "here" }, "me"],
    ["is the other side though it has that key", { from: peer, key: "here" }, "them"],
    ["is a third person by the number", { from: plain("3"), key: "k" }, "them"],
    [
      "is a third person by the number, where the other side has none",
      { from: user("3"), to: encrypted("e2") },
      "them",
    ],
    ["is the account where only two can have written it", { from: encrypted("e9") }, "me"],
    [
      "is unknown where it has neither's encrypted number, for one of the two may be wrong",
      { from: encrypted("e9"), known: { encryptUins: ["e1"] } },
      "unknown",
    ],
    [
      "is the other side where that has no encrypted number, and the own one is another",
      { from: encrypted("e9"), to: plain("2"), known: { encryptUins: ["e1"] } },
      "them",
    ],
    ["is unknown where the two cannot be compared", { from: encrypted("e9"), to: plain("2"), key: "k" }, "unknown"],
    ["is unknown where nothing is known of the other side", { from: encrypted("e9"), to: null }, "unknown"],
    ["is unknown without a sender", { from: null }, "unknown"],
    ["is unknown without a sender, where others have one", { from: null, known: { othersAreNamed: true } }, "unknown"],
    ["is unknown with a client's key alone", { from: null, key: "k" }, "unknown"],
    [
      "is the account with a client's key, where others are named",
      { from: null, key: "k", known: { othersAreNamed: true } },
      "me",
    ],
    [
      "is told in the same way when the sender has no number",
      { from: nobody, key: "k", known: { othersAreNamed: true } },
      "me",
    ],
    ["is nobody without a number, where the own one is not known", { from: nobody, known: { musicid: "" } }, "unknown"],
    [
      "is nobody without a number, where an encrypted one is empty",
      { from: nobody, known: { encryptUins: [""] } },
      "unknown",
    ],
    ["is not the account for want of a key", { from: null, known: { sentKeys: new Set([""]) } }, "unknown"],
    ["is nobody of the number 0", { from: plain("0"), to: plain("0") }, "unknown"],
  ] as [string, Case, string][]) {
    it(what, () => {
      const self = { ...numberAlone("1"), sentKeys: new Set(["here"]), ...known };
      assert.equal(sideOf(message(1, { fromUser: from, clientKey: key }), to, self), side);
    });
  }
});

describe("two descriptions", () => {
  for (const [what, one, other, is] of [
    ["of one number are of one user", plain("2"), user("2"), true],
    ["of one encrypted number are of one user", encrypted("e2"), user("2"), true],
    ["of two numbers are not", plain("2"), plain("3"), false],
    ["of two encrypted numbers are not", encrypted("e2"), encrypted("e3"), false],
    ["of two numbers and no encrypted one are not", plain("2"), encrypted("e2"), false],
    ["of the number 0 are not", plain("0"), plain("0"), false],
    ["of no number are not", nobody, nobody, false],
    ["of which one is missing are not", user("2"), null, false],
    ["of which both are missing are not", null, null, false],
  ] as const) {
    it(what, () => assert.deepEqual([isSameUser(one, other), isSameUser(other, one)], [is, is]));
  }
});

describe("the newest message", () => {
  for (const [what, newMsg, is] of [
    ["is the account's", message(1, { fromUser: me }), true],
    ["is the other side's", message(1), false],
    ["is missing", null, false],
  ] as const) {
    it(what, () => assert.equal(isNewestOf(numberAlone("1"))({ ...session("n"), newMsg }), is));
  }
});

describe("the other side of a conversation", () => {
  for (const [what, other, name, receiver] of [
    ["is written to by its number", user("2"), "nick 2", "2"],
    ["is written to by its encrypted number where its number is 0", { ...user("0"), encryptUin: "e2" }, "nick 0", "e2"],
    ["that is missing has no name and is nobody to write to", null, "", ""],
  ] as const) {
    it(what, () => {
      const conversation = { ...session("n"), user: other };
      assert.deepEqual([nameOf(conversation), receiverOf(conversation)], [name, receiver]);
    });
  }
});

describe("what was learned of the account's own messages", () => {
  const known: OwnMarks = { encryptUins: ["a"], othersAreNamed: true };
  it("stays the same when nothing is new", () =>
    assert.equal(mergeMarks(known, { encryptUins: ["a"], othersAreNamed: false }), known));
  it("holds the latest few encrypted numbers", () =>
    assert.deepEqual(mergeMarks(known, { encryptUins: ["b", "c", "d", "e"], othersAreNamed: false }), {
      encryptUins: ["b", "c", "d", "e"],
      othersAreNamed: true,
    }));
});
