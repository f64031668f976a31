import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { emptyMeta, isIncomplete, kindOf } from "../model/kinds.ts";
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
  });
  it("is a song", () => {
    const kind = kindOf(message(1, { msgType: 1, metaData: { title: "t" } }));
    assert.ok(kind.kind === "card" && kind.song && !kind.asks);
  });
  it("is a card that asks", () => {
    const kind = kindOf(message(1, { msgType: 7, metaData: { title: "t", bizType: 4 } }));
    assert.ok(kind.kind === "card" && kind.asks);
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
    assert.equal(kindOf(message(1, { metaData: null })).kind, "unknown");
  });
});
