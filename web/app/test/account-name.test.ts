import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nameOf } from "../account/account.ts";

describe("an account", () => {
  for (const [what, nick, name] of [
    ["with a name is called by it", "小满", "小满"],
    ["without a name is called by its number", "", "10001"],
    ["whose name cannot be seen is called by its number", "\u200b\u3164 ", "10001"],
    ["cannot turn what stands around its name", "\u202eabc", "abc"],
    ["with a long name is called by its beginning", "长".repeat(100_000), `${"长".repeat(24)}…`],
  ] as const) {
    it(what, () => assert.equal(nameOf({ nick, login: { musicid: "10001", musickey: "k" } }), name));
  }
});
