import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cleanName, cleanText, firstCharacter, shorten } from "../model/clean.ts";

describe("a name", () => {
  it("stays what it is", () => assert.equal(cleanName("🌙月亮邮差📮 <b>"), "🌙月亮邮差📮 <b>"));
  it("keeps a family together", () => assert.equal(cleanName("👨‍👩‍👧‍👦"), "👨‍👩‍👧‍👦"));
  it("cannot turn what is around it", () => assert.equal(cleanName("a\u202eb\u2067c\u200f"), "abc"));
  it("that cannot be seen is none", () => assert.equal(cleanName("\u200b\u2060\ufeff\u3164 "), ""));
  it("is one line", () => assert.equal(cleanName("a\n\u2028b\tc"), "a b c"));
  it("has few marks on a letter", () => assert.equal(cleanName(`a${"\u0301".repeat(50)}`), `a${"\u0301".repeat(3)}`));
  it("ends with an ellipsis when it is long", () => assert.equal(cleanName("名".repeat(100), 5), "名名名名名…"));
});

describe("the first character", () => {
  it("is what a reader takes for one", () => assert.equal(firstCharacter("👩🏽‍🎤👩🏽‍🎤"), "👩🏽‍🎤"));
  it("of nothing is none", () => assert.equal(firstCharacter(""), ""));
});

describe("a text", () => {
  it("keeps its lines", () => assert.equal(cleanText("a\r\nb\u2028c\nd"), "a\nb\nc\nd"));
  it("shows controls as what they are", () => assert.equal(cleanText("a\u0000b\u0007"), "a\ufffdb\ufffd"));
  it("is cut between what a reader takes for one character", () => {
    assert.equal(shorten("👩🏽‍🎤👩🏽‍🎤👩🏽‍🎤", 2), "👩🏽‍🎤👩🏽‍🎤…");
  });
});
