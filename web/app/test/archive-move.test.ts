// The archive goes on in another place with all that it shows.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { History } from "../archive/history.ts";
import { nothingKnown } from "../archive/history.ts";
import { ingest, type MessagesPage } from "../archive/ingest.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { mergeHistories } from "../archive/merge-histories.ts";
import { ArchiveWorld, numbered, written } from "./archive-world.ts";
import { drawn, list, page } from "./list-notation.ts";
import { unordered } from "./numbered-messages.ts";
import { WatchedStore } from "./watched-store.ts";

const pageOf = (numbers: number[], hasMore = false, before?: number): MessagesPage => ({
  messages: numbered(...numbers),
  hasMore,
  before: before === undefined ? undefined : String(before),
});
const none = { now: 1000, keepsGone: false, isNewer: () => false };
const read = (...pages: MessagesPage[]): History =>
  pages.reduce((known, one) => ingest(known, one, none).history, nothingKnown);

/** A tab that shows the list "a9 b8 …" and the messages 8 and 9 of "a". */
async function shown() {
  const tabs = new ArchiveWorld();
  const store = new WatchedStore();
  const archive = await tabs.tab(store);
  const held = await archive.hold("a");
  await archive.takeTop([page("a9 b8 …")], archive.asking());
  await archive.takePage("a", pageOf([9, 8], true), archive.asking());
  return { tabs, store, archive, held };
}

describe("an archive that moves", () => {
  it("keeps what it shows, where nothing was kept", async () => {
    const { archive, held } = await shown();
    const next = new MemoryStore();
    await archive.moveTo(next);
    assert.deepEqual([written(held.value), drawn(archive.list.value)], ["… 8 9", "a9 b8 …"]);
    assert.deepEqual([written(await next.readHistory("a")), drawn((await next.readList())!)], ["… 8 9", "a9 b8 …"]);
  });

  it("has what was kept there, too", async () => {
    const { archive, held } = await shown();
    const next = new MemoryStore();
    await next.updateList(() => list("a7 c6"));
    await next.updateHistory("a", () => read(pageOf([2, 1])));
    await archive.moveTo(next);
    assert.deepEqual([written(held.value), drawn(archive.list.value)], ["1 2 … 8 9", "a9 b8 c6"]);
  });

  it("is the list that was kept there when it showed none", async () => {
    const archive = await new ArchiveWorld().tab(new MemoryStore());
    const next = new MemoryStore();
    await next.updateList(() => list("a7"));
    await archive.moveTo(next);
    assert.equal(drawn(archive.list.value), "a7");
  });

  it("goes on there, and leaves the place before", async () => {
    const { archive, store } = await shown();
    const next = new WatchedStore("disk");
    await archive.moveTo(next);
    await archive.takePage("a", pageOf([10, 9], true), archive.asking());
    assert.deepEqual([written(await next.readHistory("a")), store.closed, archive.place], ["… 8 9 10", true, "disk"]);
  });

  it("takes along what comes while it moves", async () => {
    const { archive, held } = await shown();
    const next = new MemoryStore();
    const moved = archive.moveTo(next);
    await archive.takePage("a", pageOf([10, 9], true), archive.asking());
    await moved;
    assert.deepEqual([written(held.value), written(await next.readHistory("a"))], ["… 8 9 10", "… 8 9 10"]);
  });

  it("takes along what it does not show", async () => {
    const { archive } = await shown();
    await archive.takePage("b", pageOf([1]), archive.asking());
    const next = new MemoryStore();
    await next.updateHistory("b", () => read(pageOf([5], true)));
    await archive.moveTo(next);
    assert.equal(written(await next.readHistory("b")), "1 … 5");
  });

  it("takes along what it shows from where nothing can be read", async () => {
    const { archive, store, held } = await shown();
    store.fails = "all";
    const next = new MemoryStore();
    await archive.moveTo(next);
    assert.deepEqual([written(held.value), written(await next.readHistory("a"))], ["… 8 9", "… 8 9"]);
  });

  it("leaves the place before", async () => {
    const { archive, store } = await shown();
    await archive.moveTo(new MemoryStore());
    assert.equal(store.closed, true);
  });

  it("stays where it is when the other place does not take it", async () => {
    const { archive, store, held } = await shown();
    const next = new WatchedStore("disk");
    next.fails = "writing";
    await assert.rejects(archive.moveTo(next), { name: "KeepingError" });
    await archive.takePage("a", pageOf([10, 9], true), archive.asking());
    assert.deepEqual([written(held.value), drawn(archive.list.value)], ["… 8 9 10", "a9 b8 …"]);
    assert.deepEqual([archive.place, store.closed], ["memory", false]);
  });
});

describe("a history put into another", () => {
  const unsure = (numbers: number[]) => read(unordered(numbers, false));
  const into = (older: History, newer: History, keepsGone = false) =>
    written(mergeHistories(older, newer, { now: 1000, keepsGone }));

  for (const [what, merged, then] of [
    ["is there alone where nothing was", into(nothingKnown, read(pageOf([9, 8], true))), "… 8 9"],
    ["leaves a gap where nothing joins them", into(read(pageOf([2, 1])), read(pageOf([9, 8], true))), "1 2 … 8 9"],
    ["joins where they meet", into(read(pageOf([3, 2, 1])), read(pageOf([5, 4, 3], true))), "1 2 3 4 5"],
    ["takes out what it does not have", into(read(pageOf([4, 3, 2, 1])), read(pageOf([4, 2], true))), "1 2 4"],
    [
      "marks what it does not have, when the user wants that",
      into(read(pageOf([4, 3, 2, 1])), read(pageOf([4, 2], true)), true),
      "1 2 (3) 4",
    ],
    ["says where the beginning is", into(read(pageOf([4, 3], true)), read(pageOf([3, 2]))), "2 3 4"],
    ["keeps what is newer there", into(read(pageOf([9, 8], true)), read(pageOf([2, 1]))), "1 2 … 8 9"],
    ["fills a gap", into(read(pageOf([2, 1]), pageOf([6, 5], true)), read(pageOf([5, 4, 3, 2], true))), "1 2 3 4 5 6"],
    ["keeps its order where nothing tells it", into(unsure([2, 1]), unsure([3, 2, 1])), "m1 m2 m3"],
    ["brings its own gaps", into(read(pageOf([1])), read(pageOf([3]), pageOf([9], true))), "3 … 9"],
  ] as const) {
    it(what, () => assert.equal(merged, then));
  }

  it("is the same where nothing was, with its doubt", () => {
    const doubted = { ...read(pageOf([2, 1])), doubted: true };
    assert.equal(mergeHistories(nothingKnown, doubted, { now: 0, keepsGone: false }), doubted);
  });

  it("can be long", () => {
    const numbers = Array.from({ length: 3000 }, (_, i) => 3000 - i);
    const merged = mergeHistories(read(pageOf([2, 1])), read(pageOf(numbers)), { now: 0, keepsGone: false });
    assert.equal(written(merged).split(" ").length, 3000);
  });
});
