// Quick replies: kept where their account is kept, in all of its tabs.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { QuickReplies } from "../compose/quick-replies.ts";
import { recordPrefix } from "../model/record-names.ts";
import { settled, SharedStore } from "./shared-store.ts";

const id = { endpoint: "", musicid: "1" };

async function open(disk: SharedStore, account = id): Promise<QuickReplies> {
  const replies = new QuickReplies(account, disk.tab());
  await replies.restore();
  return replies;
}

const texts = (replies: QuickReplies) => replies.items.value.map((one) => one.text);
const idOf = (replies: QuickReplies, text: string) => replies.items.value.find((one) => one.text === text)!.id;

async function having(...added: string[]) {
  const disk = new SharedStore();
  const replies = await open(disk);
  for (const text of added) await replies.add(text);
  return { disk, replies };
}

describe("quick replies", () => {
  it("are there after a reload, in the order in which they were added", async () => {
    const { disk } = await having("one", "two", "three");
    assert.deepEqual(texts(await open(disk)), ["one", "two", "three"]);
  });

  it("are of their account alone", async () => {
    const { disk } = await having("one");
    assert.deepEqual(texts(await open(disk, { ...id, musicid: "2" })), []);
  });

  it("are not there twice, and not empty", async () => {
    const { replies } = await having("one", " one ", "", "  ");
    assert.deepEqual(texts(replies), ["one"]);
  });

  it("that are changed keep their place", async () => {
    const { disk, replies } = await having("one", "two");
    await replies.change(idOf(replies, "one"), " 1 ");
    assert.deepEqual(
      [texts(replies), texts(await open(disk))],
      [
        ["1", "two"],
        ["1", "two"],
      ],
    );
  });

  it("that are deleted leave nothing", async () => {
    const { disk, replies } = await having("one", "two");
    await replies.delete(idOf(replies, "one"));
    assert.deepEqual([texts(replies), disk.kept.size], [["two"], 1]);
  });

  it("that the store does not take are there until the page is closed, and that is told", async () => {
    const { disk, replies } = await having("one");
    disk.room = 0;
    assert.equal(await replies.add("two"), false);
    assert.deepEqual([texts(replies), texts(await open(disk))], [["one", "two"], ["one"]]);
  });

  it("that cannot be read are left alone", async () => {
    const disk = new SharedStore();
    for (const [i, record] of ["{", "null", "[]", '{"text":1}', '{"text":"","addedAt":1}'].entries()) {
      disk.kept.set(`${recordPrefix("reply", id)}${i}`, record);
    }
    assert.deepEqual([texts(await open(disk)), disk.kept.size], [[], 5]);
  });
});

for (const tellsWriter of [false, true]) {
  describe(tellsWriter ? "in pages of an extension quick replies" : "in two tabs quick replies", () => {
    const twoTabs = async () => {
      const disk = new SharedStore({ tellsWriter });
      return { here: await open(disk), there: await open(disk) };
    };

    it("that both add at once are all there", async () => {
      const { here, there } = await twoTabs();
      await Promise.all([here.add("here"), there.add("there")]);
      await settled();
      assert.deepEqual(
        [texts(here).sort(), texts(there).sort()],
        [
          ["here", "there"],
          ["here", "there"],
        ],
      );
    });

    it("that one changes again and again are the same in both", async () => {
      const { here, there } = await twoTabs();
      await here.add("one");
      const changed = idOf(here, "one");
      for (let n = 0; n < 5; n++) await here.change(changed, `${n}`);
      await settled();
      assert.deepEqual([texts(here), texts(there)], [["4"], ["4"]]);
    });

    it("appear, change and go in the other one", async () => {
      const { here, there } = await twoTabs();
      const seen: string[][] = [];
      const see = async () => (await settled(), seen.push(texts(there)));
      await here.add("one");
      await see();
      await here.change(idOf(here, "one"), "1");
      await see();
      await there.delete(idOf(there, "1"));
      await settled();
      seen.push(texts(here));
      assert.deepEqual(seen, [["one"], ["1"], []]);
    });
  });
}

describe("quick replies whose account is removed", () => {
  it("are written no more", async () => {
    const { disk, replies } = await having("one");
    const [one] = [...disk.kept.keys()];
    replies.close();
    disk.kept.clear();
    assert.deepEqual(
      [
        await replies.add("two"),
        await replies.change(one!.slice(recordPrefix("reply", id).length), "1"),
        disk.kept.size,
      ],
      [false, false, 0],
    );
  });
});

describe("a quick reply that is deleted while it is read", () => {
  it("does not come back", async () => {
    const { disk } = await having("one");
    const replies = await open(disk);
    disk.pauses = () => 5;
    const again = replies.restore();
    for (let turn = 0; turn < 12; turn++) await Promise.resolve();
    const deleting = replies.delete(idOf(replies, "one"));
    await Promise.all([again, deleting]);
    assert.deepEqual([texts(replies), disk.kept.size], [[], 0]);
  });
});

describe("quick replies whose account moves", () => {
  it("go along, and meet those that are there", async () => {
    const { disk: tab, replies } = await having("one");
    const { disk } = await having("two");
    await replies.move(disk.tab());
    assert.deepEqual(texts(replies).sort(), ["one", "two"]);
    assert.deepEqual([texts(await open(disk)).sort(), tab.kept.size], [["one", "two"], 0]);
  });

  it("stay where they were too when the new place does not take them", async () => {
    const { disk: tab, replies } = await having("one");
    const full = new SharedStore();
    full.room = 0;
    await replies.move(full.tab());
    assert.deepEqual([texts(replies), tab.kept.size], [["one"], 1]);
  });

  it("are in the new place also when the old one does not let go of them", async () => {
    const { disk: tab, replies } = await having("one", "two");
    const disk = new SharedStore();
    const stuck = { ...tab.tab(), delete: () => Promise.reject(new Error("forbidden")) };
    const before = new QuickReplies(id, stuck);
    await before.restore();
    await before.move(disk.tab());
    assert.deepEqual([texts(before), texts(await open(disk)), texts(replies)], Array(3).fill(["one", "two"]));
  });
});
