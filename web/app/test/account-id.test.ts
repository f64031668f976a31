import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accountKey, isSameAccount } from "../model/account-id.ts";

const gateway = "https://u.y.qq.com";

describe("two accounts", () => {
  for (const [what, one, other, same] of [
    ["of one number at one gateway are one", { endpoint: gateway }, { endpoint: gateway }, true],
    ["of one number at two gateways are two", { endpoint: gateway }, { endpoint: "https://example.com" }, false],
    ["of one number, one at the inbox's own gateway, are two", { endpoint: "" }, { endpoint: gateway }, false],
    ["of two numbers are two", { musicid: "1" }, { musicid: "2" }, false],
    ["are one however the address ends", { endpoint: `${gateway}/` }, { endpoint: ` ${gateway}// ` }, true],
    ["of which one begins with the other are two", { musicid: "1" }, { musicid: "12" }, false],
    [
      "of 19 digits are two when the last differs",
      { musicid: "1152921504606846975" },
      { musicid: "1152921504606846976" },
      false,
    ],
  ] as const) {
    it(what, () => {
      const [a, b] = [one, other].map((part) => ({ endpoint: gateway, musicid: "1", ...part })) as [
        { endpoint: string; musicid: string },
        { endpoint: string; musicid: string },
      ];
      assert.deepEqual([isSameAccount(a, b), accountKey(a) === accountKey(b)], [same, same]);
    });
  }
});

describe("the key of an account", () => {
  it("begins with its number", () => assert.ok(accountKey({ endpoint: "", musicid: "17" }).startsWith("17@")));
});
