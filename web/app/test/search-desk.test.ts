// The worker's side of the search: what it answers while it looks, and while what it reads from changes.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { ArchiveDatabase } from "../archive/database-schema.ts";
import { openDatabase } from "../archive/database.ts";
import { SearchDesk } from "../archive/search-desk.ts";
import type { FromSearch } from "../archive/search-talk.ts";
import { DiskStore } from "../archive/disk-store.ts";
import { numberAlone } from "../model/sides.ts";
import { settled } from "./fake-clock.ts";
import { freshBrowser } from "./fake-database.ts";

beforeEach(freshBrowser);

const many = 9000;
const labels = { picture: "", video: "", song: "", card: "", pat: "" };

/** A desk that looks a little further each time it is let. */
function deskWith(open: () => Promise<ArchiveDatabase> = openDatabase) {
  const told: FromSearch[] = [];
  let time = 0;
  let goOn = () => {};
  const desk = new SearchDesk({
    tell: (said) => told.push(said),
    openDatabase: open,
    pause: () => new Promise((resolve) => (goOn = resolve)),
    clock: () => (time += 5),
  });
  const last = <Say extends FromSearch["say"]>(say: Say) =>
    told.findLast((one): one is FromSearch & { say: Say } => one.say === say);
  return {
    desk,
    told,
    last,
    async lookOn(times: number) {
      for (let i = 0; i < times; i++) {
        goOn();
        await settled();
      }
    },
  };
}

/** A desk that has found "x" in all messages of "a", of which the highest is the newest, and begins to look once more. */
async function lookingAgain() {
  const world = deskWith();
  const { desk, lookOn } = world;
  desk.hear({ say: "list", order: ["a"], changed: [{ id: "a", peer: null, newest: undefined }] });
  desk.hear({ say: "page" });
  for (let block = 0; block < many / 500; block++) {
    const records = Array.from({ length: 500 }, (_, i) => {
      return { id: String(block * 500 + i), text: "x", time: 1, side: "them" as const, contents: [] };
    });
    desk.hear({ say: "take", conversation: "a", key: String(block), records });
  }
  const keys = Array.from({ length: many / 500 }, (_, block) => String(block));
  desk.hear({ say: "put", conversation: "a", keys, whole: true });
  desk.hear({ say: "loading", loading: false });
  const limit = { conversations: 1, each: 1 };
  desk.hear({ say: "search", number: 1, query: { text: "x", contents: [] }, limit });
  await lookOn(20);
  assert.equal(world.last("found")?.found.ended, true);
  desk.hear({ say: "put", conversation: "a", keys, whole: true });
  await lookOn(1);
  return world;
}

describe("while it looks once more, for messages came", () => {
  it("leads from one message to the next as before", async () => {
    const { desk, last } = await lookingAgain();
    desk.hear({ say: "near", number: 2, conversation: "a", id: "1", place: many - 2, step: 1 });
    assert.deepEqual([last("near")?.near?.hit.id, last("near")?.near?.count], ["0", many]);
  });

  it("shows more of what was found before", async () => {
    const { desk, last } = await lookingAgain();
    desk.hear({ say: "limit", limit: { conversations: 1, each: 2 } });
    assert.deepEqual([last("found")?.found.count, last("found")?.found.groups[0]?.hits.length], [many, 2]);
  });
});

describe("a database that it waits for", () => {
  it("is closed when the page gives the messages by then", async () => {
    (await DiskStore.open("1@")).close();
    let opened: ArchiveDatabase | undefined;
    let open = () => {};
    const { desk, told } = deskWith(async () => {
      await new Promise<void>((resolve) => (open = resolve));
      return (opened = await openDatabase());
    });
    desk.hear({ say: "disk", account: "1@", self: numberAlone("1"), labels });
    await settled();
    desk.hear({ say: "page" });
    open();
    for (let i = 0; i < 20; i++) await settled();
    assert.throws(() => opened!.transaction("heads"), /InvalidStateError|closed|closing/i);
    assert.equal(told.findLast((one) => one.say === "extent")?.extent.loading ?? true, true);
  });

  it("that does not open is nothing to the page that gives the messages by then", async () => {
    let fail = () => {};
    const { desk, told } = deskWith(() => new Promise((_, reject) => (fail = () => reject(new Error("forbidden")))));
    desk.hear({ say: "disk", account: "1@", self: numberAlone("1"), labels });
    desk.hear({ say: "page" });
    fail();
    await settled();
    assert.equal(
      told.some((one) => one.say === "failed"),
      false,
    );
  });
});
