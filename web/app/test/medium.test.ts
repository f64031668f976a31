// What can be shown of a picture or a video.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { MetaData } from "../../sdk/src/index.ts";
import type { Host } from "../host.ts";
import { emptyMeta, kindOf } from "../model/kinds.ts";
import { mediumOf, toLookAt } from "../model/medium.ts";
import { message } from "./messages.ts";

const host = {
  endpoint: "",
  absolute: (address: string) =>
    URL.canParse(address, "https://inbox.example/") ? new URL(address, "https://inbox.example/") : undefined,
  owns: ({ origin }: URL) => origin === "https://inbox.example",
} as Host;
const question = { stranger: false, setting: "ask", isAllowed: () => false } as const;
const medium = (meta: Partial<MetaData>) => mediumOf(host, { ...emptyMeta, ...meta }, question);

const pic = "https://y.gtimg.cn/small.jpg";
const url = "https://y.gtimg.cn/large.jpg";
const foreign = "https://other.example/large.jpg";

describe("a picture", () => {
  for (const [what, meta, picture, full] of [
    ["is shown from its address, and in full from the other", { pic, url }, "show", url],
    ["has one address that is both", { pic, url: pic }, "show", undefined],
    ["is shown from the one address that it has", { url }, "show", undefined],
    ["is not loaded in full from a host that was not asked about", { pic, url: foreign }, "show", undefined],
    ["is asked about by the host of the one that is shown first", { pic: foreign, url }, "ask", undefined],
  ] as const) {
    it(what, () => {
      const found = medium(meta);
      assert.deepEqual([found.video, found.picture.fate, found.full, found.film], [false, picture, full, undefined]);
    });
  }
});

describe("a video", () => {
  it("has a picture that stands for it and an address of its own, each with its own host", () => {
    const found = medium({ pic, url: foreign, duration: 3 });
    assert.deepEqual([found.video, found.picture.fate, found.film?.fate, found.full], [true, "show", "ask", undefined]);
  });

  it("is shown where its address may be, and has no full size", () => {
    const found = medium({ pic, url, duration: 3 });
    assert.deepEqual([found.film, found.full], [{ fate: "show", address: url }, undefined]);
  });

  it("is not taken for its own picture", () => assert.equal(medium({ url, duration: 3 }).picture.fate, "none"));
});

describe("all of a picture or a video can be opened", () => {
  for (const [what, meta, link] of [
    ["at its address in full", { pic, url }, url],
    ["at the only address that it has", { pic }, pic],
    ["at its place on the page", { url: "/media/1.png" }, "https://inbox.example/media/1.png"],
    ["nowhere without an address", {}, ""],
    ["nowhere at what is no address", { url: "https://[" }, ""],
  ] as const) {
    it(what, () => assert.equal(medium(meta).link, link));
  }
});

describe("a message of an unknown kind", () => {
  it("is looked at for its picture alone: what else is in it may be anything", () => {
    const odd = message(1, { msgType: 99, metaData: { pic, url: foreign, duration: 3, width: 5, height: 6 } });
    assert.deepEqual(toLookAt(kindOf(odd)), { ...emptyMeta, pic, width: 5, height: 6 });
  });

  it("is not looked at without a picture", () =>
    assert.equal(toLookAt(kindOf(message(1, { msgType: 99 }))), undefined));
});

describe("a message of another kind", () => {
  it("is looked at where it is a picture, with all that is in it", () => {
    const meta = { ...emptyMeta, pic, url, size: 7 };
    assert.deepEqual(toLookAt(kindOf(message(1, { msgType: 2, metaData: meta }))), meta);
  });

  it("is not looked at where it is a card with a picture", () =>
    assert.equal(toLookAt(kindOf(message(1, { msgType: 7, metaData: { title: "t", pic } }))), undefined));
});
