// Emoji: which there are, and how they are found.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { emojiIn, findEmoji, newestEmoji, type EmojiRecord } from "../compose/emoji.ts";

const all: EmojiRecord[] = [
  { emoji: "😀", annotation: "嘿嘿", tags: ["笑脸", "高兴"], group: 0, version: 1 },
  { emoji: "😂", annotation: "笑哭了", tags: ["lol", "眼泪"], group: 0, version: 0.6 },
  { emoji: "🫩", annotation: "眼袋脸", tags: ["累"], group: 0, version: 16 },
  { emoji: "👋", annotation: "挥手", tags: ["Hello"], group: 1, version: 0.6 },
  { emoji: "🏻", annotation: "较浅肤色", group: 2, version: 1 },
  { emoji: "🇦", annotation: "地区指示符 A", version: 0 },
];
const shown = (found: EmojiRecord[]) => found.map((one) => one.emoji).join("");

describe("the emoji of a group", () => {
  it("are those of the data", () => assert.equal(shown(emojiIn("people", all, 17)), "👋"));
  it("are not those that the system lacks", () => assert.equal(shown(emojiIn("smileys", all, 15.1)), "😀😂"));
});

describe("a search for emoji", () => {
  for (const [text, found] of [
    ["笑", "😂😀"], // a name that begins so comes first
    ["眼", "🫩😂"],
    ["hello", "👋"],
    ["LOL", "😂"],
    ["脸 高兴", "😀"],
    ["😂", "😂"],
    ["肤色", ""], // a tone of skin alone is none
    ["地区", ""],
    ["没有", ""],
  ] as const) {
    it(`for ${text} finds ${found || "nothing"}`, () => assert.equal(shown(findEmoji(text, all, 17)), found));
  }
  it("finds none that the system lacks", () => assert.equal(shown(findEmoji("眼", all, 14)), "😂"));
});

describe("the newest version of emoji", () => {
  for (const [has, version] of [
    [["\u{1faea}", "\u{1fae9}", "\u{1f970}"], 17],
    [["\u{1fae0}", "\u{1f970}"], 14],
    [["\u{1f970}"], 11],
    [[], 5],
  ] as const) {
    it(`is ${version} for a system with ${has.length} of the signs`, () =>
      assert.equal(
        newestEmoji((emoji) => (has as readonly string[]).includes(emoji)),
        version,
      ));
  }
});
