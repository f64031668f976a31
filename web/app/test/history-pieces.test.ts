// Where the messages of a history are, and what becomes of its runs when some are replaced.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { messagesBeside, positionsIn, replaceMessages } from "../archive/history-pieces.ts";
import { nothingKnown, runLength, type ArchivedMessage, type History } from "../archive/history.ts";
import { history, notation, run } from "./history-notation.ts";
import { message } from "./messages.ts";

const idsOf = (messages: readonly ArchivedMessage[]) => messages.map(({ id }) => id).join(" ");

describe("the positions of messages", () => {
  const known = positionsIn(history("|1 2+3|7 8 9"));

  for (const [id, found] of [
    ["1", "1"],
    ["7", "7"],
    ["5", undefined],
  ] as const) {
    it(`give ${found ? "" : "nothing for "}message ${id}${found ? "" : ", which is not there"}`, () => {
      assert.equal(known.get(id)?.id, found);
    });
  }
  it("give nothing where nothing is known", () => assert.equal(positionsIn(nothingKnown).get("1"), undefined));

  for (const [position, is] of [false, true, true, false, true, true, true].entries()) {
    it(`say that ${is ? "nothing" : "something"} may be missing before ${position}`, () => {
      assert.equal(known.isJoined(position), is);
    });
  }
  it("say that something may be missing where nothing is known", () => {
    assert.equal(positionsIn(nothingKnown).isJoined(0), false);
  });

  for (const [from, to, messages] of [
    [0, 6, "1 2 3 7 8 9"],
    [1, 4, "2 3 7"],
    [0, 1, "1"],
    [2, 3, "3"],
    [2, 2, ""],
    [3, 2, ""],
    [6, 6, ""],
  ] as const) {
    it(`give "${messages}" from ${from} up to ${to}`, () => assert.equal(idsOf(known.slice(from, to)), messages));
  }

  for (const [otherwise, place] of [
    ["older", 0],
    ["newer", 6],
  ] as const) {
    it(`give the place of a message of which nothing tells the order, when it is ${otherwise}`, () => {
      assert.equal(known.placeOf(message(5, { sequence: 0, sortTime: 0, time: 0 }), otherwise), place);
    });
  }
});

it("the messages that another history does not have are those that are in none of its runs", () => {
  const shared = run(5, 6);
  const one: History = { pieces: [run(1, 2, 3), shared].map((run) => ({ run, joined: false })), doubted: false };
  const another: History = { pieces: [run(1, 3), shared].map((run) => ({ run, joined: false })), doubted: false };
  assert.equal(idsOf(messagesBeside(one, another)), "2");
});

describe("messages in place of others", () => {
  for (const [what, before, [from, to], numbers, [joinsBefore, joinsAfter], after] of [
    ["stand between their neighbours", "|1 2|7 8", [2, 2], [4, 5], [false, false], "|1 2|4 5|7 8"],
    ["part a run", "+1 2 3 4", [1, 3], [9], [false, false], "+1|9|4"],
    ["make one run with neighbours that they join", "+1 2+5 6", [2, 2], [3, 4], [true, true], "+1 2 3 4 5 6"],
    ["make one run of all short ones before them", "+1 2+3 4+5 6", [6, 6], [7], [true, true], "+1 2 3 4 5 6 7"],
    ["may be none", "+1 2|3 4", [1, 3], [], [true, false], "+1|4"],
  ] as const) {
    it(what, () => {
      const known = history(before);
      assert.equal(
        notation(replaceMessages(known, from, to, run(...numbers).messages, joinsBefore, joinsAfter)),
        after,
      );
    });
  }

  it("leave runs beside them the same objects", () => {
    const { pieces } = history("|1 2|3 4|5 6|7 8");
    const after = replaceMessages({ pieces, doubted: false }, 4, 6, run(9).messages, false, false);
    assert.deepEqual(
      after.pieces.map(({ run }) => pieces.findIndex((piece) => piece.run === run)),
      [0, 1, -1, 3],
    );
  });

  describe("leave the history the same object", () => {
    const known = history("|1 2|3 4");
    for (const [what, [from, to], joinsBefore, joinsAfter, same] of [
      ["when they are the same", [1, 2], true, false, true],
      ["when they are none in place of none", [1, 1], false, true, true],
      ["but not when something is missing before them that was not", [1, 2], false, false, false],
      ["but not when something is missing behind them that was not", [0, 1], false, false, false],
      ["but not when a gap between them is closed", [0, 4], false, false, false],
    ] as const) {
      it(what, () => {
        const messages = positionsIn(known).slice(from, to);
        assert.equal(replaceMessages(known, from, to, messages, joinsBefore, joinsAfter) === known, same);
      });
    }
  });
});

describe("runs", () => {
  const upTo = (count: number) => run(...Array.from({ length: count }, (_, i) => i + 1)).messages;
  const lengths = ({ pieces }: History) =>
    pieces.map(({ run, joined }) => (joined ? "+" : "|") + run.messages.length).join("");

  for (const [count, parts] of [
    [runLength, "|500"],
    [runLength + 1, "|250+251"],
    [2 * runLength, "|500+500"],
  ] as const) {
    it(`of ${count} messages are ${parts.slice(1)}`, () => {
      assert.equal(lengths(replaceMessages(nothingKnown, 0, 0, upTo(count), false, false)), parts);
    });
  }

  // A long record is written anew only when it grows by half or more.
  for (const [count, more, parts] of [
    [100, 1, "|101"],
    [101, 1, "|101+1"],
    [101, 50, "|101+50"],
    [102, 51, "|153"],
    [300, 200, "|500"],
    [runLength - 1, 1, "|499+1"],
    [runLength - 100, 101, "|400+101"],
  ] as const) {
    it(`of ${count} messages and ${more} more are ${parts.slice(1)}`, () => {
      const known: History = { pieces: [{ run: { messages: upTo(count) }, joined: false }], doubted: false };
      const added = upTo(count + more).slice(count);
      assert.equal(lengths(replaceMessages(known, count, count, added, true, true)), parts);
    });
  }

  it("that are as long as they may be stay the same objects", () => {
    const whole = { messages: upTo(runLength) };
    const known: History = { pieces: [{ run: whole, joined: false }], doubted: false };
    const after = replaceMessages(known, runLength, runLength, [message(runLength + 1)], false, false);
    assert.equal(after.pieces[0]!.run, whole);
  });
});
