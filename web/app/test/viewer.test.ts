// Which pictures and videos of a conversation are looked at, and in which order.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { signal } from "@preact/signals";
import { nothingKnown, type ArchivedMessage, type History } from "../archive/history.ts";
import type { Host } from "../host.ts";
import { mediaIn } from "../media/media-order.ts";
import { idle, type Loading } from "../model/loading.ts";
import type { Problem } from "../model/problem.ts";
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
  const older = signal<Loading>(idle);
  /** The pages that the gateway has before those; undefined for one that does not come. */
  const pages: (ArchivedMessage[] | undefined)[] = [];
  const conversation = {
    host: {} as Host,
    history,
    details,
    older,
    get hasOlder() {
      return pages.length > 0;
    },
    async readOlder() {
      const page = pages.pop();
      older.value = page ? idle : { state: "failed", problem: { kind: "unreachable" } as Problem };
      if (page) history.value = historyOf(page, ...history.value.pieces.map(({ run }) => [...run.messages]));
      else pages.push([picture(1)]);
    },
    isStranger: () => false,
    senderOf: () => "",
  };
  return { history, pages, viewer: new Viewer(conversation, id) };
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

describe("the viewer at the first picture that is known", () => {
  const at9 = () => viewerAt("9", [message(8), picture(9)]);

  it("finds the one before in older pages", async () => {
    const { viewer, pages } = at9();
    pages.push([picture(1)], [message(6)], [message(7)]);
    assert.equal(viewer.hasBefore, true);
    await viewer.goBack();
    assert.deepEqual([place(viewer), viewer.looking.value], ["1: 1 of 2", "idle"]);
    assert.equal(viewer.hasBefore, false);
  });

  it("asks before it reads on and on", async () => {
    const { viewer, pages } = at9();
    for (let i = 0; i < 15; i++) pages.push([message(7)]);
    await viewer.goBack();
    assert.deepEqual([place(viewer), viewer.looking.value, pages.length], ["9: 1 of 1", "notFound", 5]);
    await viewer.goBack();
    assert.deepEqual([viewer.looking.value, pages.length], ["idle", 0]);
  });

  it("says that a page did not come, and tries again when it is wanted", async () => {
    const { viewer, pages } = at9();
    pages.push(undefined);
    await viewer.goBack();
    assert.deepEqual([place(viewer), viewer.looking.value], ["9: 1 of 1", "failed"]);
    await viewer.goBack();
    assert.deepEqual([place(viewer), viewer.looking.value], ["1: 1 of 2", "idle"]);
  });

  it("looks no further when it is closed", async () => {
    const { viewer, pages } = at9();
    for (let i = 0; i < 5; i++) pages.push([message(7)]);
    const looking = viewer.goBack();
    viewer.close();
    await looking;
    assert.equal(pages.length, 4);
  });

  it("stays where the user went meanwhile", async () => {
    const { viewer, pages } = viewerAt("9", [picture(9), picture(10)]);
    pages.push([picture(1)]);
    const looking = viewer.goBack();
    viewer.go(1);
    await looking;
    assert.equal(place(viewer), "10: 3 of 3");
  });
});
