import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { emptyMeta, isHusk, isIncomplete, isOnlyEmoji, kindOf, type Lost } from "../model/kinds.ts";
import { message } from "./messages.ts";

describe("the kind of a message", () => {
  it("is text", () => assert.deepEqual(kindOf(message(1)), { kind: "text", text: "text 1" }));
  it("is text also when its type is a string of digits", () => {
    assert.equal(kindOf(message(1, { msgType: "0" })).kind, "text");
  });
  for (const type of [2, 3, 5, 6]) {
    it(`is a picture or video for type ${type}`, () =>
      assert.equal(kindOf(message(1, { msgType: type })).kind, "media"));
  }
  it("is a video when it lasts", () => {
    const kind = kindOf(message(1, { msgType: 2, metaData: { pic: "p", duration: 3 } }));
    assert.ok(kind.kind === "media" && kind.video && kind.complete);
  });
  it("is a picture without address until it is asked for", () => {
    assert.ok(isIncomplete(message(1, { msgType: 5, metaData: { bizId: "b" } })));
    assert.ok(isIncomplete(message(1, { msgType: 5, metaData: null })));
    assert.ok(!isIncomplete(message(1, { msgType: 5, metaData: { url: "u" } })));
    assert.ok(!isIncomplete(message(1)));
  });
  it("is a song", () => {
    const kind = kindOf(message(1, { msgType: 1, metaData: { title: "t" } }));
    assert.ok(kind.kind === "card" && kind.song && !kind.asks);
  });
  it("is a card that asks", () => {
    const kind = kindOf(message(1, { msgType: 7, metaData: { title: "t", bizType: 4 } }));
    assert.ok(kind.kind === "card" && kind.asks);
  });
  for (const [what, changes, kind] of [
    ["text, whatever tip and title are with it", { tips: "tip", metaData: { title: "t" } }, "text"],
    ["unknown with content and no title, where it should be a song", { msgType: 1 }, "unknown"],
    ["unknown with content and no title, where it should be a card", { msgType: 7 }, "unknown"],
    ["unknown with a title, where nobody knows its type", { msgType: 9, metaData: { title: "t" } }, "unknown"],
    ["unknown with nothing, where nobody knows its type", { msgType: 9, metaData: null }, "unknown"],
    ["a tip, where it should be a song", { msgType: 1, tips: "tip", metaData: null }, "tip"],
    ["nothing, where it should be a card", { msgType: 7, metaData: null }, "nothing"],
    ["a pat with nothing in it", { msgType: 8, metaData: null }, "pat"],
  ] as const) {
    it(`is ${what}`, () => assert.equal(kindOf(message(1, changes)).kind, kind));
  }
  for (const part of ["content", "title", "pic", "url"] as const) {
    it(`is not nothing where its ${part} is left`, () => {
      const one = message(1, { msgType: 9, metaData: { content: "", [part]: "x" } });
      assert.equal(kindOf({ ...one, lost: "deleted" }).kind, "unknown");
    });
  }
  it("is not nothing where its tip is left", () => {
    const one = message(1, { tips: "t", metaData: null });
    assert.equal(kindOf({ ...one, lost: "deleted" }).kind, "tip");
  });
  it("is a picture when it does not last", () => {
    const kind = kindOf(message(1, { msgType: 2, metaData: { url: "u" } }));
    assert.ok(kind.kind === "media" && !kind.video && kind.complete);
  });
  it("is a card that asks for nothing", () => {
    const kind = kindOf(message(1, { msgType: 7, metaData: { title: "t", bizType: 3 } }));
    assert.ok(kind.kind === "card" && !kind.song && !kind.asks);
  });
  it("is a pat", () => assert.equal(kindOf(message(1, { msgType: 8 })).kind, "pat"));
  it("is a tip", () => {
    assert.deepEqual(kindOf(message(1, { msgType: 9, tips: "tip", metaData: null })), { kind: "tip", text: "tip" });
  });
  it("is unknown otherwise, with what can be read", () => {
    const meta = { ...emptyMeta, content: "text 1", title: "t", pic: "p", url: "u" };
    const one = message(1, { msgType: 9999, metaData: meta });
    assert.deepEqual(kindOf(one), { kind: "unknown", type: "9999", meta, text: "text 1" });
    const tip = message(1, { msgType: 9999, tips: "tip", metaData: { content: "", url: "u" } });
    assert.deepEqual(kindOf(tip), { kind: "unknown", type: "9999", meta: { ...emptyMeta, url: "u" }, text: "tip" });
  });
  it("is no text when it has something else", () => {
    assert.equal(kindOf(message(1, { metaData: { content: "", pic: "p" } })).kind, "unknown");
  });
  it("is no text without any content", () => {
    const why = (changes: Parameters<typeof message>[1], lost: Lost | undefined = undefined) => {
      const kind = kindOf({ ...message(1, { metaData: { content: "" }, ...changes }), ...(lost && { lost }) });
      return kind.kind === "nothing" ? kind.why : kind.kind;
    };
    assert.equal(why({}), "perhapsDeleted");
    assert.equal(why({ metaData: null, state: 2 }), "perhapsDeleted");
    assert.equal(why({ msgType: 1 }), "perhapsDeleted");
    assert.equal(why({ msgType: 9999 }), "unknown");
    assert.equal(why({ tips: "t" }), "tip");
    assert.equal(why({ msgType: 2 }), "media");
    assert.equal(why({ msgType: 2 }, "deleted"), "deleted");
    assert.equal(why({}, "unreadable"), "unreadable");
    assert.equal(why({ metaData: { content: "c" } }, "unreadable"), "text");
  });
  it("is a husk when it was deleted or may have been, and none when it could not be read", () => {
    const nothing = message(1, { metaData: null });
    assert.ok(isHusk(nothing) && isHusk({ ...nothing, lost: "deleted" } as typeof nothing));
    assert.ok(!isHusk(message(1)) && !isHusk({ ...nothing, lost: "unreadable" } as typeof nothing));
  });
});

describe("a text is a few emoji and nothing else", () => {
  for (const [text, is] of [
    ["❤", true],
    ["❤\ufe0f", true],
    ["👨‍👩‍👧 👍🏽\n🇨🇳", true],
    ["👍".repeat(12), true],
    ["👍".repeat(13), false],
    ["", false],
    ["a", false],
    ["1", false],
    ["a❤", false],
    ["❤a", false],
  ] as const) {
    it(`${is ? "" : "not "}in ${JSON.stringify(text)}`, () => assert.equal(isOnlyEmoji(text), is));
  }
});
