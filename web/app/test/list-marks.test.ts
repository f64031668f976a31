// Conversations that are pinned or muted.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ListMarks } from "../conversations/list-marks.ts";
import { copyRecords } from "../account/move-records.ts";
import { tracesOf } from "../account/traces.ts";
import { recordPrefix } from "../model/record-names.ts";
import { settled, SharedStore } from "./shared-store.ts";

const id = { endpoint: "https://a.b", musicid: "1" };
const prefix = recordPrefix("mark", id);

const opened = async (store: SharedStore, account = id) => {
  const marks = new ListMarks(account, store.tab());
  await marks.restore();
  return marks;
};
const seen = ({ pinned, muted }: ListMarks) => `${pinned.value.join(" ")} | ${[...muted.value].join(" ")}`;

describe("marks of the list", () => {
  it("have what was pinned last first", async () => {
    const marks = await opened(new SharedStore());
    for (const conversation of ["a", "b", "c"]) marks.pin(conversation, true);
    marks.pin("b", false);
    assert.equal(seen(marks), "c a | ");
  });

  it("are kept, each in a record of its own, and gone with the last of them", async () => {
    const store = new SharedStore();
    const marks = await opened(store);
    marks.pin("a", true);
    marks.mute("a", true);
    marks.mute("b", true);
    await settled();
    assert.equal(seen(await opened(store)), "a | a b");
    marks.drop("a");
    marks.mute("b", false);
    await settled();
    assert.deepEqual([...store.kept], []);
  });

  it("are heard of from other tabs, both ways", async () => {
    const store = new SharedStore();
    const [one, other] = [await opened(store), await opened(store)];
    one.pin("a", true);
    await settled();
    assert.equal(seen(other), "a | ");
    other.pin("a", false);
    await settled();
    assert.equal(seen(one), " | ");
  });

  it("stay as they were chosen last while they are written", async () => {
    const store = new SharedStore({ tellsWriter: true });
    store.pauses = () => 5;
    const marks = await opened(store);
    for (let i = 0; i < 7; i++) {
      marks.mute("a", i % 2 === 0);
      for (let pause = 0; pause < 8; pause++) await Promise.resolve();
    }
    await settled();
    assert.equal(seen(marks), " | a");
    assert.equal(seen(await opened(store)), " | a");
  });

  it("stay in the page when the store does not take them, which is said", async () => {
    const store = new SharedStore();
    store.room = 0;
    const marks = await opened(store);
    marks.pin("a", true);
    await settled();
    assert.deepEqual([seen(marks), marks.unkept.value], ["a | ", true]);
  });

  for (const record of ["", "{", "null", '{"pinnedAt":"x","muted":1}']) {
    it(`are none of ${JSON.stringify(record)}`, async () => {
      const store = new SharedStore();
      store.kept.set(`${prefix}a`, record);
      assert.equal(seen(await opened(store)), " | ");
    });
  }

  it("are not those of another account", async () => {
    const store = new SharedStore();
    (await opened(store)).mute("a", true);
    await settled();
    assert.equal(seen(await opened(store, { ...id, endpoint: "https://a" })), " | ");
  });

  it("go with the account to another place, and are written there from then on", async () => {
    const [tab, disk] = [new SharedStore(), new SharedStore()];
    const marks = await opened(tab);
    marks.pin("a", true);
    await settled();
    const move = await copyRecords(tab.tab(), disk.tab(), id);
    await marks.move(disk.tab());
    await move.finish();
    marks.mute("b", true);
    await settled();
    assert.deepEqual([seen(marks), seen(await opened(disk)), [...tab.kept]], ["a | b", "a | b", []]);
  });

  it("are among what goes with the account", () => assert.ok(tracesOf(id).prefixes.includes(prefix)));

  it("write nothing any more once they are closed", async () => {
    const store = new SharedStore();
    const marks = await opened(store);
    marks.close();
    marks.pin("a", true);
    await settled();
    assert.deepEqual([...store.kept], []);
  });
});
