// What becomes of the messages of a conversation in the archive, in every tab and wherever they are kept.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Archive } from "../archive/archive.ts";
import type { ArchiveStore } from "../archive/archive-store.ts";
import { DiskStore } from "../archive/disk-store.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { positionsIn } from "../archive/history-pieces.ts";
import { ArchiveWorld, numbered, written } from "./archive-world.ts";
import { freshBrowser } from "./fake-database.ts";
import { conversations } from "./list-notation.ts";
import { WatchedStore } from "./watched-store.ts";

const page = (numbers: number[], hasMore = false, before?: number) => ({
  messages: numbered(...numbers),
  hasMore,
  before: before === undefined ? undefined : String(before),
});

/** What happens in one tab after pages were asked for, and what is known then. */
const happenings: [string, (archive: Archive) => Promise<unknown>, string][] = [
  ["a message is sent", (archive) => archive.takeSent("a", numbered(4)), "1 2 3 4"],
  ["a message is deleted", (archive) => archive.delete("a", ["2"]), "1 3"],
  ["all are deleted", (archive) => archive.clear("a"), ""],
  ["the conversation is deleted", (archive) => archive.forget("a"), ""],
  ["a newer page comes", (archive) => archive.takePage("a", page([5, 4, 3]), archive.asking()), "3 4 5"],
];

const places: [string, () => Promise<ArchiveStore[]>][] = [
  ["memory", async () => [new MemoryStore(), new MemoryStore()]],
  ["disk", async () => [await DiskStore.open("1@"), await DiskStore.open("1@")]],
];

for (const [place, stores] of places) {
  describe(`messages in ${place}`, () => {
    const world = async () => {
      freshBrowser();
      const tabs = new ArchiveWorld();
      const [one, other] = (await Promise.all((await stores()).map((store) => tabs.tab(store)))) as [Archive, Archive];
      const held = await Promise.all([one.hold("a"), other.hold("a")]);
      await one.takePage("a", page([3, 2, 1]), one.asking());
      await tabs.hear();
      return { tabs, one, other, shown: () => held.map(({ value }) => written(value)) };
    };

    for (const [what, happen, then] of happenings) {
      it(`are the same in both tabs when ${what}`, async () => {
        const { tabs, one, shown } = await world();
        tabs.now += 60_000;
        await happen(one);
        await tabs.hear();
        assert.deepEqual(shown(), [then, then]);
      });

      it(`are as they are when a page comes that was asked for before ${what}`, async () => {
        const { tabs, one, other, shown } = await world();
        const askedAt = [one.asking(), other.asking()] as const;
        tabs.now += 100;
        await happen(one);
        await tabs.hear();
        await one.takePage("a", page([3, 2, 1]), askedAt[0]);
        await other.takePage("a", page([3, 2, 1]), askedAt[1]);
        await tabs.hear();
        assert.deepEqual(shown(), [then, then]);
      });
    }

    it("say nothing of what was chosen on a card after they were asked for", async () => {
      const { tabs, one } = await world();
      const askedAt = one.asking();
      await one.confirm("a", "2", 1);
      await one.takePage("a", page([3, 2, 1]), askedAt);
      await tabs.hear();
      const history = await one.hold("a");
      assert.equal(positionsIn(history.value).get("2")?.confirm, 1);
    });

    it("go in both tabs when their conversation was deleted elsewhere", async () => {
      const { tabs, one, shown } = await world();
      await one.put(conversations("a9")[0]!);
      await tabs.hear();
      tabs.now += 60_000;
      await one.takeTop([{ ...pageOfList, hasMore: 0, sessions: [] }], one.asking());
      await tabs.hear();
      assert.deepEqual(shown(), ["", ""]);
    });

    it("are told of in both tabs when they come", async () => {
      const { tabs, one } = await world();
      await one.takeSent("a", numbered(4));
      await tabs.hear();
      assert.deepEqual(tabs.came, [
        ["3", "2", "1", "4"],
        ["3", "2", "1", "4"],
      ]);
    });

    it("are there when the tab comes again", async () => {
      const { one } = await world();
      one.release("a");
      assert.equal(written((await one.hold("a")).value), "1 2 3");
    });
  });
}

/** A tab with a store that is watched. */
async function tabWith(place: "memory" | "disk" = "memory") {
  const tabs = new ArchiveWorld();
  const store = new WatchedStore(place);
  const archive = await tabs.tab(store);
  const take = (numbers: number[], hasMore = false, before?: number) =>
    archive.takePage("a", page(numbers, hasMore, before), archive.asking());
  return { tabs, store, archive, take };
}

describe("a page", () => {
  it("tells what it added and what is gone", async () => {
    const { tabs, take } = await tabWith();
    await take([3, 2, 1]);
    tabs.now += 60_000;
    const { added, gone } = await take([4, 3, 1]);
    assert.deepEqual([added.map(({ id }) => id), gone], [["4"], ["2"]]);
  });

  it("all of whose messages were deleted here does not say that there is nothing before", async () => {
    const { archive, take } = await tabWith();
    const held = await archive.hold("a");
    await take([2, 1]);
    await take([9, 8], true);
    const askedAt = archive.asking();
    await archive.delete("a", ["5", "6"]);
    await archive.takePage("a", page([6, 5], true, 8), askedAt);
    assert.equal(written(held.value), "1 2 … 8 9");
  });

  it("does not bring back what was deleted here for a while, for the gateway may be slow", async () => {
    const { tabs, archive, take } = await tabWith();
    const held = await archive.hold("a");
    await take([3, 2, 1]);
    await archive.delete("a", ["2"]);
    tabs.now += 10_000;
    await take([3, 2, 1]);
    assert.equal(written(held.value), "1 3");
    tabs.now += 10_000;
    await take([3, 2, 1]);
    assert.equal(written(held.value), "1 2 3");
  });

  it("of another conversation has nothing to do with what was deleted in this one", async () => {
    const { archive, take } = await tabWith();
    const other = await archive.hold("b");
    await take([2, 1]);
    await archive.delete("a", ["2"]);
    await archive.takePage("b", page([2, 1]), archive.asking());
    assert.equal(written(other.value), "1 2");
  });

  it("that brings nothing is neither written nor told", async () => {
    const { tabs, store, archive, take } = await tabWith("disk");
    await tabs.tab(new WatchedStore("disk"));
    await archive.hold("a");
    await take([3, 2, 1]);
    tabs.channel.deliver();
    await take([3, 2, 1]);
    assert.deepEqual([store.updates, tabs.channel.deliver()], [1, false]);
  });

  it("that brings nothing is told where it is in memory, for another tab may not have it", async () => {
    const { tabs, take, archive } = await tabWith();
    await take([3, 2, 1]);
    const late = await tabs.tab(new MemoryStore());
    const held = await late.hold("a");
    tabs.channel.deliver();
    await archive.hold("a");
    await take([3, 2, 1]);
    await tabs.hear();
    assert.equal(written(held.value), "1 2 3");
  });
});

describe("a message that was sent", () => {
  it("stays for a while although a page does not have it, for the gateway may be slow", async () => {
    const { tabs, archive, take } = await tabWith();
    const held = await archive.hold("a");
    await take([2, 1]);
    await archive.takeSent("a", numbered(3));
    await take([3, 2, 1]);
    tabs.now += 10_000;
    await take([2, 1]);
    assert.equal(written(held.value), "1 2 3");
    tabs.now += 10_000;
    await take([2, 1]);
    assert.equal(written(held.value), "1 2");
  });

  it("does not come when it was deleted before the answer did", async () => {
    const { archive, take } = await tabWith();
    const held = await archive.hold("a");
    await take([3, 2, 1]);
    await archive.delete("a", ["3"]);
    await archive.takeSent("a", numbered(3));
    assert.equal(written(held.value), "1 2");
  });
});

describe("messages that were deleted elsewhere", () => {
  it("stay, marked with the time, when the user wants that", async () => {
    const { tabs, archive, take } = await tabWith();
    tabs.keepsGone = true;
    const held = await archive.hold("a");
    await take([3, 2, 1]);
    tabs.now = 2_000_000;
    await take([3, 1]);
    assert.equal(written(held.value), "1 (2) 3");
    assert.equal(positionsIn(held.value).get("2")?.goneAt, 2_000_000);
  });

  it("with their conversation go with it", async () => {
    const { tabs, archive, take, store } = await tabWith();
    await archive.takeTop([{ ...listOf("a9 b8"), hasMore: 0 }], archive.asking());
    const held = await archive.hold("a");
    await take([2, 1]);
    tabs.now += 60_000;
    await archive.takeTop([{ ...listOf("b8"), hasMore: 0 }], archive.asking());
    assert.deepEqual([written(held.value), await store.histories()], ["", []]);
  });

  it("with their conversation stay when the user wants that", async () => {
    const { tabs, archive, take } = await tabWith();
    tabs.keepsGone = true;
    await archive.takeTop([{ ...listOf("a9 b8"), hasMore: 0 }], archive.asking());
    const held = await archive.hold("a");
    await take([2, 1]);
    tabs.now += 60_000;
    await archive.takeTop([{ ...listOf("b8"), hasMore: 0 }], archive.asking());
    assert.equal(written(held.value), "1 2");
  });

  it("go when the conversation is deleted here, whatever the user wants", async () => {
    const { tabs, archive, take, store } = await tabWith();
    tabs.keepsGone = true;
    await archive.put(conversations("a9")[0]!);
    await take([2, 1]);
    await archive.forget("a");
    assert.deepEqual([await store.histories(), archive.list.value.conversations], [[], []]);
  });
});

function listOf(text: string) {
  return { ...pageOfList, sessions: conversations(text) };
}

const pageOfList = { hasMore: 1, msg: "", newMsgCnt: 0, subcode: 0, settingGuide: 0, state: 0, extra: {} };
