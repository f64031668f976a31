import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addressOf, conversationIn, isOurs } from "../shell/address.ts";

describe("the address of a conversation", () => {
  for (const id of ["2837461905_4_1193087979", "a/b", "50%", "私信 #1?", "..", "\u{1f600}"]) {
    it(`leads back to it: ${id}`, () => {
      const address = addressOf(id);
      assert.match(address, /^#\/c\/[A-Za-z0-9%._~!'()*-]+$/);
      assert.deepEqual([conversationIn(address), isOurs(address)], [id, true]);
    });
  }

  it("is written also for half a letter pair", () => {
    assert.equal(conversationIn(addressOf("a\ud83d")), "a\ufffd");
  });
});

describe("an address that leads to no conversation", () => {
  for (const [what, address, ours] of [
    ["of the list", "", true],
    ["of the list, with a bare #", "#", true],
    ["without an id", "#/c/", true],
    ["that was cut within a letter", "#/c/%E7%A7", true],
    ["of the check", "#check", false],
    ["of something else", "#/settings", false],
  ] as const) {
    it(what, () => assert.deepEqual([conversationIn(address), isOurs(address)], [undefined, ours]));
  }
});
