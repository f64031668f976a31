// What the inbox does where the browser has not all of it.

import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { parseAddress } from "../../common/web-address.ts";

const { Segmenter } = Intl;
Reflect.deleteProperty(Intl, "Segmenter");
const { cleanName, firstCharacter, shorten } = await import("../model/clean.ts");

describe("without Intl.Segmenter", () => {
  after(() => Object.assign(Intl, { Segmenter }));

  it("a name is cut between code points", () => assert.equal(shorten("🌙月亮邮差📮 ok", 2), "🌙月…"));
  it("a short name stays what it is", () => assert.equal(cleanName("👨‍👩‍👧‍👦"), "👨‍👩‍👧‍👦"));
  it("the first character is a code point", () => assert.equal(firstCharacter("🌙月"), "🌙"));
  it("an empty name has no first character", () => assert.equal(firstCharacter(""), ""));
});

describe("without URL.canParse", () => {
  const { canParse } = URL;
  Reflect.deleteProperty(URL, "canParse");
  after(() => Object.assign(URL, { canParse }));

  for (const [text, base, address] of [
    ["https://y.qq.com/n", undefined, "https://y.qq.com/n"],
    ["media/1.png", "http://127.0.0.1:8787/", "http://127.0.0.1:8787/media/1.png"],
    ["media/1.png", undefined, undefined],
    ["http://[", "http://127.0.0.1:8787/", undefined],
  ] as const) {
    it(`${text}${base ? ` at ${base}` : ""} is ${address ?? "no address"}`, () => {
      assert.equal(parseAddress(text, base)?.href, address);
    });
  }
});
