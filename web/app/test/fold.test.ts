// How texts are compared, and where words are found in them.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { spansOfWords, fold, pieceAround, wordsOf } from "../model/fold.ts";
import { seeded } from "./seeded.ts";

describe("a text is the same", () => {
  for (const [what, one, other] of [
    ["in full and half width", "ＱＱ１２３！", "qq123!"],
    ["in half width katakana with their marks", "ｶﾞｷﾞ", "ガギ"],
    ["in upper and lower case", "ÄΣΑΣ", "äσασ"],
    ["whether a letter and its mark are one or two", "caf\u0065\u0301", "café"],
    ["with characters that cannot be seen", "不\u200b许\u2060反\u00ad悔\ufeff", "不许反悔"],
    ["with marks of direction", "\u202eabc\u202c \u2067x\u2069", "abc x"],
    ["with the variant of an emoji", "❤\ufe0f", "❤"],
    ["with other spaces", "a\u3000b\n\tc", "a b c"],
    ["with letters of Hangul that are not joined", "\u1112\u1161\u11ab", "한"],
    ["as a ligature", "ﬁle", "file"],
  ] as const) {
    it(what, () => assert.equal(fold(one), fold(other)));
  }

  it("as it is, where it is a Chinese character, a small letter or a digit", () => {
    const all = Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, i) => String.fromCharCode(0x4e00 + i)).join("");
    assert.equal(fold(`${all}az09`), `${all}az09`);
  });

  it("but not with other characters", () => assert.notEqual(fold("着"), fold("著")));
});

it("a query is its words, each once", () => assert.deepEqual(wordsOf("  不许　ＡＢ ab\n"), ["不许", "ab"]));

describe("a word is marked", () => {
  const marked = (text: string, ...words: string[]) => {
    const spans = spansOfWords(text, words.map(fold));
    return spans.map(([from, to]) => text.slice(from, to)).join("|");
  };
  for (const [what, text, word, found] of [
    ["as it was written", "听 ＱＱ音乐", "qq", "ＱＱ"],
    ["wherever it is", "abaab", "ab", "ab|ab"],
    ["with what cannot be seen in it", "不\u200b许", "不许", "不\u200b许"],
    ["across spaces", "a \n b", "a b", "a \n b"],
    ["across a line end", "a\nb", "a b", "a\nb"],
    ["across spaces with what cannot be seen in them", "a \u200b b", "a b", "a \u200b b"],
    ["in one with the next one where nothing parts them", "abab", "ab", "abab"],
    ["as a whole family where one of it is meant", "x👨‍👩‍👧y", "👩", "👨‍👩‍👧"],
    ["with the tone of its skin", "👍🏽!", "👍", "👍🏽"],
    ["with its mark", "cafe\u0301s", "é", "e\u0301"],
    ["as a whole flag", "🇨🇳🇯🇵", "🇯🇵", "🇯🇵"],
    ["as a whole flag where half of it is meant", "x🇨🇳y", "🇨", "🇨🇳"],
    ["as the ligature that it is in", "ﬁle", "i", "ﬁ"],
    ["as a whole emoji where half of its code units is meant", "😀", "\ud83d", "😀"],
  ] as const) {
    it(what, () => assert.equal(marked(text, word), found));
  }

  it("once where two words overlap", () => {
    assert.deepEqual([marked("abcd", "abc", "bcd"), marked("abcd", "bcd", "abc")], ["abcd", "abcd"]);
  });
  it("in the order of the text, whatever that of the words", () => {
    assert.deepEqual([marked("ab ef", "ef", "ab"), marked("ab ef", "ab", "ef")], ["ab|ef", "ab|ef"]);
  });
});

describe("of a long text", () => {
  it("a piece around the word is shown, on one line", () => {
    const piece = pieceAround(`${"前".repeat(500)}\n音乐${"后".repeat(500)}`, ["音乐"]);
    assert.equal(piece, `…${"前".repeat(15)} 音乐${"后".repeat(240 - 18)}…`);
  });

  it("any space is one character before the word", () => {
    assert.equal(pieceAround(`前前${"\n".repeat(100)}音乐`, ["音乐"]), "前前 音乐");
  });

  it("the word begins in the piece, however long the characters before it are", () => {
    const family = "👨🏻\u200d👩🏻\u200d👧🏻\u200d👦🏻";
    assert.equal(pieceAround(`${family.repeat(20)}音乐`, ["音"]), `…${family.repeat(16)}音…`);
  });

  it("its beginning is shown when no word is in it, without the space around", () =>
    assert.equal(pieceAround(" \n一\n二 ", ["x"]), "一 二"));

  it("of one character without end a part is shown", () => {
    const piece = pieceAround(`a${"\u0301".repeat(5000)}`, []);
    assert.ok(piece.length < 1000 && piece.endsWith("…"));
  });

  it("no character is cut at the edges", () => {
    const piece = pieceAround(`${"👨‍👩‍👧".repeat(100)}音乐${"👨‍👩‍👧".repeat(100)}`, ["音乐"]);
    assert.match(piece, /^…(?:👨‍👩‍👧)+音乐(?:👨‍👩‍👧)+…$/u);
  });
});

describe("in any text", () => {
  const parts = [
    ..."aAＡ音乐ｶﾞ\u200b \n\u3000éΣςß한ﬁ1１",
    "e\u0301",
    "👨‍👩‍👧",
    "👍🏽",
    "🇨🇳",
    "\ud83d",
    "\u1112\u1161",
    "❤\ufe0f",
    "ㄱㅏ",
  ];
  for (let seed = 1; seed <= 40; seed++) {
    it(`what is found when it is looked for is what is marked (seed ${seed})`, () => {
      const { below } = seeded(seed);
      const any = (length: number) =>
        Array.from({ length: 1 + below(length) }, () => parts[below(parts.length)]).join("");
      for (let i = 0; i < 50; i++) {
        const [text, word] = [any(12), fold(any(2)).trim()];
        const spans = spansOfWords(text, [word]);
        if (word === "") continue;
        assert.equal(spans.length > 0, fold(text).includes(word), JSON.stringify({ text, word }));
        for (const [from, to] of spans) {
          const piece = text.slice(from, to);
          assert.ok(fold(piece).includes(word), JSON.stringify({ text, word, piece }));
          assert.doesNotMatch(piece, /^[\udc00-\udfff]/, JSON.stringify({ text, word, piece }));
        }
      }
    });
  }
});
