// Which pictures and videos of a conversation are looked at, and in which order.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { signal } from "@preact/signals";
import { nothingKnown, type ArchivedMessage, type History } from "../archive/history.ts";
import type { Host } from "../host.ts";
import { mediaIn } from "../media/media-order.ts";
import { Viewer } from "../media/viewer.ts";
import { message } from "./messages.ts";

const picture = (number: number, changes: Partial<ArchivedMessage> = {}): ArchivedMessage => ({
  ...message(number, { msgType: 2, metaData: { content: "", pic: `https://y.gtimg.cn/${number}.jpg` } }),
  ...changes,
});

const historyOf = (...runs: ArchivedMessage[][]): History => ({
  ...nothingKnown,
  pieces: runs.map((messages, i) => ({ run: { messages }, joined: i > 0 })),
});

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

function viewerAt(id: string, ...runs: ArchivedMessage[][]) {
  const history = signal(historyOf(...runs));
  const details = { details: signal(new Map()), want: () => {}, retry: () => {} };
  const conversation = { host: {} as Host, history, details, isStranger: () => false, senderOf: () => "" };
  return { history, viewer: new Viewer(conversation, id) };
}

const place = ({ viewed: { value } }: Viewer) => value && `${value.message.id}: ${value.number} of ${value.count}`;

describe("the viewer", () => {
  it("opens at a picture and goes to those beside it, and no further", () => {
    const { viewer } = viewerAt("3", [picture(1), message(2), picture(3), picture(5)]);
    const seen = [place(viewer)];
    for (const step of [1, 1, -1, -1, -1]) {
      viewer.go(step);
      seen.push(place(viewer));
    }
    assert.deepEqual(seen, ["3: 2 of 3", "5: 3 of 3", "5: 3 of 3", "3: 2 of 3", "1: 1 of 3", "1: 1 of 3"]);
    assert.equal(viewer.beside(-1), undefined);
  });

  it("goes to the oldest and to the newest", () => {
    const { viewer } = viewerAt("3", [picture(1), picture(3), picture(5)]);
    viewer.goToEnd("oldest");
    assert.equal(place(viewer), "1: 1 of 3");
    viewer.goToEnd("newest");
    assert.equal(place(viewer), "5: 3 of 3");
  });

  it("stays at its picture when older and newer ones come", () => {
    const { viewer, history } = viewerAt("3", [picture(3)]);
    history.value = historyOf([picture(1), picture(2)], [picture(3), picture(4)]);
    assert.equal(place(viewer), "3: 3 of 4");
  });

  it("shows what comes in place of a picture that is deleted", () => {
    const { viewer, history } = viewerAt("3", [picture(1), picture(3), picture(5)]);
    assert.equal(place(viewer), "3: 2 of 3");
    history.value = historyOf([picture(1), picture(5)]);
    assert.equal(place(viewer), "5: 2 of 2");
    history.value = historyOf([picture(1)]);
    assert.equal(place(viewer), "1: 1 of 1");
  });

  it("shows nothing when no picture is left", () => {
    const { viewer, history } = viewerAt("3", [picture(3)]);
    history.value = historyOf([message(1)]);
    assert.equal(viewer.viewed.value, undefined);
  });
});
