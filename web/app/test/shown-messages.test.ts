// The end of a long conversation is shown before all of it was read.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { signal } from "@preact/signals";
import type { History } from "../archive/history.ts";
import { ShownMessages } from "../thread/shown-messages.ts";
import { settled } from "./fake-clock.ts";
import { history } from "./history-notation.ts";

/** Messages that are shown of an archive which takes its time, where it has an end that is there sooner. */
function shownOf(end: History | undefined) {
  let all!: (known: string) => void;
  const asked: string[] = [];
  const held = new Promise<string>((resolve) => (all = resolve));
  const shown = new ShownMessages("a", {
    archive: {
      readEnd: async (id, least) => (asked.push(`end of ${id}: ${least}`), end),
      hold: async (id) => (asked.push(`all of ${id}`), signal(history(await held))),
    },
    gateway: { problem: () => assert.fail() },
    reader: { before: () => assert.fail() },
  });
  const ids = () => shown.window.value.messages.map(({ id }) => id).join(" ");
  return { shown, asked, ids, all };
}

describe("a conversation whose end is there sooner", () => {
  it("shows it until all is there", async () => {
    const { shown, asked, ids, all } = shownOf(history("|3 4"));
    const holding = shown.hold({ opensAtEnd: true });
    await settled();
    assert.deepEqual([ids(), asked], ["3 4", ["end of a: 100", "all of a"]]);
    all("+1 2+3 4");
    await holding;
    assert.equal(ids(), "1 2 3 4");
  });

  it("is not shown there by whoever opens elsewhere", async () => {
    const { shown, asked, ids } = shownOf(history("|3 4"));
    void shown.hold();
    await settled();
    assert.deepEqual([ids(), asked], ["", ["all of a"]]);
  });

  it("does not take away what is there already", async () => {
    const { shown, asked, ids, all } = shownOf(history("|3 4"));
    all("+1 2+3 4");
    await shown.hold();
    await shown.hold({ opensAtEnd: true });
    assert.deepEqual([ids(), asked], ["1 2 3 4", ["all of a"]]);
  });
});

it("a conversation without an end that is there sooner shows nothing until all is there", async () => {
  const { shown, ids, all } = shownOf(undefined);
  const holding = shown.hold({ opensAtEnd: true });
  await settled();
  assert.equal(ids(), "");
  all("+1 2");
  await holding;
  assert.equal(ids(), "1 2");
});
