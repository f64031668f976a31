// Conversations that were begun here, by their ids.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { User } from "../../sdk/src/index.ts";
import { areAllNamed, begunConversation, begunId, conversationWith, isBegun } from "../model/begun.ts";
import { session, user } from "./messages.ts";

describe("an id is that of a begun conversation", () => {
  for (const [what, id, is] of [
    ["with a number", begunId("555666777"), true],
    ["with a number of 19 digits", begunId("1152921504606846999"), true],
    ["with an encrypted number", begunId("oKvA7K-k7wCz**"), true],
    ["with an encrypted number that begins with a digit", begunId("7KvA7Kvk"), true],
    ["with an encrypted number that ends with a digit", begunId("oKvA7Kvk7"), true],
    ["when the gateway gave it", "123456_7", false],
    ["with nobody", begunId(""), false],
    ["with a name, which an address may have been given by anybody", begunId("QQ 音乐官方客服"), false],
    ["with what is too long for a number", begunId("9".repeat(20)), false],
    ["with what is no number", begunId("0555"), false],
    ["with what stands before the number", begunId("客服 oKvA7Kvk7wCz**"), false],
    ["with what goes on behind the number", begunId("oKvA7Kvk7wCz**\n客服"), false],
  ] as const) {
    it(`${is ? "" : "not "}${what}`, () => assert.equal(isBegun(id), is));
  }
});

describe("a begun conversation", () => {
  for (const [what, userId, numbers] of [
    ["a number", "555", { uin: "555", encryptUin: "" }],
    ["an encrypted number", "oKvA**", { uin: "", encryptUin: "oKvA**" }],
  ] as const) {
    it(`is named by the number that is known of the other side, and says nothing else: ${what}`, () => {
      const { user: other, newMsg, tailTags } = begunConversation(begunId(userId));
      assert.deepEqual([other, newMsg, tailTags], [{ ...user(""), ...numbers, nick: userId }, null, []]);
    });
  }
});

const withUser = (sessionId: string, changes: Partial<User> | null) => ({
  ...session("n"),
  sessionId,
  user: changes && { ...user(""), encryptUin: "", ...changes },
});

describe("the conversation with somebody", () => {
  const conversations = [
    withUser("nobody's", null),
    withUser("of no number", { uin: "0" }),
    withUser("of a number", { uin: "22222" }),
    withUser("of an encrypted number", { encryptUin: "oKvA**" }),
    withUser("of both", { uin: "33333", encryptUin: "oKvB**" }),
  ];
  for (const [what, userId, id] of [
    ["is found by the number", "22222", "of a number"],
    ["is found by the encrypted number", "oKvA**", "of an encrypted number"],
    ["is found by the number where both are known", "33333", "of both"],
    ["is found by the encrypted number where both are known", "oKvB**", "of both"],
    ["is none of another number", "44444", undefined],
    ["is none of no number", "", undefined],
    ["is none of the number 0", "0", undefined],
  ] as const) {
    it(what, () => assert.equal(conversationWith(userId, conversations)?.sessionId, id));
  }
});

describe("conversations are all named by a number of one kind", () => {
  const [number, encrypted] = [withUser("a", { uin: "22222" }), withUser("b", { encryptUin: "oKvA**" })];
  const both = withUser("c", { uin: "33333", encryptUin: "oKvB**" });
  for (const [what, userId, conversations, are] of [
    ["where all have a number", "5", [number, both], true],
    ["where all have an encrypted number", "oKvC**", [encrypted, both], true],
    ["where there are none", "5", [], true],
    ["where one has no number", "5", [number, encrypted], false],
    ["where one has no encrypted number", "oKvC**", [encrypted, number], false],
    ["where one has the number 0", "5", [number, withUser("d", { uin: "0" })], false],
    ["where one is with nobody known", "5", [number, withUser("d", null)], false],
    ["where one is with nobody known, for encrypted numbers", "oKvC**", [encrypted, withUser("d", null)], false],
  ] as const) {
    it(`${are ? "" : "not "}${what}`, () => assert.equal(areAllNamed(userId, conversations), are));
  }
});
