import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { MetaData } from "../../sdk/src/index.ts";
import { MessageType } from "../../sdk/src/message-type.ts";
import { newerCopy } from "../archive/message-copies.ts";
import { message } from "./messages.ts";

const picture = (metaData: Partial<MetaData> | null, changes: Parameters<typeof message>[1] = {}) =>
  message(1, { msgType: MessageType.Media2, metaData: metaData && { content: "", ...metaData }, ...changes });

const pic = { pic: "https://p.qpic.cn/a" };
const url = { url: "https://v.qpic.cn/a" };

describe("another copy of a message", () => {
  for (const [what, known, copy, then] of [
    ["takes its place", message(1), message(1, { tips: "new" }), message(1, { tips: "new" })],
    ["of a picture without details keeps those that are known", picture(pic), picture(null), picture(pic)],
    ["of a picture with empty details keeps those that are known", picture(pic), picture({}), picture(pic)],
    ["of a video without details keeps those that are known", picture(url), picture({ duration: 3 }), picture(url)],
    [
      "of a picture without details has all else that is new",
      picture(pic),
      picture(null, { tips: "new" }),
      picture(pic, { tips: "new" }),
    ],
    ["of a picture with other details has those", picture(pic), picture(url), picture(url)],
    [
      "of a picture that was taken back has none",
      picture(pic),
      picture(null, { state: 5 }),
      picture(null, { state: 5 }),
    ],
    [
      "of a picture that is shown otherwise has none",
      picture(pic),
      picture(null, { showType: 5 }),
      picture(null, { showType: 5 }),
    ],
    ["of a text without any has none", message(1), message(1, { metaData: null }), message(1, { metaData: null })],
    ["of what was a text is what it is now", message(1, { metaData: pic }), picture(null), picture(null)],
    ["is not gone any more", { ...message(1), goneAt: 5 }, message(1), message(1)],
  ] as const) {
    it(what, () => assert.deepEqual(newerCopy(known, copy), then));
  }

  it("that is the same is the one that is known", () => {
    const known = picture(pic);
    assert.deepEqual(
      [newerCopy(known, picture(pic)) === known, newerCopy(known, picture(null)) === known],
      [true, true],
    );
  });
});
