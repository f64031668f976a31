// What the archive knows of a conversation is what the gateway has, in whatever order, overlap and repetition its pages come.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { positionsIn } from "../archive/history-pieces.ts";
import { nothingKnown, runLength, type History } from "../archive/history.ts";
import { ingest, ingestSent, removeMessages, type MessagesPage } from "../archive/ingest.ts";
import type { Message } from "../../sdk/src/index.ts";
import { MessageGateway, type MessageShape } from "./message-gateway.ts";
import { message } from "./messages.ts";
import { drawn, none, numbered, page, read } from "./numbered-messages.ts";
import { seeded } from "./seeded.ts";

/** Puts a page in with one picture. */
const putPicture = (known: History, content: string, pic: string): History =>
  ingest(known, { messages: [message(1, { msgType: 2, metaData: { content, pic } })], hasMore: false }, none).history;

describe("a page", () => {
  for (const [what, pages, then] of [
    ["newest first stands oldest first", [page([3, 2, 1], false)], "m1 m2 m3"],
    ["oldest first stands the same", [page([1, 2, 3], false)], "m1 m2 m3"],
    ["with more before it begins with a gap", [page([3, 2], true)], "… m2 m3"],
    ["asked before a message joins it", [page([5, 4], true), page([3, 2], true, 4)], "… m2 m3 m4 m5"],
    ["that is the last joins the beginning", [page([3, 2], true), page([1], false, 2)], "m1 m2 m3"],
    ["that is empty says that there is nothing before", [page([3, 2], true), page([], false, 2)], "m2 m3"],
    [
      "that is empty although there is more is believed to be the end",
      [page([3, 2], true), page([], true, 2)],
      "m2 m3",
    ],
    ["that overlaps joins", [page([3, 2, 1], false), page([4, 3], true)], "m1 m2 m3 m4"],
    ["that does not overlap leaves a gap", [page([2, 1], false), page([9, 8], true)], "m1 m2 … m8 m9"],
    [
      "that fills a gap in part",
      [page([2, 1], false), page([9, 8], true), page([7, 6], true, 8)],
      "m1 m2 … m6 m7 m8 m9",
    ],
    ["that fills a gap", [page([2, 1], false), page([5, 4], true), page([3, 2], true, 4)], "m1 m2 m3 m4 m5"],
    [
      "that fills a gap without a message of its own",
      [page([2, 1], false), page([5, 4], true), page([2], true, 4)],
      "m1 m2 m4 m5",
    ],
    [
      "that has what is on both sides of a gap closes it",
      [page([2, 1], false), page([4, 3], true), page([4, 3, 2, 1], true)],
      "m1 m2 m3 m4",
    ],
    ["covers what is between its ends", [page([3, 2, 1], false), page([3, 1], false)], "m1 m3"],
    ["covers what was newer than its newest", [page([3, 2, 1], false), page([2, 1], false)], "m1 m2"],
    ["covers what was before the beginning", [page([3, 2, 1], false), page([3, 2], false)], "m2 m3"],
    ["says nothing of what is before it", [page([3, 2, 1], false), page([3], true)], "m1 m2 m3"],
    ["says nothing of what is behind where it was asked", [page([4, 3, 2, 1], false), page([1], false, 3)], "m1 m3 m4"],
    ["of nothing at all empties", [page([3, 2, 1], false), page([], false)], ""],
    ["of another place than was asked covers itself alone", [page([9, 8], true), page([9, 7], true, 8)], "… m7 m9"],
    [
      "before a message that is not known stands by its order",
      [page([9, 8], true), page([3, 2], true, 5)],
      "… m2 m3 … m8 m9",
    ],
    ["that has a message twice has it once", [page([3, 2, 2, 1], false)], "m1 m2 m3"],
  ] as [string, MessagesPage[], string][]) {
    it(what, () => assert.equal(drawn(read(...pages)), then));
  }

  it("replaces a message that changed", () => {
    const changed = { ...numbered(2)[0]!, tips: "changed" };
    const { history, added } = ingest(
      read(page([3, 2, 1], false)),
      { ...page([3], false), messages: [...numbered(3), changed, ...numbered(1)] },
      none,
    );
    assert.equal(positionsIn(history).at(1).tips, "changed");
    assert.deepEqual(added, []);
  });

  it("does not take away the details of a picture that were asked for", () => {
    const before = putPicture(nothingKnown, "", "https://p/1");
    assert.equal(putPicture(before, "", ""), before);
  });

  it("replaces a picture that lacks details too", () => {
    const before = putPicture(nothingKnown, "before", "");
    assert.equal(positionsIn(putPicture(before, "after", "")).at(0).metaData?.content, "after");
  });

  it("that brings nothing new changes nothing", () => {
    const before = read(page([3, 2, 1], false));
    assert.equal(ingest(before, page([3, 2, 1], false), none).history, before);
  });

  it("tells what it added and what is gone", () => {
    const { added, gone } = ingest(read(page([3, 2, 1], false)), page([4, 3, 1], false), none);
    assert.deepEqual([added.map((one) => one.id), gone], [["m4"], ["m2"]]);
  });

  it("says nothing of a message that came after it was asked for", () => {
    const after = ingest(read(page([2, 1], false), page([3, 2], true)), page([2, 1], false), {
      ...none,
      isNewer: (id) => id === "m3",
    });
    assert.equal(drawn(after.history), "m1 m2 m3");
  });

  it("leaves the gap before what came after it was asked for", () => {
    const before = ingestSent(read(page([2, 1], false)), numbered(9));
    const after = ingest(before, page([2, 1], false), { ...none, isNewer: (id) => id === "m9" });
    assert.equal(drawn(after.history), "m1 m2 … m9");
  });

  it("that is empty leaves the gap before what came after it was asked for", () => {
    const after = ingest(ingestSent(nothingKnown, numbered(9)), page([], false), { ...none, isNewer: () => true });
    assert.equal(drawn(after.history), "… m9");
  });
});

describe("messages that were deleted elsewhere", () => {
  const keeping = { ...none, keepsGone: true };

  it("stay where they were when the user wants them kept", () => {
    const { history, gone } = ingest(read(page([3, 2, 1], false)), page([3, 1], false), keeping);
    assert.equal(drawn(history), "m1 (m2) m3");
    assert.deepEqual(gone, ["m2"]);
    assert.equal(positionsIn(history).at(1).goneAt, 1000);
  });

  it("stay between messages that were not there", () => {
    assert.equal(drawn(ingest(read(page([2], false)), page([3, 1], false), keeping).history), "m1 (m2) m3");
  });

  it("are told of once", () => {
    const once = ingest(read(page([3, 2, 1], false)), page([3, 1], false), keeping).history;
    const again = ingest(once, page([3, 1], false), { ...keeping, now: 2000 });
    assert.deepEqual([again.gone, again.history], [[], once]);
  });

  it("are there again when the gateway has them", () => {
    const once = ingest(read(page([3, 2, 1], false)), page([3, 1], false), keeping).history;
    assert.equal(drawn(ingest(once, page([3, 2, 1], false), keeping).history), "m1 m2 m3");
  });
});

describe("a message that was sent", () => {
  for (const [what, before, sent, then] of [
    ["stands at the end", read(page([2, 1], false)), numbered(3), "m1 m2 m3"],
    ["leaves a gap when others came before it", read(page([2, 1], false)), numbered(9), "m1 m2 … m9"],
    [
      "stands at the end where nothing tells the order",
      read(page([2, 1], false)),
      [message(3, { id: "m3", sequence: 0, sortTime: 0, time: 0 })],
      "m1 m2 … m3",
    ],
    ["that a page has brought already is there once", read(page([3, 2, 1], false)), numbered(3), "m1 m2 m3"],
    ["is not the beginning of a conversation that was not read", nothingKnown, numbered(3), "… m3"],
  ] as [string, History, Message[], string][]) {
    it(what, () => assert.equal(drawn(ingestSent(before, sent)), then));
  }
});

describe("a message that is deleted here", () => {
  for (const [what, before, id, then] of [
    ["leaves no gap", read(page([3, 2, 1], false)), "m2", "m1 m3"],
    ["leaves the beginning", read(page([3, 2, 1], false)), "m1", "m2 m3"],
    ["leaves the gap before it", read(page([3, 2], true)), "m2", "… m3"],
    ["that is not there changes nothing", read(page([3, 2], true)), "m9", "… m2 m3"],
  ] as [string, History, string, string][]) {
    it(what, () => assert.equal(drawn(removeMessages(before, new Set([id]))), then));
  }

  it("leaves nothing known when it was the only one, neither a beginning nor a doubt", () => {
    const left = removeMessages(read(page([1], false)), new Set(["m1"]));
    assert.deepEqual(left, { pieces: [], doubted: false });
  });
});

const ids = (history: History) => history.pieces.flatMap(({ run }) => run.messages.map(({ id }) => id));

/** Asks for what is missing, from the newest gap on, until there is none. */
function fillGaps(history: History, gateway: MessageGateway, size: number): History {
  let now = ingest(history, gateway.page(undefined, size)!, none).history;
  for (let asked = 0; ; asked++) {
    assert.ok(asked < 2000, "asks for ever");
    const gap = now.pieces.findLast((piece) => !piece.joined);
    if (!gap) return now;
    const cursor = gap.run.messages[0]!.id;
    const next = gateway.page(cursor, size);
    now = next ? ingest(now, next, none).history : removeMessages(now, new Set([cursor]));
  }
}

/** Reads all of it, whatever is known. */
function readAll(history: History, gateway: MessageGateway, size: number): History {
  let now = history;
  for (let before: string | undefined; ;) {
    const next = gateway.page(before, size)!;
    now = ingest(now, next, none).history;
    if (!next.hasMore) return now;
    const oldest = next.messages.map((one) => one.id);
    before = gateway.messages.find((one) => oldest.includes(one.id))!.id;
  }
}

describe("whatever happens", () => {
  for (const [what, shape] of [
    ["pages newest first", { sequence: true, times: true, oldestFirst: false }],
    ["pages oldest first", { sequence: true, times: true, oldestFirst: true }],
    ["no sequences", { sequence: false, times: true, oldestFirst: false }],
    ["nothing that tells the order", { sequence: false, times: false, oldestFirst: false }],
  ] as [string, MessageShape][]) {
    for (const deletes of [false, true]) {
      it(`the archive has what the gateway has: ${what}${deletes ? ", deletions" : ""}`, () => {
        for (let seed = 1; seed <= 300; seed++) {
          const random = seeded(seed);
          const gateway = new MessageGateway(random, shape);
          for (let i = random.below(60); i > 0; i--) gateway.add();
          let history = nothingKnown;
          const late: MessagesPage[] = [];
          for (let step = random.below(40); step > 0; step--) {
            const size = 1 + random.below(12);
            const known = ids(history);
            const action = random.below(deletes ? 9 : 6);
            if (action <= 1) for (let i = random.below(20); i >= 0; i--) gateway.add();
            else if (action === 2 && known.length > 0) history = ingestSent(history, [gateway.add()]);
            else if (action === 6) gateway.remove();
            else if (action === 7) gateway.change();
            else if (action === 8 && known.length > 0)
              history = removeMessages(history, new Set([known[random.below(known.length)]!]));
            else {
              const before = action === 3 || known.length === 0 ? undefined : known[random.below(known.length)];
              const next = gateway.page(before, size);
              if (next && random.below(5) > 0) history = ingest(history, next, none).history;
              if (next && !deletes && before !== undefined) late.push(next);
              const again = late[random.below(late.length + 3)];
              if (again && shape.sequence) history = ingest(history, again, none).history;
            }
          }
          const size = 2 + random.below(10);
          const wanted = gateway.messages.map(({ id }) => id);
          // A mass deletion is believed the second time.
          const done = deletes
            ? readAll(readAll(fillGaps(history, gateway, size), gateway, size), gateway, size)
            : fillGaps(history, gateway, size);
          assert.deepEqual(ids(done), wanted, `seed ${seed}`);
          assert.ok(
            done.pieces.every((piece) => piece.joined),
            `a gap is left, seed ${seed}`,
          );
          if (deletes) {
            assert.deepEqual(
              done.pieces.flatMap(({ run }) => run.messages),
              gateway.messages,
              `old copies, seed ${seed}`,
            );
          }
        }
      });
    }
  }

  it("runs are neither tiny nor huge", () => {
    const random = seeded(7);
    const gateway = new MessageGateway(random, { sequence: true, times: true, oldestFirst: false });
    for (let i = 0; i < 5000; i++) gateway.add();
    const history = fillGaps(nothingKnown, gateway, 50);
    const lengths = history.pieces.map(({ run }) => run.messages.length);
    assert.ok(Math.max(...lengths) <= runLength);
    assert.ok(lengths.length <= 25, String(lengths));
  });
});
