import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addedIn, compareVersions, isKnown, never } from "../compat.ts";

describe("a version", () => {
  for (const [a, order, b] of [
    ["9", "<", "10"],
    ["16.4", "<", "16.10"],
    ["16", "=", "16.0"],
    ["16.4", ">", "16"],
    ["20.19.0", "<", never],
  ] as const) {
    it(`${a} ${order} ${b}`, () => assert.equal(Math.sign(compareVersions(a, b)), "<=>".indexOf(order) - 1));
  }
});

describe("a feature", () => {
  for (const [name, engine, version] of [
    ["api.URL.canParse_static", "chrome", "120"],
    ["api.URL.canParse_static", "nodejs", "19.9.0"], // 18 had it too, and lost it in 19
    ["javascript.builtins.Intl.Segmenter", "firefox", "125"],
    ["css.properties.user-select", "safari", never], // only with a prefix
    ["javascript.classes.public_class_fields", "safari", "16"], // a part of it before
    ["webextensions.manifest.browser_specific_settings.gecko.data_collection_permissions", "firefox", "142"], // Android's
    ["webextensions.api.sidebarAction.open", "firefox", "57"], // never on Android
    ["api.Element", "nodejs", undefined],
  ] as const) {
    it(`${name} is in ${engine} since ${version}`, () => assert.equal(addedIn(name, engine), version));
  }

  it("that nobody knows is not known", () => assert.ok(!isKnown("javascript.builtins.Array.no")));
});
