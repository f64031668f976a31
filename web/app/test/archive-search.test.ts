// The search of an archive: what it reads from where, and how it follows what happens.

import assert from "node:assert/strict";
import { beforeEach, describe, it, type TestContext } from "node:test";
import type { Message } from "../../sdk/src/index.ts";
import type { Archive } from "../archive/archive.ts";
import type { ArchiveStore } from "../archive/archive-store.ts";
import { DiskStore } from "../archive/disk-store.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { SearchIndex } from "../archive/search-index.ts";
import { emptyMeta } from "../model/kinds.ts";
import { ArchiveWorld } from "./archive-world.ts";
import { freshBrowser } from "./fake-database.ts";
import { me, message, session } from "./messages.ts";
import { SearchWorld, type SearchWorldOptions } from "./search-world.ts";

beforeEach(freshBrowser);

const stores: [string, () => Promise<ArchiveStore>][] = [
  ["in memory", async () => new MemoryStore()],
  ["on disk", () => DiskStore.open("1@")],
];

const page = (messages: Message[], hasMore = false) => ({ messages: [...messages].reverse(), hasMore });
const placed = (n: number, text: string, changes: Partial<Message> = {}) =>
  message(n, { sequence: n, sortTime: n, metaData: { content: text }, ...changes });

/** An archive of the conversations a and b, and what has been read of them. */
async function archiveWith(store: ArchiveStore, world = new ArchiveWorld()): Promise<Archive> {
  const archive = await world.tab(store);
  await archive.put({ ...session("A"), sessionId: "a", sortTime: 2, newMsg: placed(3, "three") });
  await archive.put({ ...session("B"), sessionId: "b", sortTime: 1, newMsg: placed(9, "nine") });
  await archive.takePage(
    "a",
    page([placed(1, "one x"), placed(2, "two x", { fromUser: me }), placed(3, "three")]),
    archive.asking(),
  );
  return archive;
}

async function searching(t: TestContext, archive: Archive, options?: SearchWorldOptions): Promise<SearchWorld> {
  const world = new SearchWorld(archive, options);
  t.after(() => world.search.close());
  await world.rest();
  return world;
}

for (const [place, open] of stores) {
  describe(`the search of an archive ${place}`, () => {
    it("finds what was read, and what the list has", async (t) => {
      const world = await searching(t, await archiveWith(await open()));
      assert.equal(await world.find({ text: "x" }), "a: 2 1");
      assert.equal(await world.find({ text: "nine" }), "b: 9");
      assert.equal(world.extent, "1 of 2, 4");
    });

    it("knows who wrote what", async (t) => {
      const world = await searching(t, await archiveWith(await open()));
      assert.equal(await world.find({ side: "me" }), "a: 2");
    });

    it("learns meanwhile whose messages are", async (t) => {
      const archive = await archiveWith(await open());
      const world = await searching(t, archive);
      world.self.value = { ...world.self.value, musicid: "2" };
      await world.rest();
      assert.equal(await world.find({ side: "them" }), "a: 2");
    });

    it("goes on as messages come", async (t) => {
      const archive = await archiveWith(await open());
      const world = await searching(t, archive);
      await world.find({ text: "x" });
      await archive.takePage("b", page([placed(8, "eight x"), placed(9, "nine")], true), archive.asking());
      await world.rest();
      assert.equal(world.found, "b: 8, a: 2 1");
      assert.equal(world.extent, "1 of 2, 5");
    });

    it("finds no more what was deleted, cleared or forgotten", async (t) => {
      const archive = await archiveWith(await open());
      const world = await searching(t, archive);
      await world.find({ text: "x" });
      await archive.delete("a", ["2"]);
      await world.rest();
      assert.equal(world.found, "a: 1");
      await archive.clear("a");
      await world.rest();
      assert.equal(world.found, "");
      await archive.forget("b");
      assert.equal(await world.find({ text: "nine" }), "");
    });

    it("reads a run once, however much happens to others", async (t) => {
      const archive = await archiveWith(await open());
      const many = Array.from({ length: 900 }, (_, i) => placed(100 + i, `many ${i}`));
      await archive.takePage("b", page(many), archive.asking());
      const world = await searching(t, archive);
      const take = t.mock.method(SearchIndex.prototype, "take");
      await archive.delete("b", ["100"]);
      await world.rest();
      assert.equal(take.mock.callCount(), 1);
    });
  });
}

it("of the list the worker is told what has changed", async (t) => {
  const archive = await archiveWith(new MemoryStore());
  const world = await searching(t, archive);
  await archive.put({ ...session("C"), sessionId: "c", sortTime: 9, newMsg: placed(20, "twenty") });
  await archive.forget("a");
  const lists = world.said.flatMap((one) => (one.say === "list" ? [[one.order, one.changed.map(({ id }) => id)]] : []));
  assert.deepEqual(lists, [
    [
      ["a", "b"],
      ["a", "b"],
    ],
    [["c", "a", "b"], ["c"]],
    [["c", "b"], []],
  ]);
  assert.equal(await world.find({ text: "twenty" }), "c: 20");
});

it("what another tab read on disk is found", async (t) => {
  const tabs = new ArchiveWorld();
  const here = await archiveWith(await DiskStore.open("1@"), tabs);
  const there = await tabs.tab(await DiskStore.open("1@"));
  const world = await searching(t, here);
  await world.find({ text: "x" });
  await there.takePage("b", page([placed(9, "nine x")]), there.asking());
  await tabs.hear();
  await world.rest();
  assert.equal(world.found, "b: 9, a: 2 1");
});

describe("the search goes on", () => {
  it("where the archive has gone", async (t) => {
    const archive = await archiveWith(new MemoryStore());
    const world = await searching(t, archive);
    await archive.moveTo(await DiskStore.open("1@"));
    await world.rest();
    assert.equal(await world.find({ text: "x" }), "a: 2 1");
    assert.equal(world.said.filter(({ say }) => say === "disk").length, 1);
  });

  it("with what the page has when the worker cannot open the database", async (t) => {
    const openDatabase = () => Promise.reject(new Error("forbidden"));
    const world = await searching(t, await archiveWith(await DiskStore.open("1@")), { openDatabase });
    assert.equal(await world.find({ text: "x" }), "a: 2 1");
    assert.equal(world.extent, "1 of 2, 4");
  });
});

it("a search that is not wanted any more is given up", async (t) => {
  const archive = await archiveWith(new MemoryStore());
  const many = Array.from({ length: 6000 }, (_, i) => placed(100 + i, `x ${i}`));
  await archive.takePage("b", page(many), archive.asking());
  let time = 0;
  const world = await searching(t, archive, { clock: () => (time += 5) });
  for (let i = 0; i < 60; i++) await world.rest();
  world.told.length = 0;
  const limit = { conversations: 9, each: 1 };
  world.search.search({ text: "x", contents: [] }, limit);
  world.search.search({ text: "one", contents: [] }, limit);
  for (let i = 0; i < 10; i++) await world.rest();
  assert.equal(world.found, "a: 1");
  const ends = world.told.flatMap((one) => (one.say === "found" && one.found.ended ? [one.found.count] : []));
  assert.deepEqual(ends, [1]);
});

it("what was searched for before is not taken for what is searched for now", async (t) => {
  const world = await searching(t, await archiveWith(new MemoryStore()));
  const counts: (number | undefined)[] = [];
  t.after(world.search.found.subscribe((found) => counts.push(found?.count)));
  const limit = { conversations: 9, each: 1 };
  world.search.search({ text: "x", contents: [] }, limit);
  world.search.search({ text: "one", contents: [] }, limit);
  await world.rest();
  assert.deepEqual(counts, [undefined, 1]);
});

it("a search whose worker fails says so, and nobody waits for it", async (t) => {
  const world = await searching(t, await archiveWith(new MemoryStore()));
  const near = world.search.near("a", "1", 0, 0);
  world.break();
  assert.deepEqual([world.search.broken.value, await near], [true, undefined]);
});

it("a picture of an unknown kind is found by that alone", async (t) => {
  const archive = await archiveWith(new MemoryStore());
  await archive.takePage(
    "b",
    page([placed(9, "", { msgType: 777, metaData: { ...emptyMeta, pic: "https://y.gtimg.cn/x.png" } })]),
    archive.asking(),
  );
  const world = await searching(t, archive);
  assert.equal(await world.find({ contents: ["picture"] }), "b: 9");
});

it("a search that is closed ends its worker and hears nothing more", async (t) => {
  const archive = await archiveWith(new MemoryStore());
  const world = await searching(t, archive);
  const near = world.search.near("a", "1", 0, 0);
  world.search.close();
  const said = world.said.length;
  await archive.delete("a", ["1"]);
  await archive.put({ ...session("C"), sessionId: "c" });
  await world.rest();
  assert.deepEqual([world.closed, world.said.length, await near], [true, said, undefined]);
});
