import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { MetaData } from "../../sdk/src/index.ts";
import { MessageType } from "../../sdk/src/message-type.ts";
import type { ArchivedMessage } from "../archive/history.ts";
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
    [
      "of a text without any, and otherwise as it was, says nothing of it",
      message(1),
      message(1, { metaData: null }),
      message(1),
    ],
    [
      "of a text that says something in its place has that",
      message(1),
      message(1, { metaData: null, tips: "t" }),
      message(1, { metaData: null, tips: "t" }),
    ],
    [
      "of a text that could not be read leaves it",
      message(1),
      { ...message(1, { metaData: null, state: 2 }), lost: "unreadable" },
      message(1, { state: 2 }),
    ],
    [
      "of a text that is from no page leaves it",
      message(1),
      message(1, { metaData: null, state: 2 }),
      message(1, { state: 2 }),
    ],
    ["of what was a text is what it is now", message(1, { metaData: pic }), picture(null), picture(null)],
    ["is not gone any more", { ...message(1), goneAt: 5 }, message(1), message(1)],
  ] as [string, ArchivedMessage, ArchivedMessage, ArchivedMessage][]) {
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

describe("what is left of a message that was deleted elsewhere", () => {
  const empty = { content: "" };
  const husk = (changes: Parameters<typeof message>[1]) => message(1, { metaData: null, ...changes });
  const gone = { ...message(1), goneAt: 3 };
  const withPlace = picture({ ...pic, bizId: "b" });
  for (const [what, known, copy, keepsGone, then] of [
    ["in another state", message(1), husk({ state: 2 }), false, { ...husk({ state: 2 }), lost: "deleted" }],
    [
      "that is shown otherwise",
      message(1),
      husk({ showType: 2 }),
      false,
      { ...husk({ showType: 2 }), lost: "deleted" },
    ],
    [
      "with empty content",
      message(1),
      husk({ state: 2, metaData: empty }),
      false,
      { ...husk({ state: 2, metaData: empty }), lost: "deleted" },
    ],
    ["that is to be kept", message(1), husk({ state: 2 }), true, { ...message(1), goneAt: 5 }],
    ["that was kept", gone, husk({ state: 2 }), true, gone],
    ["that is kept no longer", gone, husk({ state: 2 }), false, { ...husk({ state: 2 }), lost: "deleted" }],
    [
      "that came before",
      { ...husk({ state: 2 }), lost: "deleted" },
      husk({ state: 2 }),
      true,
      { ...husk({ state: 2 }), lost: "deleted" },
    ],
    ["that is there again", { ...husk({ state: 2 }), lost: "deleted" }, message(1), false, message(1)],
    ["of which nothing was known", husk({}), husk({ state: 2 }), false, husk({ state: 2 })],
    [
      "that was a picture",
      withPlace,
      picture(null, { state: 2 }),
      false,
      { ...picture(null, { state: 2 }), lost: "deleted" },
    ],
    ["that was a picture and is to be kept", withPlace, picture(null, { state: 2 }), true, { ...withPlace, goneAt: 5 }],
    [
      "that is a picture without details",
      withPlace,
      picture({ bizId: "b" }, { state: 2 }),
      true,
      picture({ bizId: "b" }, { state: 2 }),
    ],
  ] as [string, ArchivedMessage, ArchivedMessage, boolean, ArchivedMessage][]) {
    it(what, () => assert.deepEqual(newerCopy(known, copy, { now: 5, keepsGone }), then));
  }

  it("is the same one when it comes again", () => {
    const known: ArchivedMessage = { ...husk({ state: 2 }), lost: "deleted" };
    for (const keepsGone of [true, false]) {
      assert.equal(newerCopy(known, husk({ state: 2 }), { now: 5, keepsGone }), known);
      assert.equal(newerCopy(gone, husk({ state: 2 }), { now: 5, keepsGone: true }), gone);
    }
  });
});
