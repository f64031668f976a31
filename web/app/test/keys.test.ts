import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { goesBack, sends, takesFirst, type KeyPress } from "../compose/keys.ts";
import type { SendKey } from "../model/send-key.ts";

const enter: KeyPress = {
  key: "Enter",
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 13,
};

const presses: Record<string, Partial<KeyPress>> = {
  Enter: {},
  "Ctrl Enter": { ctrlKey: true },
  "⌘ Enter": { metaKey: true },
  "Shift Enter": { shiftKey: true },
  "Alt Enter": { altKey: true },
  "Ctrl Shift Enter": { ctrlKey: true, shiftKey: true },
  "Enter while a text is composed": { isComposing: true },
  "Ctrl Enter while a text is composed": { isComposing: true, ctrlKey: true },
  "Enter that an input method took": { keyCode: 229 },
  "Ctrl Enter that an input method took": { keyCode: 229, ctrlKey: true },
  "another key": { key: "a" },
  "another key with Ctrl": { key: "a", ctrlKey: true },
};

const sending: Record<SendKey, string[]> = {
  enter: ["Enter", "Ctrl Enter", "⌘ Enter"],
  modified: ["Ctrl Enter", "⌘ Enter"],
};

for (const [sendKey, those] of Object.entries(sending) as [SendKey, string[]][]) {
  describe(`where the key to send is "${sendKey}"`, () => {
    for (const [name, press] of Object.entries(presses)) {
      const does = those.includes(name);
      it(`${name} ${does ? "sends" : "does not send"}`, () =>
        assert.equal(sends({ ...enter, ...press }, sendKey), does));
    }
  });
}

describe("a key press in an empty field", () => {
  const up = { ...enter, key: "ArrowUp" };
  it("asks for what was written when it is the arrow up", () => assert.ok(goesBack(up)));
  it("does not with Alt, which leads to another conversation", () => assert.ok(!goesBack({ ...up, altKey: true })));
  it("does not while a text is composed", () => assert.ok(!goesBack({ ...up, isComposing: true })));
});

describe("in the field that searches, what is found first", () => {
  const takes = (changes: Partial<KeyPress>) => takesFirst({ ...enter, ...changes });
  it("is taken with Enter", () => assert.ok(takes({})));
  it("is not with the Enter that ends a composition", () => assert.ok(!takes({ isComposing: true })));
  it("is not with one that an input method took, as in Safari", () => assert.ok(!takes({ keyCode: 229 })));
  it("is not with another key", () => assert.ok(!takes({ key: "a" })));
});
