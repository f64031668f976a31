// Conversations that were begun here, by their ids.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { begunConversation, begunId, isBegun } from "../model/begun.ts";

describe("an id is that of a begun conversation", () => {
  for (const [what, id, is] of [
    ["with a number", begunId("555666777"), true],
    ["with a number of 19 digits", begunId("1152921504606846999"), true],
    ["with an encrypted number", begunId("oKvA7K-k7wCz**"), true],
    ["when the gateway gave it", "123456_7", false],
    ["with nobody", begunId(""), false],
    ["with a name, which an address may have been given by anybody", begunId("QQ 音乐官方客服"), false],
    ["with what is too long for a number", begunId("9".repeat(20)), false],
    ["with what is no number", begunId("0555"), false],
    ["with what goes on behind the number", begunId("oKvA7Kvk7wCz**\n客服"), false],
  ] as const) {
    it(`${is ? "" : "not "}${what}`, () => assert.equal(isBegun(id), is));
  }
});

it("a begun conversation is named by the number that is known of the other side", () => {
  const usersOf = (userId: string) => {
    const { nick, uin, encryptUin } = begunConversation(begunId(userId)).user!;
    return [nick, uin, encryptUin];
  };
  assert.deepEqual(usersOf("555"), ["555", "555", ""]);
  assert.deepEqual(usersOf("oKvA**"), ["oKvA**", "", "oKvA**"]);
});
