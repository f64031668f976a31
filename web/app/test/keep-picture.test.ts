// What the file of a picture is called.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pictureName } from "../media/keep-picture.ts";

describe("the file of a picture", () => {
  for (const [what, sender, name] of [
    ["has the name of its sender", "小鹿", "QQ Music 小鹿"],
    ["has no ending of its sender's choice", "setup.exe", "QQ Music setup_exe"],
    ["reads as its name is", "gpj\u202eexe", "QQ Music gpjexe"],
    ["has no name that cannot be seen", "\u200b", "QQ Music"],
  ] as const) {
    it(what, () => assert.equal(pictureName(sender, undefined), name));
  }

  it("has the time of its message", () => {
    assert.match(pictureName("a", 1_780_000_000), /^QQ Music a 2026-05-2[89]-\d\d-\d\d-\d\d$/);
  });
});
