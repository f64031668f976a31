import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Drafts } from "../compose/drafts.ts";
import { draftRecord } from "../model/draft.ts";
import { recordPrefix } from "../model/record-names.ts";
import { settled, SharedStore } from "./shared-store.ts";

const id = { endpoint: "", musicid: "1" };
const name = (conversation: string) => recordPrefix("draft", id) + conversation;

async function open(disk: SharedStore): Promise<Drafts> {
  const drafts = new Drafts(id, disk.tab());
  await drafts.restore();
  return drafts;
}

async function twoTabs(tellsWriter = false) {
  const disk = new SharedStore({ tellsWriter });
  return { disk, here: await open(disk), there: await open(disk) };
}

describe("a draft", () => {
  it("is kept for each conversation", async () => {
    const { disk, here } = await twoTabs();
    here.set("a", "for a");
    here.set("b", "for b");
    await settled();
    const later = await open(disk);
    assert.deepEqual([later.of("a"), later.of("b"), later.of("c")], ["for a", "for b", ""]);
  });

  it("is of its account alone", async () => {
    const { disk, here } = await twoTabs();
    here.set("a", "for a");
    await settled();
    const other = new Drafts({ ...id, endpoint: "https://g.example" }, disk.tab());
    await other.restore();
    assert.equal(other.of("a"), "");
  });

  it("that is emptied goes alone", async () => {
    const { disk, here } = await twoTabs();
    here.set("a", "for a");
    here.set("b", "for b");
    here.set("a", "");
    await settled();
    assert.deepEqual([...disk.kept.keys()], [name("b")]);
  });

  for (const record of ["{", "null", "{}", '{"text":"typed"}', '{"text":1,"time":1}', '{"text":"typed","time":"1"}']) {
    it(`that cannot be read is left alone: ${record}`, async () => {
      const { disk } = await twoTabs();
      disk.kept.set(name("a"), record);
      assert.equal((await open(disk)).of("a"), "");
      assert.equal(disk.kept.get(name("a")), record);
    });
  }
});

for (const tellsWriter of [false, true]) {
  describe(tellsWriter ? "in pages of an extension a draft" : "in two tabs a draft", () => {
    it("appears in the other one, and goes there too", async () => {
      const { here, there } = await twoTabs(tellsWriter);
      here.set("a", "hello");
      await settled();
      assert.equal(there.of("a"), "hello");
      here.set("a", "");
      await settled();
      assert.equal(there.of("a"), "");
    });

    it("does not erase that of another conversation", async () => {
      const { disk, here, there } = await twoTabs(tellsWriter);
      here.set("a", "for a");
      there.set("b", "for b");
      await settled();
      const later = await open(disk);
      assert.deepEqual([later.of("a"), later.of("b")], ["for a", "for b"]);
    });

    it("is not overwritten while it is typed, however slow the storage is", async () => {
      const { disk, here } = await twoTabs(tellsWriter);
      disk.pauses = () => 7;
      for (const text of ["h", "he", "hel"]) {
        here.set("a", text);
        await Promise.resolve();
        assert.equal(here.of("a"), text);
      }
      await settled();
      assert.equal(here.of("a"), "hel");
    });

    it("is not overwritten by an older one that comes late", async () => {
      const { disk, here } = await twoTabs(tellsWriter);
      here.set("a", "newer");
      await settled();
      await disk.tab().set(name("a"), draftRecord({ text: "older", time: 1 }));
      await settled();
      assert.equal(here.of("a"), "newer");
    });

    it("stays while somebody types on that another tab empties", async () => {
      const { disk, here, there } = await twoTabs(tellsWriter);
      here.set("a", "typed");
      await settled();
      const pauses = [1, 30]; // deleting is quick, writing slow
      disk.pauses = () => pauses.shift() ?? 1;
      there.set("a", "");
      here.set("a", "typed on");
      for (let turn = 0; turn < 60; turn++) {
        await Promise.resolve();
        assert.equal(here.of("a"), "typed on");
      }
      assert.equal((await open(disk)).of("a"), "typed on");
    });

    it("that was sent does not come back as an older one", async () => {
      const { disk, here } = await twoTabs(tellsWriter);
      here.set("a", "sent");
      here.set("a", "");
      await settled();
      await disk.tab().set(name("a"), draftRecord({ text: "sen", time: 1 }));
      await settled();
      assert.equal(here.of("a"), "");
    });

    it("that both write is in the end the one that was written last", async (t) => {
      t.mock.timers.enable({ apis: ["Date"], now: 1 });
      const { disk, here, there } = await twoTabs(tellsWriter);
      disk.pauses = () => 7;
      here.set("a", "one");
      t.mock.timers.tick(1);
      there.set("a", "two");
      t.mock.timers.tick(1);
      here.set("a", "three");
      await settled();
      assert.deepEqual([here.of("a"), there.of("a"), (await open(disk)).of("a")], ["three", "three", "three"]);
    });
  });
}

describe("a store that is full", () => {
  it("loses nothing, and it is said", async () => {
    const { disk, here } = await twoTabs();
    disk.room = 0;
    here.set("a", "typed");
    await settled();
    assert.equal(here.of("a"), "typed");
    assert.equal(here.unkept.value, true);
  });

  it("gets what it did not take with the next change", async () => {
    const { disk, here } = await twoTabs();
    disk.room = 0;
    here.set("a", "typed");
    await settled();
    disk.room = Infinity;
    here.set("b", "x");
    await settled();
    assert.equal(here.unkept.value, false);
    assert.equal((await open(disk)).of("a"), "typed");
  });

  it("does not bring back what it has when another tab deletes it", async () => {
    const { disk, here, there } = await twoTabs();
    here.set("a", "old");
    await settled();
    disk.room = 0;
    here.set("a", "old and new");
    await settled();
    there.set("a", "");
    await settled();
    assert.equal(here.of("a"), "old and new");
  });

  it("hands over what it did not take to the drafts that follow", async () => {
    const { disk, here } = await twoTabs();
    disk.room = 0;
    here.set("a", "typed");
    await settled();
    here.close();
    here.set("a", "typed on");
    const next = await open(disk);
    next.adopt(here);
    await settled();
    assert.equal(next.of("a"), "typed on");
    assert.equal(next.unkept.value, true);
  });
});

describe("drafts that move", () => {
  it("are in the new store, and no more in the old one", async () => {
    const [memory, disk] = [new SharedStore(), new SharedStore()];
    const drafts = await open(memory);
    drafts.set("a", "typed");
    await settled();
    await drafts.move(disk.tab());
    assert.deepEqual([...memory.kept.keys()], []);
    assert.equal((await open(disk)).of("a"), "typed");
  });

  it("are not lost although somebody else moved them, and typing goes on", async () => {
    const [memory, disk] = [new SharedStore(), new SharedStore()];
    const drafts = await open(memory);
    drafts.set("a", "typed");
    await settled();
    disk.kept.set(name("a"), memory.kept.get(name("a"))!);
    await memory.tab().delete(name("a"));
    await settled();
    const moved = drafts.move(disk.tab());
    drafts.set("b", "meanwhile");
    await moved;
    await settled();
    assert.equal(drafts.of("a"), "typed");
    assert.deepEqual([...disk.kept.keys()], [name("a"), name("b")]);
  });

  it("stay where they were when the new store does not take them", async () => {
    const [memory, disk] = [new SharedStore(), new SharedStore()];
    const drafts = await open(memory);
    drafts.set("a", "typed");
    await settled();
    disk.room = 0;
    await drafts.move(disk.tab());
    assert.equal(drafts.unkept.value, true);
    assert.equal(drafts.of("a"), "typed");
    assert.ok(memory.kept.has(name("a")));
  });

  it("keep the newer one of two", async () => {
    const [memory, disk] = [new SharedStore(), new SharedStore()];
    const drafts = await open(memory);
    drafts.set("a", "here");
    drafts.set("b", "here");
    await settled();
    disk.kept.set(name("a"), draftRecord({ text: "there", time: 1 }));
    disk.kept.set(name("b"), draftRecord({ text: "there", time: Date.now() + 60_000 }));
    await drafts.move(disk.tab());
    assert.deepEqual([drafts.of("a"), drafts.of("b")], ["here", "there"]);
  });
});

describe("drafts of an account that is gone", () => {
  it("are forgotten, and nothing more is written", async () => {
    const { disk, here } = await twoTabs();
    here.set("a", "typed");
    await settled();
    disk.kept.clear();
    here.forget();
    here.set("a", "still typing");
    await settled();
    assert.equal(disk.kept.size, 0);
  });
});
