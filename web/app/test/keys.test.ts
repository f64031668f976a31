import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sends, type KeyPress } from "../compose/keys.ts";

const enter: KeyPress = {
  key: "Enter",
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 13,
};

describe("a key press", () => {
  it("sends when it is Enter", () => assert.ok(sends(enter)));
  it("sends with Ctrl too", () => assert.ok(sends({ ...enter, ctrlKey: true })));
  it("breaks the line with Shift", () => assert.ok(!sends({ ...enter, shiftKey: true })));
  it("does not send while a text is composed", () => assert.ok(!sends({ ...enter, isComposing: true })));
  it("does not send when an input method took the key", () => assert.ok(!sends({ ...enter, keyCode: 229 })));
  it("does not send when it is another key", () => assert.ok(!sends({ ...enter, key: "a" })));
});
