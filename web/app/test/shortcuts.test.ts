// Keys that do something wherever the focus is.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import type { KeyPress, Surroundings } from "../ui/shortcuts.ts";

const { keySigns, registerShortcut, runShortcut, shortcuts } = await import("../ui/shortcuts.ts");

const press = (key: string, changes: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: "",
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 0,
  repeat: false,
  ...changes,
});
const reading: Surroundings = { writing: false, mac: false, singleKeys: true };
const writing = { ...reading, writing: true };
const onMac = { ...reading, mac: true };
const switchedOff = { ...reading, singleKeys: false };

const ends: (() => void)[] = [];
const put = (key: string, run: () => boolean | void) =>
  ends.push(registerShortcut({ keys: [key], label: () => key, run }));
afterEach(() => ends.splice(0).forEach((end) => end()));

describe("a shortcut", () => {
  const ctrl = { ctrlKey: true };
  for (const [key, what, pressed, where, runs] of [
    ["j", "its key", press("j"), reading, true],
    ["j", "its key with the capital letters on", press("J"), reading, true],
    ["j", "another key", press("k"), reading, false],
    ["j", "its key with Ctrl", press("j", ctrl), reading, false],
    ["j", "its key while something is typed in", press("j"), writing, false],
    ["j", "its key when such keys are switched off", press("j"), switchedOff, false],
    ["j", "its key on a keyboard of another script", press("о", { code: "KeyJ" }), reading, true],
    ["j", "its key while a text is composed", press("j", { isComposing: true }), reading, false],
    ["j", "its key when an input method takes it", press("j", { keyCode: 229 }), reading, false],
    ["j", "its key that is held", press("j", { repeat: true }), reading, false],
    ["?", "its character, which needs Shift", press("?", { shiftKey: true }), reading, true],
    ["/", "its character, which needs Shift on that keyboard", press("/", { shiftKey: true }), reading, true],
    ["Mod+k", "Ctrl", press("k", ctrl), reading, true],
    ["Mod+k", "Ctrl while something is typed in", press("k", ctrl), writing, true],
    ["Mod+k", "Ctrl when single keys are switched off", press("k", ctrl), switchedOff, true],
    ["Mod+k", "Ctrl on a Mac, where it is the system's", press("k", ctrl), onMac, false],
    ["Mod+k", "⌘ on a Mac", press("k", { metaKey: true }), onMac, true],
    ["Alt+ArrowDown", "Alt while something is typed in", press("ArrowDown", { altKey: true }), writing, true],
    ["Alt+ArrowDown", "the arrow alone", press("ArrowDown"), reading, false],
    ["Escape", "Esc while something is typed in", press("Escape"), writing, true],
    ["Escape", "Esc that ends a composition", press("Escape", { isComposing: true }), writing, false],
    ["Escape", "Shift and Esc", press("Escape", { shiftKey: true }), reading, false],
  ] as const) {
    it(`of ${key} ${runs ? "acts" : "does not act"} on ${what}`, () => {
      let ran = false;
      put(key, () => void (ran = true));
      assert.equal(runShortcut(pressed, where), runs);
      assert.equal(ran, runs);
    });
  }

  it("that has nothing to do leaves the key to the one before it", () => {
    const ran: string[] = [];
    put("Escape", () => void ran.push("first"));
    put("Escape", () => (ran.push("second"), false));
    assert.ok(runShortcut(press("Escape"), reading));
    assert.deepEqual(ran, ["second", "first"]);
  });

  it("that came last takes the key from those before it", () => {
    const ran: string[] = [];
    put("Escape", () => void ran.push("first"));
    put("Escape", () => void ran.push("second"));
    runShortcut(press("Escape"), reading);
    assert.deepEqual(ran, ["second"]);
  });

  it("is listed until it is taken out", () => {
    const end = registerShortcut({ keys: ["Enter"], label: () => "send" });
    assert.deepEqual(
      shortcuts.value.map(({ label }) => label()),
      ["send"],
    );
    assert.ok(!runShortcut(press("Enter"), reading), "and does nothing without something to run");
    end();
    assert.deepEqual(shortcuts.value, []);
  });
});

describe("the signs of keys", () => {
  for (const [key, signs, onMac] of [
    ["Alt+ArrowDown", "Alt ↓", "⌥ ↓"],
    ["Mod+k", "Ctrl K", "⌘ K"],
    ["Shift+Enter", "Shift Enter", "⇧ ↩"],
    ["/", "/", "/"],
  ] as const) {
    it(`of ${key}`, () =>
      assert.deepEqual([keySigns(key, false).join(" "), keySigns(key, true).join(" ")], [signs, onMac]));
  }
});
