// What becomes of the list of conversations in the archive, in every tab and wherever it is kept.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Archive } from "../archive/archive.ts";
import type { ArchiveStore } from "../archive/archive-store.ts";
import { DiskStore } from "../archive/disk-store.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { ArchiveWorld, numbered } from "./archive-world.ts";
import { freshBrowser } from "./fake-database.ts";
import { conversations, drawn, list, page } from "./list-notation.ts";
import { WatchedStore } from "./watched-store.ts";

const one = (text: string) => conversations(text)[0]!;

/** What happens in one tab with the list "a9*2 b8*1 c7", and the list and what is unread then. */
const happenings: [string, (archive: Archive) => Promise<unknown>, string, number][] = [
  ["a conversation is read", (archive) => archive.markRead("a"), "a9 b8*1 c7", 1],
  ["one is read up to its newest", (archive) => archive.markRead("a", one("a9").newMsg!), "a9 b8*1 c7", 1],
  ["all are read", (archive) => archive.markAllRead(), "a9 b8 c7", 0],
  ["one is deleted", (archive) => archive.forget("a"), "b8*1 c7", 1],
  ["one is cleared", (archive) => archive.clear("a"), "a9() b8*1 c7", 1],
  ["one is put in", (archive) => archive.put(one("d10")), "d10 a9*2 b8*1 c7", 3],
  ["one changes", (archive) => archive.put(one("c10")), "c10 a9*2 b8*1", 3],
  ["a look finds a new one", (archive) => take(archive, "d10*1 a9*2 b8*1 c7", 4), "d10*1 a9*2 b8*1 c7", 4],
  ["a look finds that one is gone", (archive) => take(archive, "a9*2 c7", 2), "a9*2 c7", 2],
];

const take = (archive: Archive, text: string, unread: number, askedAt = archive.asking()) =>
  archive.takeTop([page(text, unread)], askedAt);

const places: [string, () => Promise<ArchiveStore[]>][] = [
  ["memory", async () => [new MemoryStore(), new MemoryStore()]],
  ["disk", async () => [await DiskStore.open("1@"), await DiskStore.open("1@")]],
];

for (const [place, stores] of places) {
  describe(`the list in ${place}`, () => {
    const world = async () => {
      freshBrowser();
      const tabs = new ArchiveWorld();
      const both = await Promise.all((await stores()).map((store) => tabs.tab(store)));
      const [first, second] = both as [Archive, Archive];
      await take(first, "a9*2 b8*1 c7", 3);
      await tabs.hear();
      tabs.now += 60_000;
      return {
        tabs,
        one: first,
        other: second,
        lists: () => both.map(({ list: { value } }) => [drawn(value), value.unread]),
      };
    };

    for (const [what, happen, then, unread] of happenings) {
      it(`is the same in both tabs when ${what}`, async () => {
        const { tabs, one: tab, lists } = await world();
        await happen(tab);
        await tabs.hear();
        assert.deepEqual(lists(), [
          [then, unread],
          [then, unread],
        ]);
      });

      it(`is as it is when a look ends that began before ${what}`, async () => {
        const { tabs, one: tab, other, lists } = await world();
        const askedAt = [tab.asking(), other.asking()] as const;
        tabs.now += 100;
        await happen(tab);
        await tabs.hear();
        await take(tab, "a9*2 b8*1 c7", 3, askedAt[0]);
        await take(other, "a9*2 b8*1 c7", 3, askedAt[1]);
        await tabs.hear();
        assert.deepEqual(lists(), [
          [then, unread],
          [then, unread],
        ]);
      });
    }
  });
}

describe("the list", () => {
  it("that was kept is there after opening", async () => {
    const store = new MemoryStore();
    await store.updateList(() => list("a9 b8 …"));
    assert.equal(drawn((await new ArchiveWorld().tab(store)).list.value), "a9 b8 …");
  });

  it("that was kept does not replace what came before it was read", async () => {
    const store = new MemoryStore();
    const tabs = new ArchiveWorld();
    const archive = await tabs.tab(store);
    await take(archive, "a10", 0);
    await store.updateList(() => list("a9 b8 …"));
    await archive.open();
    assert.equal(drawn(archive.list.value), "a10");
  });

  it("has what was kept and what comes", async () => {
    const store = new MemoryStore();
    await store.updateList(() => list("a9 b8"));
    const archive = await new ArchiveWorld().tab(store);
    await archive.takeTop([page("c10 a9 …")], archive.asking());
    assert.equal(drawn((await store.readList())!), "c10 a9 b8");
  });

  it("is neither written nor told of when a look brings nothing", async () => {
    const tabs = new ArchiveWorld();
    const store = new WatchedStore("disk");
    const archive = await tabs.tab(store);
    await tabs.tab(new WatchedStore("disk"));
    await take(archive, "a9 b8", 0);
    tabs.channel.deliver();
    const { updates } = store;
    await take(archive, "a9 b8", 0);
    assert.deepEqual([store.updates, tabs.channel.deliver()], [updates, false]);
  });

  it("loses much only when two looks in a row say so", async () => {
    const tabs = new ArchiveWorld();
    const archive = await tabs.tab(new MemoryStore());
    const many = Array.from({ length: 26 }, (_, i) => `${String.fromCharCode(97 + i)}${100 - i}`).join(" ");
    const looks: number[] = [];
    for (const text of [many, "", many, "", ""]) {
      tabs.now += 60_000;
      await take(archive, text, 0);
      looks.push(archive.list.value.conversations.length);
    }
    assert.deepEqual(looks, [26, 26, 26, 26, 0]);
  });

  it("gets back a conversation that was deleted here when a new message comes", async () => {
    const tabs = new ArchiveWorld();
    const archive = await tabs.tab(new MemoryStore());
    await take(archive, "a9 b8", 0);
    await archive.forget("a");
    await take(archive, "a10*1 b8", 1);
    assert.equal(drawn(archive.list.value), "a10*1 b8");
  });

  it("does not show the newest message of a cleared conversation again, for the gateway may be slow", async () => {
    const tabs = new ArchiveWorld();
    const archive = await tabs.tab(new MemoryStore());
    await take(archive, "a9*1 b8", 1);
    await archive.clear("a");
    tabs.now += 10_000;
    await take(archive, "a9*1 b8", 1);
    assert.deepEqual([drawn(archive.list.value), archive.list.value.unread], ["a9() b8", 0]);
    await take(archive, "a10*1 b8", 1);
    assert.equal(drawn(archive.list.value), "a10*1 b8");
  });

  it("keeps a message that came before the answer to clearing did", async () => {
    const tabs = new ArchiveWorld();
    const archive = await tabs.tab(new MemoryStore());
    await take(archive, "a9*1", 1);
    const { newMsg } = archive.conversation("a")!;
    await take(archive, "a10*2", 2);
    await archive.clear("a", newMsg);
    assert.equal(drawn(archive.list.value), "a10*2");
  });

  it("counts no message as read that came after the newest that was", async () => {
    const tabs = new ArchiveWorld();
    const archive = await tabs.tab(new MemoryStore());
    await take(archive, "a10*2", 2);
    await archive.markRead("a", one("a9").newMsg!);
    assert.equal(archive.list.value.unread, 2);
  });

  it("counts a message as read up to which it was, when the look that brings it ends later", async () => {
    const tabs = new ArchiveWorld();
    const archive = await tabs.tab(new MemoryStore());
    await take(archive, "a9", 0);
    await archive.markRead("a", one("a10").newMsg!);
    await take(archive, "a10*1", 1);
    assert.deepEqual([drawn(archive.list.value), archive.list.value.unread], ["a10", 0]);
  });

  it("takes an answer to what was asked after another tab was heard of for the later", async () => {
    const tabs = new ArchiveWorld();
    const [archive, other] = [await tabs.tab(new MemoryStore()), await tabs.tab(new MemoryStore())];
    await take(archive, "a9 b8", 0);
    await tabs.hear();
    for (let i = 0; i < 10; i++) archive.asking();
    await archive.forget("a"); // in the same millisecond as all else
    await tabs.hear();
    await take(other, "a10 b8", 0);
    assert.equal(drawn(other.list.value), "a10 b8");
  });

  it("counts no conversation as read that changed after all were to be", async () => {
    const tabs = new ArchiveWorld();
    const archive = await tabs.tab(new MemoryStore());
    await take(archive, "a9*1 b8*1", 2);
    const askedAt = archive.asking();
    await take(archive, "c10*1 a9*1 b8*1", 3);
    await archive.markAllRead(askedAt);
    assert.deepEqual([drawn(archive.list.value), archive.list.value.unread], ["c10*1 a9 b8", 1]);
  });

  it("does not get back what another tab put in before it was deleted here", async () => {
    const tabs = new ArchiveWorld();
    const [archive, other] = [await tabs.tab(new MemoryStore()), await tabs.tab(new MemoryStore())];
    await take(archive, "a9", 0);
    await tabs.hear();
    await other.put(one("a10"));
    tabs.now += 100;
    await archive.forget("a");
    await tabs.hear();
    assert.deepEqual([drawn(archive.list.value), drawn(other.list.value)], ["", ""]);
  });

  it("misses conversations in a page, and loses them when they are taken out", async () => {
    const tabs = new ArchiveWorld();
    const archive = await tabs.tab(new MemoryStore());
    await archive.takePage("b", { messages: numbered(1), hasMore: false }, archive.asking());
    await take(archive, "a9 b8 c7", 0);
    tabs.now += 60_000;
    const askedAt = archive.asking();
    const missing = await archive.takeMore(page("c7"), { lastId: "a", lastTime: 9 }, askedAt);
    await archive.takeOut(missing, archive.asking());
    assert.deepEqual([drawn(archive.list.value), await archive.kept.histories()], ["a9 c7", []]);
  });

  it("keeps what was missing when it has changed since", async () => {
    const tabs = new ArchiveWorld();
    const archive = await tabs.tab(new MemoryStore());
    await take(archive, "a9 b8 c7", 0);
    tabs.now += 60_000;
    const askedAt = archive.asking();
    const missing = await archive.takeMore(page("c7"), { lastId: "a", lastTime: 9 }, askedAt);
    await archive.put(one("b10"));
    await archive.takeOut(missing, askedAt);
    assert.equal(drawn(archive.list.value), "b10 a9 c7");
  });
});
