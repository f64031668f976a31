import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { previewOf, senderInLine } from "../words/preview.ts";
import { en } from "../words/en.ts";
import { numberAlone } from "../model/sides.ts";
import { me, message, peer } from "./messages.ts";

const preview = (content: string) => previewOf(message(1, { metaData: { content } }), en);

describe("a message in one line", () => {
  it("is its text", () => assert.equal(preview("hello\nthere"), "hello there"));
  it("says when there is none", () => assert.equal(preview(" \u200b "), en.emptyMessage));
  it("says of what is left of a deleted one, and of one that could not be read, what it is", () => {
    const empty = message(1, { metaData: null });
    const said = (lost?: "deleted" | "unreadable") => previewOf({ ...empty, lost } as typeof empty, en);
    assert.deepEqual(
      [said(), said("deleted"), said("unreadable")],
      [en.lost.perhapsDeleted, en.lost.deleted, en.lost.unreadable],
    );
  });
  it("is a song's title", () => {
    assert.equal(previewOf(message(1, { msgType: 1, metaData: { title: "晴天" } }), en), `${en.songInLine} 晴天`);
  });
  it("says honestly that it is of no known kind", () => {
    assert.equal(previewOf(message(1, { msgType: 99, metaData: null }), en), en.unknownInLine);
  });
  for (const [what, metaData, said] of [
    ["its title", { title: "a title", content: "a text" }, "a title"],
    ["its text", {}, "text 1"],
    ["that there is a picture", { content: "", pic: "p" }, en.pictureInLine],
    ["where it leads", { content: "", url: "https://example.com/a" }, "example.com"],
  ] as const) {
    it(`has of one of no known kind ${what}`, () =>
      assert.equal(previewOf(message(1, { msgType: 99, metaData }), en), `${en.unknownInLine} ${said}`));
  }

  for (const [what, content] of [
    ["a million letters", "字".repeat(1_000_000)],
    ["a family of many", "👩\u200d".repeat(300_000)],
    ["a million lines", "\na".repeat(500_000)],
    ["a million isolates", "\u2067".repeat(1_000_000)],
  ] as const) {
    it(`of ${what} is short`, () => assert.ok(preview(content).length <= 120 * 32 + 1));
  }

  it("does not call a text empty of which it saw only the beginning", () => {
    assert.equal(preview(`${"\n".repeat(1_000_000)}hello`), "…");
  });
});

describe("who wrote the newest message", () => {
  for (const [what, changes, said] of [
    ["is the account", { fromUser: me }, en.me],
    ["need not be said of the other side", {}, ""],
    ["is unknown", { fromUser: null }, en.unknownSender],
    ["is nobody of a tip", { fromUser: null, tips: "tip", metaData: null, msgType: 9 }, ""],
  ] as const) {
    it(what, () => assert.equal(senderInLine(message(1, changes), peer, numberAlone("1"), en), said));
  }
});
