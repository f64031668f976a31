import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cleanName, cleanText, firstCharacter, isPlain, isUnseen, shorten } from "../model/clean.ts";

describe("a name", () => {
  it("stays what it is", () => assert.equal(cleanName("🌙月亮邮差📮 <b>"), "🌙月亮邮差📮 <b>"));
  it("keeps a family together", () => assert.equal(cleanName("👨‍👩‍👧‍👦"), "👨‍👩‍👧‍👦"));
  it("cannot turn what is around it", () => assert.equal(cleanName("a\u202eb\u2067c\u200f"), "abc"));
  it("that cannot be seen is none", () => assert.equal(cleanName("\u200b\u2060\ufeff\u3164 "), ""));
  it("is one line", () => assert.equal(cleanName(" a\n\u2028b\tc "), "a b c"));
  it("has few marks on a letter", () => assert.equal(cleanName(`a${"\u0301".repeat(50)}`), `a${"\u0301".repeat(3)}`));
  it("ends with an ellipsis when it is long", () => assert.equal(cleanName("名".repeat(100), 5), "名名名名名…"));
});

describe("the first character", () => {
  it("is what a reader takes for one", () => assert.equal(firstCharacter("👩🏽‍🎤👩🏽‍🎤"), "👩🏽‍🎤"));
  it("of nothing is none", () => assert.equal(firstCharacter(""), ""));
  for (const [what, text, first] of [
    ["a Chinese name", "月亮邮差", "月"],
    ["a name of one letter", "A", "A"],
    ["a letter with a mark", "a\u0301b", "a\u0301"],
    ["a letter before a picture", "月🌙", "月"],
    ["a digit in a box", "1\ufe0f\u20e3", "1\ufe0f\u20e3"],
    ["a Chinese letter in another form", "葛\u{e0100}城", "葛\u{e0100}"],
  ] as const) {
    it(`of ${what} is ${first}`, () => assert.equal(firstCharacter(text), first));
  }
  it("has its marks, but no more than a character can have", () => {
    const marked = (marks: number) => `a${"\u0301".repeat(marks)}`;
    assert.deepEqual([firstCharacter(marked(31)), firstCharacter(marked(32))], [marked(31), "a"]);
  });
});

describe("letters and signs that are counted by their code units", () => {
  for (const [text, is] of [
    ["Hello, 月亮!", true],
    ["", true],
    ["月🌙", false],
    ["a\u0301", false],
  ] as const) {
    it(`are ${is ? "" : "not "}all of "${text}"`, () => assert.equal(isPlain(text), is));
  }
  const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
    .filter(isPlain)
    .join("");
  const reversed = [...all].reverse().join("");
  for (const [order, text] of [
    ["in their order", all],
    ["in the other one", reversed],
  ] as const) {
    it(`are characters of their own, ${order}`, () => {
      assert.equal([...new Intl.Segmenter().segment(text)].length, text.length);
    });
  }
});

describe("a text", () => {
  it("keeps its lines", () => assert.equal(cleanText("a\r\nb\u2028c\nd\re"), "a\nb\nc\nd\ne"));
  it("has few marks on a letter", () => assert.equal(cleanText(`a${"\u0301".repeat(50)}`), `a${"\u0301".repeat(3)}`));
  it("shows controls as what they are", () => assert.equal(cleanText("a\u0000b\u0007"), "a\ufffdb\ufffd"));
  it("is cut between what a reader takes for one character", () => {
    assert.equal(shorten("👩🏽‍🎤👩🏽‍🎤👩🏽‍🎤", 2), "👩🏽‍🎤👩🏽‍🎤…");
  });
  for (const [what, text, short] of [
    ["is not cut where it is as long as it may be", "abc", "abc"],
    ["is not cut where a reader counts no more than it may have", "👩🏽‍🎤👩🏽‍🎤👩🏽‍🎤", "👩🏽‍🎤👩🏽‍🎤👩🏽‍🎤"],
    ["is cut behind the last character that it may have", "abcd", "abc…"],
    ["is cut without the space before", "ab cd", "ab…"],
  ] as const) {
    it(what, () => assert.equal(shorten(text, 3), short));
  }
});

describe("what is made to be endless", () => {
  const many = 200_000;
  /** The most code units of one character. */
  const character = 32;
  const hostile: Record<string, string> = {
    letters: "a".repeat(many),
    "letters with joiners": "a\u200d".repeat(many),
    "a family without end": "👩\u200d".repeat(many),
    "syllables without end": "\u1100".repeat(many),
    flags: "🇨".repeat(many),
    "marks on a letter": `a${"\u0301".repeat(many)}`,
    "marks on each of many letters": `a${"\u0301".repeat(40)}`.repeat(many / 40),
    isolates: "\u2067".repeat(100_000),
    "isolates before a name": `${"\u2067".repeat(100_000)}Bob`,
    "what cannot be seen between letters": "a\u200b\u2060".repeat(many),
    "halves of letters": "\ud83d".repeat(many),
    spaces: `a${" ".repeat(many)}b`,
    lines: "a\n".repeat(many),
    "tags of a flag": `🏴${"\u{e0067}".repeat(many)}`,
    "syllables that join": "क्".repeat(many),
  };

  for (const [what, name] of Object.entries(hostile)) {
    for (const limit of [1, 24, 60]) {
      it(`${what} are a name of ${limit} characters at most`, () => {
        assert.ok(cleanName(name, limit).length <= limit * character + 1);
      });
      it(`${what} are shortened to ${limit} characters`, () => {
        assert.ok(shorten(name, limit).length <= limit * character + 1);
      });
    }
    it(`${what} have a first character`, () => assert.ok(firstCharacter(name).length <= character));
  }

  for (const letter of ["🌙", "\u{10000}", "\u{10fffd}"]) {
    it(`leaves no half of a letter where the looking ends: ${letter.codePointAt(0)!.toString(16)}`, () => {
      assert.equal(cleanName(`${"\u2067".repeat(60 * character - 1)}${letter}`), "");
    });
    it(`leaves a letter before the end of the looking whole: ${letter.codePointAt(0)!.toString(16)}`, () => {
      assert.equal(cleanName(`${"\u2067".repeat(60 * character - 2)}${letter}x`), `${letter}…`);
    });
  }
  for (const letter of ["a", "\ue000"]) {
    it(`leaves the last letter before the end of the looking: ${letter.codePointAt(0)!.toString(16)}`, () => {
      assert.equal(cleanName(`${"\u2067".repeat(60 * character - 1)}${letter}x`), `${letter}…`);
    });
  }
  for (const end of ["x", "\ud83d"]) {
    it(`is not cut where the looking ends with it: ${end.charCodeAt(0).toString(16)}`, () => {
      assert.equal(cleanName(`${"\u2067".repeat(60 * character - 1)}${end}`), end);
    });
  }

  it("has a first part when it is joined to one", () => assert.equal(firstCharacter("👩\u200d".repeat(many)), "👩"));

  it("counts its parts when they are joined to one", () => {
    assert.equal(cleanName("👩\u200d".repeat(many), 4), "👩\u200d👩\u200d…");
  });

  it("ends with an ellipsis, also where little of what was looked at can be seen", () => {
    assert.equal(cleanName(`a${"\u0301".repeat(many)}`), `a${"\u0301".repeat(3)}…`);
  });

  it("is no name when nothing can be seen as far as it is looked at", () => {
    assert.equal(cleanName(hostile["isolates"]!), "");
  });

  it("is the whole of what a reader counts when that is the largest there is", () => {
    const family = "👨🏻\u200d👩🏻\u200d👧🏻\u200d👦🏻";
    assert.equal(cleanName(family.repeat(100), 2), `${family}${family}…`);
  });
});

describe("a text", () => {
  for (const [what, text, unseen] of [
    ["of spaces and lines", " \n\t\u00a0\u3000", true],
    ["of zero width", "\u200b\u200c\u200d\u2060\ufeff", true],
    ["of Hangul fillers", "\u3164\u115f\uffa0", true],
    ["of an empty Braille pattern", "\u2800", true],
    ["of marks that turn the direction", "\u202e\u2066\u200f", true],
    ["of tags and variation selectors", "\u{e0041}\ufe0f\u{e0100}", true],
    ["that is empty", "", true],
    ["with one letter among them", "\u200b.\u200b", false],
    ["of an emoji", "❤\ufe0f", false],
    ["of a combining mark", "\u0301", false],
  ] as const) {
    it(`${what} can${unseen ? "not" : ""} be seen`, () => assert.equal(isUnseen(text), unseen));
  }
});
