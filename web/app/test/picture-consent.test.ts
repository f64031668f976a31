// The hosts whose pictures the user wants to see.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { PictureConsent } from "../ui/picture-consent.ts";

let kept: string | null;
let others: (() => void)[];
const store = {
  read: () => kept,
  write(value: string | null) {
    kept = value;
    for (const tell of [...others]) tell();
  },
  onChange: (changed: () => void) => void others.push(changed),
};
beforeEach(() => {
  kept = null;
  others = [];
});

describe("a host", () => {
  it("shows nothing before somebody says so", () => {
    assert.equal(new PictureConsent(store).isAllowed("a.example"), false);
  });

  it("that is allowed shows its pictures until the page is left", () => {
    const consent = new PictureConsent(store);
    consent.allow("a.example");
    assert.deepEqual([consent.isAllowed("a.example"), consent.isAllowed("b.example"), kept], [true, false, null]);
    assert.equal(new PictureConsent(store).isAllowed("a.example"), false);
  });

  it("that is always allowed shows them after that too, and is in the list", () => {
    new PictureConsent(store).allowAlways("a.example");
    const consent = new PictureConsent(store);
    assert.deepEqual([consent.isAllowed("a.example"), consent.always.value], [true, ["a.example"]]);
  });

  it("is asked about again when that is taken back", () => {
    const consent = new PictureConsent(store);
    consent.allow("a.example");
    consent.allowAlways("a.example");
    consent.takeBack("a.example");
    assert.deepEqual([consent.isAllowed("a.example"), consent.always.value, kept], [false, [], null]);
  });

  it("that another tab allowed stays allowed when one more is", () => {
    const consent = new PictureConsent(store);
    new PictureConsent(store).allowAlways("a.example");
    consent.allowAlways("b.example");
    assert.deepEqual(consent.always.value, ["a.example", "b.example"]);
  });
});

describe("in another tab a host", () => {
  it("that is always allowed shows its pictures here", () => {
    const consent = new PictureConsent(store);
    new PictureConsent(store).allowAlways("a.example");
    assert.deepEqual([consent.isAllowed("a.example"), consent.always.value], [true, ["a.example"]]);
  });

  it("whose permission is taken back shows nothing more here", () => {
    const consent = new PictureConsent(store);
    consent.allowAlways("a.example");
    new PictureConsent(store).takeBack("a.example");
    assert.deepEqual([consent.isAllowed("a.example"), consent.always.value], [false, []]);
  });
});

describe("what is kept of hosts", () => {
  for (const [what, text, hosts] of [
    ["is nothing when it cannot be read", "[", []],
    ["is nothing when it is no list", '{"a":1}', []],
    ["is its names alone", '["a.example",1,null,["b"]]', ["a.example"]],
    ["holds no name that is none", JSON.stringify(["a".repeat(300)]), []],
  ] as const) {
    it(what, () => {
      kept = text;
      assert.deepEqual(new PictureConsent(store).always.value, hosts);
    });
  }
});
