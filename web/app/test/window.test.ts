import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nothingKnown, type History } from "../archive/history.ts";
import { extended, reaching, windowOf } from "../thread/window.ts";
import { message } from "./messages.ts";

/** A history of spans, each from a number to another. */
const historyOf = (begins: boolean, ...spans: [number, number][]): History => ({
  ...nothingKnown,
  pieces: spans.map(([from, to], i) => ({
    run: { messages: Array.from({ length: to - from + 1 }, (_, n) => message(from + n)) },
    joined: i === 0 && begins,
  })),
});

const shown = (history: History, from?: string) => {
  const { messages, gaps, before, hasOlder } = windowOf(history, from);
  const ends = messages.length > 0 ? `${messages[0]!.id}–${messages.at(-1)!.id}` : "";
  return [ends, before, hasOlder, [...gaps].join(" ")];
};

describe("the window over a conversation", () => {
  for (const [what, history, from, then] of [
    ["shows nothing of nothing", nothingKnown, undefined, ["", 0, false, ""]],
    ["shows all of a short one", historyOf(true, [1, 30]), undefined, ["1–30", 0, false, ""]],
    ["knows that there is more at the gateway", historyOf(false, [1, 30]), undefined, ["1–30", 0, true, ""]],
    ["shows the newest of a long one", historyOf(true, [1, 250]), undefined, ["151–250", 150, false, ""]],
    ["begins where it began", historyOf(true, [1, 250]), "100", ["100–250", 99, false, ""]],
    ["begins anew when its first message is gone", historyOf(true, [1, 250]), "999", ["151–250", 150, false, ""]],
    ["says where messages are missing", historyOf(true, [1, 20], [40, 60]), undefined, ["1–60", 0, false, "40"]],
    ["says nothing of a gap at its beginning", historyOf(true, [1, 20], [40, 60]), "40", ["40–60", 20, false, ""]],
    ["says nothing of gaps before it", historyOf(true, [1, 20], [40, 200]), undefined, ["101–200", 81, false, ""]],
  ] as [string, History, string | undefined, unknown[]][]) {
    it(what, () => assert.deepEqual(shown(history, from), then));
  }

  it("is extended by what is known", () => {
    const history = historyOf(true, [1, 500]);
    const first = extended(history, windowOf(history, undefined));
    assert.equal(first, "201");
    const second = extended(history, windowOf(history, first));
    assert.equal(second, "1");
    assert.equal(extended(history, windowOf(history, second)), undefined);
  });

  it("reaches a message, with some before it", () => {
    const history = historyOf(true, [1, 500]);
    assert.deepEqual(
      [reaching(history, "300"), reaching(history, "3"), reaching(history, "1"), reaching(history, "999")],
      ["290", "1", "1", undefined],
    );
  });
});
