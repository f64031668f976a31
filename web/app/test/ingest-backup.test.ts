// What a backup brings joins with what is there, in whatever parts the two had read the same conversation.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Message } from "../../sdk/src/index.ts";
import { positionsIn } from "../archive/history-pieces.ts";
import { nothingKnown, type ArchivedMessage, type History } from "../archive/history.ts";
import { ingestBackup, type BackupBlock } from "../archive/ingest-backup.ts";
import { ingest } from "../archive/ingest.ts";
import { message } from "./messages.ts";
import { seeded, type Random } from "./seeded.ts";

const none = { now: 1000, keepsGone: false, isNewer: () => false };

/** Messages with the numbers as ids, sequences and times. */
const numbered = (...numbers: number[]): ArchivedMessage[] =>
  numbers.map((n) => message(n, { sequence: n, sortTime: n, time: n }));

/** The history that a text shows: `1 2 … 5`, with … for a gap, also before the first. */
function history(text: string): History {
  let known = nothingKnown;
  const spans = text.split("…").map((span) => span.trim());
  for (const [i, span] of spans.entries()) {
    if (span === "") continue;
    const messages = numbered(...span.split(" ").map(Number)).reverse();
    known = ingest(known, { messages, hasMore: i > 0 }, none).history;
  }
  return known;
}

function drawn({ pieces }: History): string {
  return pieces
    .flatMap(({ run, joined }) => [
      ...(joined ? [] : ["…"]),
      ...run.messages.map(({ id, goneAt }) => (goneAt ? `(${id})` : id)),
    ])
    .join(" ");
}

const block = (begins: boolean, ...numbers: number[]): BackupBlock => ({ messages: numbered(...numbers), begins });

describe("a block of a backup", () => {
  for (const [what, before, put, then] of [
    ["is all there is where nothing was", "", block(true, 1, 2, 3), "1 2 3"],
    ["that is not the beginning begins with a gap", "", block(false, 2, 3), "… 2 3"],
    ["without a message changes nothing", "… 4 5", block(true), "… 4 5"],
    ["joins what it overlaps", "… 4 5 6", block(true, 1, 2, 3, 4, 5), "1 2 3 4 5 6"],
    ["leaves a gap where it does not meet what is there", "… 7 8", block(true, 1, 2), "1 2 … 7 8"],
    ["stands behind what is older", "1 2", block(false, 5, 6), "1 2 … 5 6"],
    ["fills a gap from both sides", "1 2 3 … 7 8", block(false, 3, 4, 5, 6, 7), "1 2 3 4 5 6 7 8"],
    ["fills a gap in part", "1 2 … 8 9", block(false, 4, 5), "1 2 … 4 5 … 8 9"],
    ["that is older than the beginning that was known was deleted since", "3 4", block(false, 1, 2), "1 2 3 4"],
    ["brings back what was deleted between", "1 4", block(true, 1, 2, 3, 4), "1 2 3 4"],
    ["leaves what is there and not in it", "1 2 3", block(true, 1, 3), "1 2 3"],
    ["that begins the conversation joins what is older than it", "… 1 … 4", block(true, 3, 4), "1 3 4"],
  ] as [string, string, BackupBlock, string][]) {
    it(what, () => assert.equal(drawn(ingestBackup(history(before), put)), then));
  }

  describe("of which nothing tells the order", () => {
    const unordered = (...ids: number[]) => ids.map((n) => message(n, { sequence: 0, sortTime: 0, time: 0 }));
    const put = (known: History, begins: boolean, ...ids: number[]) =>
      ingestBackup(known, { messages: unordered(...ids), begins });
    const there = put(put(nothingKnown, true, 1, 2), false, 6);
    it("stands behind what is whole", () => assert.equal(drawn(there), "1 2 … 6"));
    it("goes into a gap", () => assert.equal(drawn(put(there, false, 4, 5)), "1 2 … 4 5 … 6"));
    it("stands with a message that both have", () => assert.equal(drawn(put(there, false, 4, 5, 6)), "1 2 … 4 5 6"));
    it("stands with a message that both have, behind what is on the other side of a gap", () => {
      const pieces = [unordered(1, 2), unordered(6)].map((messages) => ({ run: { messages }, joined: false }));
      assert.equal(drawn(put({ pieces, doubted: false }, false, 4, 5, 6)), "… 1 2 … 4 5 6");
    });
    it("stands behind a message that both have", () => assert.equal(drawn(put(there, false, 2, 3)), "1 2 3 … 6"));
  });

  it("in another order than what is there leaves that as it is", () => {
    assert.equal(drawn(ingestBackup(history("1 2 3"), block(false, 3, 1))), "1 2 3");
  });

  it("of the same second as another stands before one of a later second", () => {
    const at = (number: number, time: number) => message(number, { sequence: 0, sortTime: 0, time });
    const before = ingestBackup(nothingKnown, { messages: [at(1, 5)], begins: false });
    assert.equal(
      drawn(ingestBackup(before, { messages: [at(2, 5), at(3, 5), at(4, 6)], begins: false })),
      "… 1 … 2 3 4",
    );
  });

  it("that brings nothing leaves the history the same object", () => {
    const before = history("1 2 … 5 6");
    assert.equal(ingestBackup(before, block(true, 1, 2)), before);
  });

  it("leaves a message as it is there", () => {
    const [there] = numbered(1);
    const before = ingest(nothingKnown, { messages: [{ ...there!, tips: "there" }], hasMore: false }, none).history;
    assert.equal(positionsIn(ingestBackup(before, block(true, 1, 2))).at(0).tips, "there");
  });

  it("keeps the mark of a message that was deleted elsewhere", () => {
    const messages = numbered(1, 2).map((one) => (one.id === "2" ? { ...one, goneAt: 5 } : one));
    assert.equal(drawn(ingestBackup(nothingKnown, { messages, begins: true })), "1 (2)");
  });

  it("does not say of a message that is there that it was deleted elsewhere", () => {
    const messages = numbered(1).map((one) => ({ ...one, goneAt: 5 }));
    assert.equal(drawn(ingestBackup(history("1"), { messages, begins: true })), "1");
  });

  describe("with the details of a picture", () => {
    const picture = (pic: string) => message(1, { msgType: 2, metaData: { content: "", pic } });
    const with_ = (one: Message) => ingest(nothingKnown, { messages: [one], hasMore: false }, none).history;
    const pictureIn = (found: History) => positionsIn(found).at(0).metaData?.pic;
    it("gives them to one that lacks them", () => {
      assert.equal(
        pictureIn(ingestBackup(with_(picture("")), { messages: [picture("https://p/1")], begins: true })),
        "https://p/1",
      );
    });
    it("leaves those that are there", () => {
      assert.equal(
        pictureIn(ingestBackup(with_(picture("https://p/2")), { messages: [picture("https://p/1")], begins: true })),
        "https://p/2",
      );
    });
  });
});

interface Shape {
  sequence: boolean;
  times: boolean;
}

const ids = ({ pieces }: History) => pieces.flatMap(({ run }) => run.messages.map(({ id }) => Number(id)));

/** The blocks that a history consists of, in parts that overlap by one message. */
function blocksOf({ pieces }: History, size: number): BackupBlock[] {
  const spans: { messages: ArchivedMessage[]; begins: boolean }[] = [];
  for (const { run, joined } of pieces) {
    if (joined && spans.length > 0) spans.at(-1)!.messages.push(...run.messages);
    else spans.push({ messages: [...run.messages], begins: joined });
  }
  return spans.flatMap(({ messages, begins }) => {
    const blocks: BackupBlock[] = [];
    for (let from = 0; from === 0 || from < messages.length - 1; from += size) {
      blocks.push({ messages: messages.slice(from, from + size + 1), begins: begins && from === 0 });
    }
    return blocks;
  });
}

/** What somebody knows who read some pages, while some messages were deleted. */
function readSome(random: Random, all: ArchivedMessage[], deletes: boolean): History {
  let known = nothingKnown;
  for (let pages = random.below(8); pages > 0; pages--) {
    if (deletes && random.below(3) === 0) all.splice(random.below(all.length), 1 + random.below(3));
    const had = ids(known).map(String);
    const before = random.below(3) === 0 ? undefined : had[random.below(had.length)];
    const end = before === undefined ? all.length : all.findIndex(({ id }) => id === before);
    if (end < 0) continue;
    const start = Math.max(0, end - 1 - random.below(9));
    known = ingest(known, { messages: all.slice(start, end).reverse(), hasMore: start > 0, before }, none).history;
  }
  return known;
}

/** Whether all numbers stand in a list in their order. */
function isWithin(numbers: number[], list: number[]): boolean {
  let place = -1;
  return numbers.every((number) => (place = list.indexOf(number, place + 1)) >= 0);
}

describe("whatever two have read of a conversation", () => {
  for (const [what, shape, deletes] of [
    ["sequences", { sequence: true, times: true }, false],
    ["times alone", { sequence: false, times: true }, false],
    ["nothing that tells the order", { sequence: false, times: false }, false],
    ["sequences, deletions", { sequence: true, times: true }, true],
    ["times alone, deletions", { sequence: false, times: true }, true],
  ] as [string, Shape, boolean][]) {
    it(`one has afterwards what either had: ${what}`, () => {
      for (let seed = 1; seed <= 500; seed++) {
        const random = seeded(seed);
        const all = Array.from({ length: random.below(40) }, (_, i) =>
          message(i + 1, {
            sequence: shape.sequence ? (i + 1) * 3 : 0,
            sortTime: shape.times ? i + 1 : 0,
            time: shape.times ? Math.ceil((i + 1) / 4) : 0,
          }),
        );
        const there = readSome(random, all, deletes);
        const backup = readSome(random, all, deletes);
        const blocks = blocksOf(backup, 1 + random.below(10));
        const after = blocks.reduce(ingestBackup, there);
        const found = ids(after);
        const union = [...new Set([...ids(there), ...ids(backup)])].sort((a, b) => a - b);
        if (shape.times) assert.deepEqual(found, union, `seed ${seed}`);
        else
          assert.deepEqual(
            [...found].sort((a, b) => a - b),
            union,
            `seed ${seed}`,
          );
        assert.ok(isWithin(ids(there), found), `what was there is in another order, seed ${seed}`);

        const alive = all.map(({ id }) => Number(id));
        const known = positionsIn(after);
        for (const [i, number] of shape.times ? found.entries() : []) {
          if (!known.isJoined(i)) continue;
          const before = found[i - 1] ?? 0;
          const missing = alive.filter((one) => one > before && one < number);
          assert.deepEqual(missing, [], `no gap before ${number} although there are some, seed ${seed}`);
        }
        if (!deletes) {
          for (const source of [there, backup]) {
            for (const [i, number] of ids(source).entries()) {
              const joined = positionsIn(source).isJoined(i);
              const kept = known.isJoined(known.find(String(number)));
              assert.ok(!joined || kept, `a gap before ${number} that nobody had, seed ${seed}`);
            }
          }
        }
        assert.equal(blocks.reduce(ingestBackup, after), after, `read twice it changes, seed ${seed}`);
      }
    });
  }
});
