// Whom somebody wants to write to, from what they typed or pasted.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readReceiver } from "../conversations/read-receiver.ts";

const own = "2837461905";
const encrypted = "oK-F7evk7KvP7c**";

describe("a receiver", () => {
  for (const [typed, userId, isEncrypted] of [
    ["1482719937", "1482719937", false],
    ["1152921504606846999", "1152921504606846999", false],
    [" 148 271\u200b9937\n", "1482719937", false],
    ["１４８２７１９９３７", "1482719937", false],
    ["001482719937", "1482719937", false],
    [encrypted, encrypted, true],
    ["https://y.qq.com/portal/profile.html?uin=1482719937", "1482719937", false],
    ["https://y.qq.com/portal/profile.html#uin=1482719937&tab=focus", "1482719937", false],
    [`https://y.qq.com/n/ryqq/profile/like/song?uin=${encrypted}`, encrypted, true],
    [
      `https://i.y.qq.com/n2/m/share/profile_v2/index.html?ADTAG=x&encuin=${encodeURIComponent(encrypted)}`,
      encrypted,
      true,
    ],
    ["https://i2.y.qq.com/#/profile?userid=1482719937", "1482719937", false],
    ["y.qq.com/portal/profile.html?uin=0&euin=oKxy7e**", "oKxy7e**", true],
  ] as const) {
    it(`is read of ${JSON.stringify(typed)}`, () =>
      assert.deepEqual(readReceiver(typed, own), { userId, encrypted: isEncrypted }));
  }

  for (const [typed, fault, found] of [
    ["", "empty", ""],
    [" \u200b", "empty", ""],
    ["148x271", "noNumber", "x"],
    ["-5", "noNumber", "-"],
    ["0", "zero", "0"],
    ["9223372036854775808", "tooLarge", "9223372036854775808"],
    ["1".repeat(5000), "tooLarge", "1".repeat(5000)],
    [own, "own", own],
    [`https://y.qq.com/portal/profile.html?uin=${own}`, "own", own],
    ["https://example.com/?uin=1482719937", "otherHost", "example.com"],
    ["https://y.qq.com.example.com/?uin=1482719937", "otherHost", "y.qq.com.example.com"],
    ["https://evil-y.qq.com/?uin=1482719937", "otherHost", "evil-y.qq.com"],
    ["https://c6.y.qq.com/base/fcgi-bin/u?__=abc", "shortAddress", "c6.y.qq.com/base/fcgi-bin/u"],
    ["https://y.qq.com/n/ryqq/singer/0025NhlN2yWrP4", "noUserInAddress", "y.qq.com/n/ryqq/singer/0025NhlN2yWrP4"],
    ["https://y.qq.com/?uin=<script>", "noUserInAddress", "y.qq.com/"],
  ] as const) {
    it(`is none of ${JSON.stringify(typed.slice(0, 60))}: ${fault}`, () =>
      assert.deepEqual(readReceiver(typed, own), { fault, found }));
  }
});
