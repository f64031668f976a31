// Exports of some days and of some conversations: what is asked for, what is in the file, and what a backup of it says.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { DiskStore } from "../archive/disk-store.ts";
import { readBackup } from "../archive/backup.ts";
import { daysBetween, halfDay, isOf, mayBeBetween } from "../export/days.ts";
import type { ExportRun } from "../export/export-run.ts";
import { ExportWorld, range } from "./export-world.ts";
import { freshBrowser } from "./fake-database.ts";
import { FakeGateway, idsIn } from "./fake-gateway.ts";
import { message } from "./messages.ts";

beforeEach(freshBrowser);

const day = 86_400;
const begin = new Date(2026, 4, 1).getTime() / 1000;

/** A gateway whose messages are a day apart: the first is of 1 May. */
function daily(sizes: Record<string, number>): FakeGateway {
  const fake = new FakeGateway();
  for (const [id, size] of Object.entries(sizes)) {
    fake.histories.set(id, []);
    fake.sessions.set(id, { ...new FakeGateway({ [id]: 0 }).sessions.get(id)!, sortTime: size });
    for (let n = 1; n <= size; n++)
      fake.add(id, n, { moves: false, changes: { time: begin + (n - 1) * day + day / 2 } });
  }
  return fake;
}

const may = (n: number) => `2026-05-${String(n).padStart(2, "0")}`;

async function readDays(run: ExportRun, first: number | undefined, last: number | undefined) {
  run.choice.first.value = first === undefined ? "" : may(first);
  run.choice.last.value = last === undefined ? "" : may(last);
  await run.start();
  assert.equal(run.phase.value.phase, "collected");
}

describe("days", () => {
  it("go from the beginning of the first to the end of the last", () => {
    assert.deepEqual(daysBetween(may(1), may(2)), { since: begin, until: begin + 2 * day });
    assert.deepEqual(daysBetween("", ""), {});
    assert.deepEqual(daysBetween(may(2), ""), { since: begin + day });
  });

  it("are none when the last is before the first, or one is no day", () => {
    for (const [first, last] of [
      [may(2), may(1)],
      ["yesterday", ""],
      ["", "2026-5-1"],
      [halfDay, ""],
      ["", halfDay],
    ] as const)
      assert.equal(daysBetween(first, last), undefined);
  });

  it("have a message without a time, since nobody can say that it is of another", () => {
    assert.ok(isOf({ since: 5, until: 6 }, message(1, { time: 0 })));
  });

  it("may be between two messages unless both are before, or both behind", () => {
    const at = (time: number) => message(time, { time });
    const days = { since: 10, until: 20 };
    const cases: [number | undefined, number, boolean][] = [
      [undefined, 9, false],
      [undefined, 10, true],
      [5, 25, true],
      [19, 30, true],
      [20, 30, false],
      [5, 0, true],
      [0, 5, false],
    ];
    for (const [older, newer, may] of cases) {
      const said = `${older} ${newer}`;
      assert.equal(mayBeBetween(days, older === undefined ? undefined : at(older), at(newer)), may, said);
    }
  });
});

describe("an export of some days", () => {
  it("has their messages, and asks for no page before the first day", async () => {
    const world = new ExportWorld(daily({ a: 30 }));
    const run = await world.open("a");
    await readDays(run, 20, 25);
    assert.deepEqual(world.fake.asked, ["a", "a 28", "a 25", "a 22"]);
    assert.equal(run.progress.value.messages, 6);
    assert.deepEqual(await world.messages(run), range("a", 25, 20));
  });

  it("goes on where it stopped, also after a reload", async () => {
    const fake = daily({ a: 30 });
    fake.failures.set(2, () => new Error("gone"));
    const before = new ExportWorld(fake);
    const begun = await before.open("a");
    begun.choice.first.value = may(20);
    await begun.start();
    before.close();
    const world = new ExportWorld(fake);
    const run = await world.open("a");
    await run.goOn();
    assert.deepEqual(await world.messages(run), range("a", 30, 20));
    assert.ok(!fake.asked.includes("a 19"));
  });

  it("asks for no conversation whose newest message is older", async () => {
    const world = new ExportWorld(daily({ a: 30, b: 10 }));
    const run = await world.open();
    await readDays(run, 28, undefined);
    assert.deepEqual(world.fake.asked, ["list", "list", "a", "a 28"]);
    const lines = await world.saved(run);
    assert.deepEqual(
      lines.map(({ type, sessionId }) => (type === "conversation" ? sessionId : type)),
      ["export", "a", "message", "message", "message"],
    );
  });

  it("asks for nothing when the archive has these days, whatever is missing before and behind", async () => {
    const fake = daily({ a: 30 });
    const world = new ExportWorld(fake, await DiskStore.open("1@"));
    await world.archive.takeBackup("a", { messages: fake.histories.get("a")!.slice(9, 20), begins: false });
    const run = await world.open();
    await readDays(run, 11, 19);
    assert.deepEqual(fake.asked, ["list", "list"]);
    assert.deepEqual(await world.messages(run), range("a", 19, 11));
  });

  it("fills a gap that they have, and none of other days", async () => {
    const fake = daily({ a: 30 });
    const world = new ExportWorld(fake, await DiskStore.open("1@"));
    const all = fake.histories.get("a")!;
    for (const [from, to] of [
      [2, 4],
      [9, 11],
      [14, 20],
    ] as const)
      await world.archive.takeBackup("a", { messages: all.slice(from, to), begins: false });
    const run = await world.open();
    await readDays(run, 10, 18);
    assert.deepEqual(fake.asked, ["list", "list", "a 15", "a 12"]);
    assert.deepEqual(await world.messages(run), range("a", 18, 10));
  });

  it("is whole although the conversation goes further, and does not say that it begins", async () => {
    const world = new ExportWorld(daily({ a: 30 }));
    const run = await world.open("a");
    await readDays(run, 20, 25);
    run.format.value = "text";
    world.outcome = "noPlace";
    await run.save();
    world.outcome = "downloading";
    await run.save();
    assert.doesNotMatch(world.file, /not read completely|missing/);
    assert.match(world.file, /From Wednesday, May 20, 2026 to Monday, May 25, 2026/);
    run.format.value = "jsonl";
    await run.save();
    const [head, conversation] = world.file.split("\n").map((line) => JSON.parse(line || "{}"));
    assert.deepEqual([conversation.complete, conversation.begins], [false, false]);
    assert.equal(head.since, new Date((begin + 19 * day) * 1000).toISOString());
  });

  it("is read back in as a part of the conversation, with a gap before it", async () => {
    const world = new ExportWorld(daily({ a: 30 }));
    const run = await world.open("a");
    await readDays(run, 20, 25);
    await run.save();
    const other = new ExportWorld(new FakeGateway());
    const file = new Blob([world.bytes as Uint8Array<ArrayBuffer>]);
    const { archive } = other;
    const result = await readBackup({ file, archive, musicid: "1", signal: new AbortController().signal });
    assert.deepEqual([result.added, result.damaged], [6, 0]);
    assert.equal(await idsIn(archive.kept, "a"), "… 20 21 22 23 24 25");
  });

  it("whose times go back and forth has a gap where messages of other days stood", async () => {
    const fake = daily({ a: 9 });
    fake.histories.get("a")![4] = message(5, { time: begin - 50 * day });
    const world = new ExportWorld(fake);
    const run = await world.open("a");
    await readDays(run, 1, undefined);
    await run.save();
    assert.match(world.file, /"id":"4".*\n\{"type":"gap","sessionId":"a"\}\n.*"id":"6"/);
  });
});

describe("an export of chosen conversations", () => {
  it("asks for no other", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 2, b: 2, c: 2, d: 2, e: 2 }));
    const run = await world.open();
    run.choice.chooseSome(true);
    await run.choice.list();
    await untilListed(run);
    for (const id of ["b", "d"]) run.choice.tick(id, true);
    world.fake.asked.length = 0;
    await run.start();
    assert.deepEqual(world.fake.asked, ["list", "b", "d"]);
    assert.deepEqual(await world.messages(run), [...range("b", 2), ...range("d", 2)]);
  });

  it("may be of one that is only kept", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 2 }), await DiskStore.open("1@"));
    await world.archive.takePage("z", { messages: [message(2), message(1)], hasMore: false }, 0);
    const run = await world.open();
    run.choice.chooseSome(true);
    await untilListed(run);
    run.choice.tick("z", true);
    await run.start();
    assert.deepEqual(await world.messages(run), range("z", 2));
  });
});

function untilListed(run: ExportRun): Promise<void> {
  return new Promise((resolve) => {
    run.choice.listing.subscribe(({ listing }) => {
      if (listing === "done" || listing === "failed") resolve();
    });
  });
}

describe("the choice of conversations", () => {
  const choosing = async (world: ExportWorld) => {
    const { choice } = await world.open();
    choice.chooseSome(true);
    await new Promise<void>((resolve) =>
      choice.listing.subscribe(({ listing }) => {
        if (listing !== "reading" && listing !== "no") resolve();
      }),
    );
    return choice;
  };

  it("begins with none, and nothing can be exported then", async () => {
    const choice = await choosing(new ExportWorld(new FakeGateway({ a: 1, b: 1 })));
    assert.equal(choice.scope.value, undefined);
    choice.chooseSome(false);
    assert.deepEqual(choice.scope.value, {});
  });

  it("lists all that there are, page by page", async () => {
    const choice = await choosing(new ExportWorld(new FakeGateway({ a: 1, b: 1, c: 1, d: 1, e: 1 })));
    assert.deepEqual(
      choice.conversations.value.map(({ sessionId }) => sessionId),
      ["a", "b", "c", "d", "e"],
    );
  });

  it("ticks all that are found, and leaves the others as they are", async () => {
    const choice = await choosing(new ExportWorld(new FakeGateway({ ax: 1, bx: 1, cy: 1 })));
    choice.tick("cy", true);
    choice.filter.value = " ＮＩＣ\u200bＫ ax";
    assert.deepEqual(
      choice.found.value.map(({ sessionId }) => sessionId),
      ["ax"],
    );
    choice.tickFound(true);
    assert.deepEqual([...choice.ticked.value].toSorted(), ["ax", "cy"]);
    choice.tickFound(false);
    choice.filter.value = "";
    assert.deepEqual(choice.scope.value, { only: ["cy"] });
  });

  it("says that the list did not come, and asks again", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 1 }));
    world.fake.failures.set(0, () => new Error("gone"));
    const choice = await choosing(world);
    assert.equal(choice.listing.value.listing, "failed");
    await choice.list();
    assert.equal(choice.listing.value.listing, "done");
  });

  it("has nothing to export while its days are none", async () => {
    const { choice } = await new ExportWorld(new FakeGateway({ a: 1 })).open("a");
    choice.first.value = may(2);
    choice.last.value = may(1);
    assert.equal(choice.scope.value, undefined);
  });
});
