import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isMedia, MessageType } from "../src/message-type.ts";

describe("types of messages", () => {
  it("are known by name", () => assert.equal(MessageType.Text, 0));

  for (const [msgType, media] of [
    [0, false],
    [1, false],
    [2, true],
    [3, true],
    [4, false],
    [5, true],
    [6, true],
    [7, false],
    ["9007199254740993", false],
  ] as const) {
    it(`${msgType} is ${media ? "a picture or a video" : "neither picture nor video"}`, () =>
      assert.equal(isMedia({ msgType }), media));
  }
});
