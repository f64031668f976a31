// Which pictures and videos are looked at, and what is read for that.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { signal } from "@preact/signals";
import { nothingKnown, type ArchivedMessage, type History } from "../archive/history.ts";
import type { Host } from "../host.ts";
import { idle, type Loading } from "../model/loading.ts";
import type { Problem } from "../model/problem.ts";
import { Viewer } from "../media/viewer.ts";
import { message } from "./messages.ts";
import { historyOf, picture } from "./picture-history.ts";

/** What is known with messages missing between two spans. */
const withGap = (before: ArchivedMessage[], after: ArchivedMessage[]): History => ({
  ...nothingKnown,
  pieces: [
    { run: { messages: before }, joined: true },
    { run: { messages: after }, joined: false },
  ],
});

function viewerAt(id: string, ...runs: ArchivedMessage[][]) {
  const history = signal(historyOf(...runs));
  const details = { details: signal(new Map()), want: () => {}, retry: () => {} };
  const older = signal<Loading>(idle);
  const gaps = signal<ReadonlyMap<string, Loading>>(new Map());
  /** The pages that are missing in a gap, the newest last; without one a page does not come. */
  const missing: ArchivedMessage[][] = [];
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
    gaps,
    async readGap(before: string) {
      const [first, last] = history.value.pieces;
      assert.equal(before, last!.run.messages[0]!.id, "what is missing is before the span");
      const page = missing.pop();
      gaps.value = page ? new Map() : new Map([[before, { state: "failed", problem: {} as Problem }]]);
      if (!page) return;
      const [one, other] = [[...first!.run.messages], [...page, ...last!.run.messages]];
      history.value = missing.length === 0 ? historyOf([...one, ...other]) : withGap(one, other);
    },
    isStranger: () => false,
    senderOf: () => "",
  };
  return { history, pages, missing, viewer: new Viewer(conversation, id) };
}

const place = ({ viewed: { value } }: Viewer) => value && `${value.message.id}: ${value.number} of ${value.count}`;

describe("the viewer", () => {
  it("opens at a picture and goes to those beside it, and no further", () => {
    const { viewer } = viewerAt("3", [picture(1), message(2), picture(3), picture(5)]);
    const seen = [place(viewer)];
    for (const step of [1, 1, -1, -1, -1] as const) {
      void viewer.go(step);
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
    assert.equal(viewer.hasBeside(-1), true);
    await viewer.go(-1);
    assert.deepEqual([place(viewer), viewer.looking.value], ["1: 1 of 2", "idle"]);
    assert.equal(viewer.hasBeside(-1), false);
  });

  it("asks before it reads on and on", async () => {
    const { viewer, pages } = at9();
    for (let i = 0; i < 15; i++) pages.push([message(7)]);
    await viewer.go(-1);
    assert.deepEqual([place(viewer), viewer.looking.value, pages.length], ["9: 1 of 1", "notFound", 5]);
    await viewer.go(-1);
    assert.deepEqual([viewer.looking.value, pages.length], ["idle", 0]);
  });

  it("says that a page did not come, and tries again when it is wanted", async () => {
    const { viewer, pages } = at9();
    pages.push(undefined);
    await viewer.go(-1);
    assert.deepEqual([place(viewer), viewer.looking.value], ["9: 1 of 1", "failed"]);
    await viewer.go(-1);
    assert.deepEqual([place(viewer), viewer.looking.value], ["1: 1 of 2", "idle"]);
  });

  it("looks no further when it is closed", async () => {
    const { viewer, pages } = at9();
    for (let i = 0; i < 5; i++) pages.push([message(7)]);
    const looking = viewer.go(-1);
    viewer.close();
    await looking;
    assert.equal(pages.length, 4);
  });

  it("stays where the user went meanwhile", async () => {
    const { viewer, pages } = viewerAt("9", [picture(9), picture(10)]);
    pages.push([picture(1)]);
    const looking = viewer.go(-1);
    viewer.goToEnd("newest");
    await looking;
    assert.equal(place(viewer), "10: 3 of 3");
  });
});

describe("the viewer where messages are missing", () => {
  const at = (id: string, missing: ArchivedMessage[][]) => {
    const world = viewerAt(id);
    world.history.value = withGap([picture(1)], [message(8), picture(9)]);
    world.missing.push(...missing);
    return world;
  };

  for (const [way, id, step, missing, wanted] of [
    ["back", "9", -1, [[message(4)], [message(5), picture(6), message(7)]], "6: 2 of 3"],
    [
      "on",
      "1",
      1,
      [
        [picture(3), message(4)],
        [picture(6), message(7)],
      ],
      "3: 2 of 4",
    ],
    ["back, where there is no picture in them,", "9", -1, [[message(4)], [message(7)]], "1: 1 of 2"],
    ["on, where there is no picture in them,", "1", 1, [[message(4)], [message(7)]], "9: 2 of 2"],
  ] as const) {
    it(`reads them before it goes ${way} over them`, async () => {
      const { viewer } = at(
        id,
        [...missing].map((page) => [...page]),
      );
      const gone = viewer.go(step);
      const meanwhile = [place(viewer)!.split(":")[0], viewer.looking.value];
      await gone;
      assert.deepEqual([...meanwhile, place(viewer), viewer.looking.value], [id, "filling", wanted, "idle"]);
    });
  }

  it("goes no further than the nearest picture that came", async () => {
    const { viewer, missing } = at("9", [[picture(3)], [picture(6)], [message(7)]]);
    await viewer.go(-1);
    assert.deepEqual([place(viewer), missing.length], ["6: 2 of 3", 1]);
  });

  for (const [way, id, step, wanted] of [
    ["back", "9", -1, "1: 1 of 2"],
    ["on", "1", 1, "9: 2 of 2"],
  ] as const) {
    it(`says that it went ${way} over what could not be read`, async () => {
      const { viewer } = at(id, []);
      await viewer.go(step);
      assert.deepEqual([place(viewer), viewer.looking.value], [wanted, "notFilled"]);
    });
  }

  it("asks before it reads on and on", async () => {
    const { viewer, missing } = at(
      "9",
      Array.from({ length: 15 }, () => [message(7)]),
    );
    await viewer.go(-1);
    assert.deepEqual([place(viewer), viewer.looking.value, missing.length], ["9: 2 of 2", "stillMissing", 5]);
    await viewer.go(-1);
    assert.deepEqual([place(viewer), viewer.looking.value], ["1: 1 of 2", "idle"]);
  });

  it("may have a picture after the last one that is known", async () => {
    const { viewer, history, missing } = viewerAt("1");
    history.value = withGap([picture(1)], [message(9)]);
    missing.push([picture(5)]);
    assert.equal(viewer.hasBeside(1), true);
    await viewer.go(1);
    assert.deepEqual([place(viewer), viewer.hasBeside(1)], ["5: 2 of 2", false]);
  });
});

describe("what is loaded ahead", () => {
  const question = (allowed: readonly string[], setting: "ask" | "never" = "ask") => ({
    stranger: false,
    setting,
    isAllowed: (host: string) => allowed.includes(host),
  });
  const host = {
    endpoint: "",
    absolute: (address: string) => (URL.canParse(address) ? new URL(address) : undefined),
    owns: () => false,
  } as unknown as Host;
  const foreign = (number: number) =>
    picture(number, { metaData: { ...picture(number).metaData!, pic: `https://a.example/${number}.png` } });
  const ahead = (messages: ArchivedMessage[], id: string, ask = question([])) => {
    const { viewer } = viewerAt(id, messages);
    viewer.conversation.host = host;
    return viewer.ahead(() => ask);
  };

  it("is the pictures on both sides, the one after first", () =>
    assert.deepEqual(ahead([picture(1), picture(2), picture(3), picture(4)], "2"), [
      "https://y.gtimg.cn/3.jpg",
      "https://y.gtimg.cn/1.jpg",
    ]));

  it("is nothing that nobody allowed", () => assert.deepEqual(ahead([foreign(1), picture(2), foreign(3)], "2"), []));

  it("is what was allowed", () =>
    assert.deepEqual(ahead([foreign(1), picture(2)], "2", question(["a.example"])), ["https://a.example/1.png"]));

  it("is nothing of strangers when that is the setting", () => {
    const strangers = { ...question(["a.example", "y.gtimg.cn"], "never"), stranger: true };
    assert.deepEqual(ahead([foreign(1), picture(2), picture(3)], "2", strangers), []);
  });

  it("is no video, and nothing whose address has to be asked for", () => {
    const video = picture(1, { metaData: { ...picture(1).metaData!, duration: 3 } });
    assert.deepEqual(ahead([video, picture(2), picture(3, { metaData: null })], "2"), []);
  });
});
