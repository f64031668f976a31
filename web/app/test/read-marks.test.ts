// Up to where conversations were read, at a gateway that counts what was read as unread all the same.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Session, SessionPage } from "../../sdk/src/index.ts";
import { memoryStore } from "../account/memory-place.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { markOf, markRecord, readMarkRecord, unreadIn } from "../archive/read-mark.ts";
import { ReadMarks } from "../archive/read-marks.ts";
import { recordPrefix } from "../model/record-names.ts";
import { numberAlone } from "../model/sides.ts";
import { ArchiveWorld } from "./archive-world.ts";
import { conversations, drawn, page } from "./list-notation.ts";
import { me } from "./messages.ts";
import { settled, SharedStore } from "./shared-store.ts";

const id = { endpoint: "", musicid: "1" };
const [newest] = conversations("a5") as [Session];
const mark = markOf(newest.newMsg!, { count: 3, at: 10, stays: true });
const nobodys = () => false;

describe("what is unread in a conversation", () => {
  for (const [what, counted, changes, unread] of [
    ["is what is counted, where nobody read it", "a5*3", undefined, 3],
    ["is nothing when the newest was read", "a5*3", {}, 0],
    ["is nothing when an older one is the newest", "a4*3", {}, 0],
    ["is what came since", "a6*5", {}, 2],
    ["is what is counted when that is less than was read", "a6*1", {}, 1],
    ["is what is counted when a message came and it is no more", "a6*3", {}, 3],
    ["is what is counted where reading is known to take the count back", "a6*5", { stays: false }, 5],
    ["is nothing when nothing is counted", "a6", {}, 0],
  ] as const) {
    it(what, () => {
      const [found] = conversations(counted) as [Session];
      assert.equal(unreadIn(found, changes && { ...mark, ...changes }, nobodys), unread);
    });
  }

  for (const [what, stays] of [
    ["is nothing when one's own message is all that came", true],
    ["is nothing then, also before it is known whether the gateway counts what was read", false],
  ] as const) {
    it(what, () =>
      assert.equal(
        unreadIn((conversations("a6*3") as [Session])[0], { ...mark, stays }, () => true),
        0,
      ),
    );
  }
});

describe("the record of a mark", () => {
  it("is read as it was written", () => assert.deepEqual(readMarkRecord(markRecord(mark)), mark));
  for (const text of [
    null,
    "",
    "{",
    "null",
    "{}",
    markRecord({ ...mark, count: NaN }),
    markRecord({ ...mark, id: 1 as never }),
  ]) {
    it(`is none of ${text}`, () => assert.equal(readMarkRecord(text), undefined));
  }
});

describe("marks", () => {
  const names = (store: SharedStore) =>
    [...store.kept.keys()].map((name) => name.slice(recordPrefix("read", id).length));
  const kept = async (store: SharedStore) => {
    const marks = new ReadMarks(id, store.tab());
    await marks.restore();
    return marks;
  };

  it("that were kept before the clock was set back learn all the same whether the gateway counts what was read", async () => {
    const disk = new SharedStore();
    const before = markOf(newest.newMsg!, { count: 3, at: 8_000_000, stays: false });
    disk.kept.set(recordPrefix("read", id) + newest.sessionId, markRecord(before));
    const marks = new ReadMarks(id, disk.tab(), () => 1000);
    await marks.restore();
    marks.see(conversations("a5*3"), 2000);
    assert.equal(marks.get(newest.sessionId)?.stays, true);
  });

  it("are kept of what was counted as unread, and of nothing else", async () => {
    const store = new SharedStore();
    const marks = await kept(store);
    marks.read("a", newest.newMsg!, 3, 10);
    marks.read("b", newest.newMsg!, 0, 10);
    await settled();
    assert.deepEqual(names(store), ["a"]);
    assert.deepEqual((await kept(store)).get("a"), { ...mark, stays: false });
  });

  it("go when the gateway counts nothing any more", async () => {
    const store = new SharedStore();
    const marks = await kept(store);
    marks.read("a", newest.newMsg!, 3, 10);
    marks.see(conversations("a5"), 10);
    await settled();
    assert.deepEqual(names(store), ["a"], "not by a page that was asked for before");
    marks.see(conversations("a5"), 11);
    await settled();
    assert.deepEqual(names(store), []);
  });

  it("are heard of from other tabs", async () => {
    const store = new SharedStore();
    const [one, other] = [await kept(store), await kept(store)];
    one.read("a", newest.newMsg!, 3, 10);
    await settled();
    assert.equal(other.get("a")?.count, 3);
    one.drop(["a"]);
    await settled();
    assert.equal(other.get("a"), undefined);
  });

  it("are heard of while others are written", async () => {
    const store = new SharedStore();
    const [one, other] = [await kept(store), await kept(store)];
    store.pauses = () => 5;
    one.read("a", newest.newMsg!, 3, 10);
    for (let at = 10; at < 20; at++) other.read("b", newest.newMsg!, 1, at);
    await settled();
    assert.deepEqual([other.get("a")?.count, one.get("b")?.at], [3, 19]);
  });

  it("stay where they are kept when nobody knows here how many were counted", async () => {
    const store = new SharedStore();
    const [one, other] = [await kept(store), await kept(store)];
    one.read("a", newest.newMsg!, 3, 10);
    await settled();
    other.read("a", newest.newMsg!, undefined, 10);
    other.read("a", newest.newMsg!, undefined, 11);
    await settled();
    assert.deepEqual([names(store), one.get("a")?.count], [["a"], 3]);
  });

  it("are not more than a few hundred, the latest", async () => {
    const store = new SharedStore();
    const marks = await kept(store);
    for (let i = 0; i < 510; i++) marks.read(`c${i}`, newest.newMsg!, 1, i);
    await settled();
    assert.deepEqual([names(store).length, marks.get("c9"), marks.get("c10")?.at], [500, undefined, 10]);
  });

  it("write nothing more once they are closed", async () => {
    const store = new SharedStore();
    const marks = await kept(store);
    marks.read("a", newest.newMsg!, 3, 10);
    marks.close();
    await settled();
    assert.deepEqual(names(store), []);
  });
});

describe("a gateway that counts what was read", () => {
  /** A tab, with what is kept of the account. */
  async function tab(store = memoryStore()) {
    const world = new ArchiveWorld();
    const marks = new ReadMarks(id, store);
    await marks.restore();
    const archive = await world.tab(new MemoryStore(), { marks, self: () => numberAlone("1") });
    const take = async (text: string, unread?: number, change: (page: SessionPage) => SessionPage = (same) => same) => {
      world.now += 1000;
      await archive.takeTop([change(page(text, unread))], archive.asking());
      return `${drawn(archive.list.value)} ${archive.list.value.unread}`;
    };
    const read = (text: string) => {
      const [one] = conversations(text) as [Session];
      return archive.markRead(one.sessionId, one.newMsg!);
    };
    return { store, archive, take, read, reloaded: () => tab(store) };
  }

  it("is believed no more, also after a reload", async () => {
    const it = await tab();
    assert.equal(await it.take("a5*3 b4*1"), "a5*3 b4*1 4");
    await it.read("a5");
    assert.equal(await it.take("a5*3 b4*1"), "a5 b4*1 1");
    assert.equal(await it.take("a5*3 b4*1"), "a5 b4*1 1");
    assert.equal(await (await it.reloaded()).take("a5*3 b4*1"), "a5 b4*1 1");
  });

  it("is believed of what came since, also after a reload", async () => {
    const it = await tab();
    await it.take("a5*3 b4");
    await it.read("a5");
    await it.take("a5*3 b4");
    assert.equal(await it.take("a7*5 b4"), "a7*2 b4 2");
    assert.equal(await (await it.reloaded()).take("a7*5 b4"), "a7*2 b4 2");
  });

  it("is not believed of conversations that are not in a page", async () => {
    const it = await tab();
    await it.take("a5*3 b4*1");
    await it.read("a5");
    await it.take("a5*3 b4*1");
    assert.equal(await it.take("c9*2 …", 6), "c9*2 a5 b4*1 3");
  });

  const ownMessages = "is not believed of one's own messages";
  for (const [what, seen] of [
    [ownMessages, ["a5*3"]],
    [`${ownMessages} either that come first`, []],
  ] as const) {
    it(what, async () => {
      const it = await tab();
      await it.take("a5*3");
      await it.read("a5");
      for (const answer of seen) await it.take(answer);
      const own = ({ sessions, ...rest }: SessionPage): SessionPage => ({
        ...rest,
        sessions: sessions.map((one) => ({ ...one, newMsg: { ...one.newMsg!, fromUser: me } })),
      });
      assert.equal(await it.take("a6*3", undefined, own), "a6 0");
    });
  }

  it("is believed again when all was marked read there", async () => {
    const it = await tab();
    await it.take("a5*3");
    await it.read("a5");
    await it.take("a5*3");
    await it.archive.markAllRead();
    assert.equal(await it.take("a6*1"), "a6*1 1");
    assert.deepEqual(await it.store.names(""), []);
  });

  it("leaves nothing of a conversation that is gone", async () => {
    const it = await tab();
    await it.take("a5*3");
    await it.read("a5");
    await it.take("a5*3");
    await it.archive.forget("a");
    await settled();
    assert.deepEqual(await it.store.names(""), []);
  });

  it("does not have a conversation put in as unread that was read", async () => {
    const it = await tab();
    await it.take("a5*3");
    await it.read("a5");
    await it.archive.put((conversations("a5*3") as [Session])[0]);
    assert.equal(drawn(it.archive.list.value), "a5");
  });
});

it("what one tab read stays read when another one hears of it before it has asked", async () => {
  const store = new SharedStore();
  const world = new ArchiveWorld();
  const tab = async () => {
    const marks = new ReadMarks(id, store.tab());
    await marks.restore();
    return world.tab(new MemoryStore(), { marks, self: () => numberAlone("1") });
  };
  const one = await tab();
  await one.takeTop([page("a5*3")], one.asking());
  await world.hear();
  await tab();
  await one.markRead("a", newest.newMsg!);
  await settled();
  await world.hear();
  await settled();
  world.now += 1000;
  await one.takeTop([page("a5*3")], one.asking());
  assert.equal(drawn(one.list.value), "a5");
  assert.equal(store.kept.size, 1);
});

describe("a gateway that counts back what is read", () => {
  it("is believed of all that came since", async () => {
    const world = new ArchiveWorld();
    const archive = await world.tab(new MemoryStore());
    const take = async (text: string) => {
      world.now += 1000;
      await archive.takeTop([page(text)], archive.asking());
      return `${drawn(archive.list.value)} ${archive.list.value.unread}`;
    };
    await take("a5*3");
    await archive.markRead("a", newest.newMsg!);
    assert.equal(await take("a7*5"), "a7*5 5");
  });
});
