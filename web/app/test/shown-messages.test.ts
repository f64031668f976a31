// The end of a long conversation is shown before all of it was read.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { signal } from "@preact/signals";
import type { History } from "../archive/history.ts";
import { ShownMessages } from "../thread/shown-messages.ts";
import { settled } from "./fake-clock.ts";
import { history } from "./history-notation.ts";

interface Given {
  /** What is read sooner than all. */
  end?: History;
  /** What is at hand. */
  atHand?: History;
}

/** Messages that are shown of an archive which takes its time, on a page that paints when it is told to. */
function shownOf({ end, atHand }: Given) {
  let all!: (known: string) => void;
  let paint!: () => void;
  const asked: string[] = [];
  const held = new Promise<string>((resolve) => (all = resolve));
  const painting = new Promise<void>((resolve) => (paint = resolve));
  const shown = new ShownMessages("a", {
    archive: {
      endAtHand: () => atHand,
      readEnd: async (id) => (asked.push(`end of ${id}`), end),
      hold: async (id) => (asked.push(`all of ${id}`), signal(history(await held))),
      release: (id) => asked.push(`release ${id}`),
    },
    gateway: { problem: () => assert.fail() },
    reader: { before: () => assert.fail() },
    painted: () => painting,
  });
  const ids = () => shown.window.value.messages.map(({ id }) => id).join(" ");
  return { shown, asked, ids, all, paint };
}

const anyEnd = { suits: () => true, onShown: () => {} };

describe("a conversation whose end is there sooner", () => {
  it("shows it until all is there", async () => {
    const { shown, ids, all, paint } = shownOf({ end: history("|3 4") });
    const holding = shown.hold(anyEnd);
    await settled();
    assert.equal(ids(), "3 4");
    paint();
    all("+1 2+3 4");
    await holding;
    assert.equal(ids(), "1 2 3 4");
  });

  it("is painted before all is read", async () => {
    const { shown, asked, paint } = shownOf({ end: history("|3 4") });
    void shown.hold(anyEnd);
    await settled();
    const before = [...asked];
    paint();
    await settled();
    assert.deepEqual([before, asked], [["end of a"], ["end of a", "all of a"]]);
  });

  it("says when it is there", async () => {
    const { shown, ids } = shownOf({ end: history("|3 4") });
    const there = await new Promise((resolve) => {
      void shown.hold({ ...anyEnd, onShown: () => resolve(ids()) });
    });
    assert.equal(there, "3 4");
  });

  it("shows at once what is at hand, and reads no end", () => {
    const { shown, asked, ids } = shownOf({ atHand: history("|3 4") });
    void shown.hold(anyEnd);
    assert.deepEqual([ids(), asked], ["3 4", []]);
  });

  it("is not shown there by whoever opens elsewhere", async () => {
    const { shown, asked, ids } = shownOf({ end: history("|3 4") });
    void shown.hold({ ...anyEnd, suits: ({ pieces }) => pieces.length > 1 });
    await settled();
    assert.deepEqual([ids(), asked], ["", ["end of a", "all of a"]]);
  });

  it("is not asked for by whoever needs all", async () => {
    const { shown, asked } = shownOf({ end: history("|3 4"), atHand: history("|3 4") });
    void shown.hold();
    await settled();
    assert.deepEqual(asked, ["all of a"]);
  });

  it("does not take away what is there already", async () => {
    const { shown, asked, ids, all } = shownOf({ end: history("|3 4") });
    all("+1 2+3 4");
    await shown.hold();
    await shown.hold(anyEnd);
    assert.deepEqual([ids(), asked], ["1 2 3 4", ["all of a"]]);
  });

  it("is not held by whoever has let go of it meanwhile", async () => {
    const { shown, asked, paint } = shownOf({ end: history("|3 4") });
    const holding = shown.hold(anyEnd);
    await settled();
    shown.release();
    paint();
    await holding;
    assert.deepEqual(asked, ["end of a"]);
  });
});

it("a conversation without an end that is there sooner shows nothing until all is there", async () => {
  const { shown, ids, all } = shownOf({});
  const holding = shown.hold(anyEnd);
  await settled();
  assert.equal(ids(), "");
  all("+1 2");
  await holding;
  assert.equal(ids(), "1 2");
});

it("a conversation that was held is let go of", async () => {
  const { shown, asked, all } = shownOf({});
  all("+1 2");
  await shown.hold();
  shown.release();
  assert.deepEqual(asked, ["all of a", "release a"]);
});
