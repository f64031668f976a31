// What the menu of a row offers.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { OutboxEntry } from "../outbox/entry.ts";
import type { Row } from "../thread/rows.ts";
import type { Thread } from "../thread/thread.ts";
import { en } from "../words/en.ts";
import { fullTime } from "../words/times.ts";

const { rowItems } = await import("../thread/message-menu.tsx");
const { choose } = await import("../../common/language.ts");
choose("en");

let copied: string[];
beforeEach(() => {
  copied = [];
  const clipboard = { writeText: async (text: string) => void copied.push(text) };
  Object.defineProperty(globalThis, "navigator", { value: { clipboard }, configurable: true });
});

const thread = { name: "Ann" } as Thread;
const outgoing = (changes: Partial<OutboxEntry> = {}): Row => {
  const entry = { clientKey: "k", state: "failed", text: " two\r\nlines\u0000", writtenAt: 1_780_000_001_000 };
  return { row: "outgoing", key: "k", outgoing: { ...entry, ...changes } as OutboxEntry, closes: true, timed: true };
};

describe("the menu of a message on its way", () => {
  for (const state of ["waiting", "sending", "failed", "maybe", "accepted"] as const) {
    it(`lets it be copied while it is "${state}"`, () => {
      const labels = rowItems(thread, outgoing({ state }))!.map((item) => item.label);
      assert.deepEqual(labels, [en.copyMessage, en.copyWithName]);
    });
  }

  it("copies its text as it was written", () => {
    rowItems(thread, outgoing())![0]!.run();
    assert.deepEqual(copied, [" two\r\nlines\u0000"]);
  });

  it("copies it with who wrote it and when", () => {
    rowItems(thread, outgoing())![1]!.run();
    assert.deepEqual(copied, [`${en.me} ${fullTime(1_780_000_001, "en")}\n two\r\nlines\u0000`]);
  });
});

it("what is no message has no menu", () => {
  assert.equal(rowItems(thread, { row: "gap", key: "g", before: "1" }), undefined);
  assert.equal(rowItems(thread, undefined), undefined);
});
