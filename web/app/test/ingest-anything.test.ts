// Whatever comes of a conversation and in whatever order, what is known of it is in the end what the gateway has.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { positionsIn } from "../archive/history-pieces.ts";
import { nothingKnown, runLength, type History } from "../archive/history.ts";
import { ingest, ingestSent, removeMessages, type MessagesPage } from "../archive/ingest.ts";
import { MessageGateway, type MessageShape } from "./message-gateway.ts";
import { none } from "./numbered-messages.ts";
import { seeded } from "./seeded.ts";

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

  for (const [news, written, records] of [
    [1, 80, 25],
    [49, 250, 80],
  ] as const) {
    it(`of ${news} new messages a time, no more than ${written} are written`, () => {
      const gateway = new MessageGateway(seeded(7), { sequence: true, times: true, oldestFirst: false });
      for (let i = 0; i < 5000; i++) gateway.add();
      let history = fillGaps(nothingKnown, gateway, 50);
      let count = 0;
      for (let time = 0; time < 300; time++) {
        for (let i = 0; i < news; i++) gateway.add();
        const there = new Set(history.pieces.map(({ run }) => run));
        history = ingest(history, gateway.page(undefined, 50)!, none).history;
        for (const { run } of history.pieces) if (!there.has(run)) count += run.messages.length;
      }
      assert.equal(positionsIn(history).count, 5000 + 300 * news);
      assert.ok(count / 300 <= written, `${count / 300} each time`);
      assert.ok(history.pieces.length <= records, `${history.pieces.length} records`);
    });
  }
});
