// Where the browser keeps nothing any more, what is shown stays and goes on changing.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { UnkeptStore } from "../archive/unkept-store.ts";
import { ArchiveWorld, numbered, written } from "./archive-world.ts";
import { drawn, list, page } from "./list-notation.ts";
import { WatchedStore } from "./watched-store.ts";

const messages = (...numbers: number[]) => ({ messages: numbered(...numbers), hasMore: false });

/** A tab that shows the list "a9 b8" and the messages 1 and 2 of "a", and has 1 of "b" on disk. */
async function shown() {
  const tabs = new ArchiveWorld();
  const store = new WatchedStore("disk");
  const archive = await tabs.tab(store);
  const held = await archive.hold("a");
  await archive.takeTop([page("a9 b8")], archive.asking());
  await archive.takePage("a", messages(2, 1), archive.asking());
  await archive.takePage("b", messages(1), archive.asking());
  tabs.now += 60_000;
  return { tabs, store, archive, held };
}

for (const fails of ["writing", "all"] as const) {
  describe(`a store where ${fails} fails`, () => {
    const failing = async () => {
      const world = await shown();
      world.store.fails = fails;
      return world;
    };

    it("is told of once", async () => {
      const { tabs, archive } = await failing();
      await archive.takePage("a", messages(3, 2, 1), archive.asking());
      await archive.markRead("a");
      await archive.takeTop([page("c10 a9 b8")], archive.asking());
      assert.deepEqual(
        tabs.failures.map((error) => (error as Error).name),
        ["KeepingError"],
      );
    });

    it("is still in its place when it is told of", async () => {
      const places: string[] = [];
      const tabs = new ArchiveWorld();
      const store = new WatchedStore("disk");
      const archive = await tabs.tab(store, { onFailure: () => places.push(archive.place) });
      store.fails = fails;
      await archive.takePage("a", messages(1), archive.asking());
      assert.deepEqual(places, ["disk"]);
    });

    it("is in memory from then on", async () => {
      const { archive } = await failing();
      await archive.takePage("a", messages(3, 2, 1), archive.asking());
      assert.equal(archive.place, "memory");
    });

    it("leaves the messages that are shown, and they go on changing", async () => {
      const { tabs, archive, held } = await failing();
      await archive.takePage("a", messages(3, 2, 1), archive.asking());
      assert.equal(written(held.value), "1 2 3");
      tabs.now += 60_000;
      await archive.takePage("a", messages(4, 3, 1), archive.asking());
      assert.equal(written(held.value), "1 3 4");
    });

    it("leaves the list that is shown, and it goes on changing", async () => {
      const { archive } = await failing();
      await archive.takeTop([page("c10 a9 b8")], archive.asking());
      await archive.forget("b");
      assert.equal(drawn(archive.list.value), "c10 a9");
    });

    it("does not take anything back when it succeeds again", async () => {
      const { store, archive, held } = await failing();
      await archive.takePage("a", messages(3, 2, 1), archive.asking());
      await archive.takeTop([page("c10 a9 b8")], archive.asking());
      store.fails = "nothing";
      await archive.takePage("a", messages(4, 3, 2, 1), archive.asking());
      await archive.takeTop([page("d11 c10 a9 b8")], archive.asking());
      assert.deepEqual([written(held.value), drawn(archive.list.value)], ["1 2 3 4", "d11 c10 a9 b8"]);
    });

    it("keeps what is not shown for as long as the page lives", async () => {
      const { archive } = await failing();
      await archive.takePage("c", messages(1), archive.asking());
      await archive.takePage("c", messages(2, 1), archive.asking());
      assert.equal(written((await archive.hold("c")).value), "1 2");
    });
  });
}

describe("a store that is full", () => {
  it("is still read", async () => {
    const { store, archive } = await shown();
    store.fails = "writing";
    await archive.takePage("a", messages(3, 2, 1), archive.asking());
    assert.equal(written((await archive.hold("b")).value), "1");
    assert.deepEqual((await archive.kept.histories()).sort(), ["a", "b"]);
  });

  it("hears of other tabs what they did", async () => {
    const { tabs, store, archive, held } = await shown();
    const other = await tabs.tab(new WatchedStore());
    store.fails = "writing";
    await archive.takePage("a", messages(3, 2, 1), archive.asking());
    await other.takePage("a", messages(4, 3, 2, 1), other.asking());
    await tabs.hear();
    assert.equal(written(held.value), "1 2 3 4");
  });
});

describe("a mistake in a change", () => {
  it("is none of the store's", async () => {
    const { tabs, archive, held } = await shown();
    const nonsense = { ...numbered(3)[0]!, sequence: "no number" };
    await assert.rejects(
      archive.takePage("c", { messages: [nonsense, ...numbered(2)], hasMore: true }, archive.asking()),
    );
    assert.deepEqual([tabs.failures, archive.place, written(held.value)], [[], "disk", "1 2"]);
  });
});

describe("a store that cannot be read at first", () => {
  it("is as one that knows nothing", async () => {
    const tabs = new ArchiveWorld();
    const store = new WatchedStore("disk");
    await store.updateList(() => list("a9"));
    store.fails = "all";
    const archive = await tabs.tab(store);
    const held = await archive.hold("a");
    assert.deepEqual([drawn(archive.list.value), written(held.value), tabs.failures.length], [" …", "", 1]);
  });
});

describe("an archive that ends", () => {
  it("keeps first what was begun", async () => {
    const { store, archive } = await shown();
    const taken = archive.takePage("a", messages(3, 2, 1), archive.asking());
    await archive.close();
    await taken;
    assert.equal(store.closed, true);
    assert.equal(written((await archive.hold("a")).value), "1 2 3");
  });

  it("tells of no failure then", async () => {
    const { tabs, archive } = await shown();
    await archive.close();
    await archive.takePage("a", messages(3, 2, 1), archive.asking());
    assert.deepEqual(tabs.failures, []);
  });

  it("does not hear any more", async () => {
    const tabs = new ArchiveWorld();
    const [archive, other] = [await tabs.tab(new WatchedStore()), await tabs.tab(new WatchedStore())];
    await archive.close();
    await other.takeTop([page("c10")], other.asking());
    tabs.channel.deliver();
    await archive.open();
    assert.equal(drawn(archive.list.value), " …");
  });
});

describe("what goes on in memory over a store that failed", () => {
  const over = async () => {
    const store = new WatchedStore("disk");
    await store.updateHistory("a", (before) => before);
    await store.writeNote("job", 1);
    await store.updateList(() => list("a9"));
    store.fails = "writing";
    return { store, unkept: new UnkeptStore(store, undefined, []) };
  };

  it("has the notes and the list that were kept", async () => {
    const { unkept } = await over();
    assert.deepEqual([await unkept.readNote("job"), drawn((await unkept.readList())!)], [1, "a9"]);
  });

  it("has the notes that were written since", async () => {
    const { unkept } = await over();
    await unkept.writeNote("job", 2);
    assert.equal(await unkept.readNote("job"), 2);
    await unkept.writeNote("job", undefined);
    assert.equal(await unkept.readNote("job"), undefined);
  });

  it("forgets in the store, too, what is to be forgotten", async () => {
    const { archive, store } = await shown();
    store.fails = "writing";
    await archive.takePage("a", messages(3, 2, 1), archive.asking());
    store.fails = "nothing";
    await archive.forget("b");
    assert.deepEqual(await store.histories(), ["a"]);
  });

  it("has forgotten what the store cannot forget", async () => {
    const { archive, store } = await shown();
    store.fails = "writing";
    await archive.forget("b");
    assert.equal(written((await archive.hold("b")).value), "");
  });

  it("closes the store", async () => {
    const { store, unkept } = await over();
    unkept.close();
    assert.equal(store.closed, true);
  });
});
