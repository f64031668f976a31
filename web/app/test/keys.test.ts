import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { goesBack, sends, type KeyPress } from "../compose/keys.ts";

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

describe("a key press in an empty field", () => {
  const up = { ...enter, key: "ArrowUp" };
  it("asks for what was written when it is the arrow up", () => assert.ok(goesBack(up)));
  it("does not with Alt, which leads to another conversation", () => assert.ok(!goesBack({ ...up, altKey: true })));
  it("does not while a text is composed", () => assert.ok(!goesBack({ ...up, isComposing: true })));
});
