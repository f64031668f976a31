import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ArchivedMessage } from "../archive/history.ts";
import { mediaIn } from "../media/media-order.ts";
import { message } from "./messages.ts";
import { historyOf, picture } from "./picture-history.ts";

describe("the pictures and videos of a conversation", () => {
  for (const [what, one, isIn] of [
    ["have a picture", picture(1), true],
    ["have a video", picture(1, { msgType: 6 }), true],
    ["have one whose details are missing", picture(1, { metaData: null }), true],
    ["have one that was deleted elsewhere and is kept", picture(1, { goneAt: 1 }), true],
    ["have the picture of a message of an unknown kind", picture(1, { msgType: 99 }), true],
    ["have no text", message(1), false],
    [
      "have no song, which has a cover",
      message(1, { msgType: 1, metaData: { title: "a", pic: "https://y.gtimg.cn/a.jpg" } }),
      false,
    ],
    ["have none of which nothing is left", picture(1, { metaData: null, lost: "deleted" }), false],
  ] as [string, ArchivedMessage, boolean][]) {
    it(what, () => assert.equal(mediaIn(historyOf([one])).length, isIn ? 1 : 0));
  }

  it("are in the order of the conversation, over gaps too", () => {
    const history = historyOf([picture(1), message(2), picture(3)], [message(4)], [picture(5)]);
    assert.deepEqual(
      mediaIn(history).map(({ id }) => id),
      ["1", "3", "5"],
    );
  });
});
