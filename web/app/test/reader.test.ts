// What a look at the list asks for, and what becomes of the answers.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Reader } from "../archive/reader.ts";
import { settled } from "./gateway-world.ts";
import { conversations, down, drawn, named, page, unique } from "./list-notation.ts";
import { message } from "./messages.ts";
import { lost, readerOf } from "./reader-world.ts";

describe("a look at the list", () => {
  for (const [what, known, pages, asked, then] of [
    ["of which nothing is known takes the first page", undefined, ["b9 a8 …"], "top", "b9 a8 …"],
    ["asks for nothing behind what did not change", "a9 b8 …", ["c10 a9 b8 …"], "top", "c10 a9 b8 …"],
    [
      "goes down to what did not change, and looks at the top again",
      "a9 b8 c7 …",
      ["d12 c11 …", "b10 a9 e5 …", "d12 c11 …"],
      "top, c11, top",
      "d12 c11 b10 a9 e5 …",
    ],
    [
      "has what moved to the top meanwhile",
      "a9 b8 c7 …",
      ["d12 c11 …", "a9 e5 …", "b13 d12 c11 …"],
      "top, c11, top",
      "b13 d12 c11 a9 e5 …",
    ],
    ["goes to the end when all changed", "a9 b8", ["c12 a11 …", "b10", "c12 a11 …"], "top, a11, top", "c12 a11 b10"],
    [
      "goes no further than what is known",
      "a9 b8 …",
      ["a11 b10 …", "c7 …", "a11 b10 …"],
      "top, b10, top",
      "a11 b10 c7 …",
    ],
    ["goes to the end of a list that was empty", "", ["b9 a8 …", "c7", "b9 a8 …"], "top, a8, top", "b9 a8 c7"],
    ["ends where the gateway gives the same again", "z1", ["b9 a8 …", "b9 a8 …"], "top, a8, top", "b9 a8 z1"],
  ] as [string, string | undefined, string[], string, string][]) {
    it(what, async () => {
      const world = await readerOf(known, ...pages);
      await world.reader.lookAtList();
      assert.deepEqual([world.asked(), drawn(world.archive.list.value)], [asked, then]);
    });
  }

  it("brings all of 45 conversations that changed since the last, and tells of them", async () => {
    const { reader, answer, archive } = await readerOf(undefined, down(26, 20));
    await reader.lookAtList();
    const top = down(200, 20);
    answer(top, down(180, 20), `${down(160, 5).replace(" …", "")} ${down(26, 15)}`, top);
    const { news } = await reader.lookAtList();
    assert.deepEqual([news.length, archive.list.value.conversations.length], [45, 65]);
  });

  it("rejects when the top is not answered", async () => {
    const { reader } = await readerOf("a9", lost());
    await assert.rejects(reader.lookAtList(), { name: "NetworkError" });
  });

  it("takes what came when a page behind the top did not, and the next look reads on", async () => {
    const world = await readerOf("a9 b8 c7 …", "d12 c11 …", lost());
    const first = await world.reader.lookAtList();
    assert.deepEqual([named(first.news), drawn(world.archive.list.value)], ["d12 c11", "d12 c11 a9 b8 …"]);
    world.answer("d12 c11 …", "b10 a9 …", "d12 c11 …");
    const second = await world.reader.lookAtList();
    assert.deepEqual([named(second.news), drawn(world.archive.list.value)], ["b10", "d12 c11 b10 a9 …"]);
  });

  it("takes nothing out when the top was not answered again", async () => {
    const world = await readerOf("a9 b8 c7 …", "d12 …", "a9 c7 …", lost());
    await world.reader.lookAtList();
    assert.equal(drawn(world.archive.list.value), "d12 a9 b8 c7 …");
  });

  it("that passed over what changed here leaves that to the next", async () => {
    const world = await readerOf("a9 b8 c7 …", "a9 b8 c7 …");
    await world.reader.lookAtList();
    const held = world.fake.hold("getSessions");
    const look = world.reader.lookAtList();
    await settled();
    await world.archive.put({ ...conversations("b8")[0]!, newMsg: message(99, { id: "mine", sequence: 99 }) });
    held.answer(page("d12 e11 b10 a9 …"));
    await look;
    assert.equal(drawn(world.archive.list.value), "d12 e11 a9 b8(mine) c7 …");
    world.answer("d12 e11 …", "b10 a9 c7 …", "d12 e11 …");
    await world.reader.lookAtList();
    assert.equal(drawn(world.archive.list.value), "d12 e11 b10 a9 c7 …");
  });

  it("knows the newest copy of what it saw twice", async () => {
    const world = await readerOf("a9 b8 c7 …", "d12 c11 …", "b10 a9 e5 …", "f16 g15 b14 …", "d12 c11 …");
    await world.reader.lookAtList();
    world.fake.asked.length = 0;
    world.answer("f16 g15 b14 …");
    await world.reader.lookAtList();
    assert.equal(world.asked(), "top");
  });

  it("reads no more than 50 pages, and the list is read on from there", async () => {
    const world = await readerOf(undefined, "z2 y1 …");
    await world.reader.lookAtList();
    world.fake.asked.length = 0;
    let time = 1000;
    world.fake.answer("getSessions", () => page(`${unique(time)}${time--} …`));
    await world.reader.lookAtList();
    // And the top once more.
    assert.deepEqual([world.fake.asked.length, world.reader.listEnd.value?.lastTime], [51, 951]);
  });
});

describe("a reader that tells nobody of news", () => {
  it("leaves them to the next look that does", async () => {
    const { reader, archive, gateway, answer } = await readerOf("a9 b8 …", "c10 a9 b8 …");
    await new Reader(gateway, archive, { tells: false }).lookAtList();
    answer("c10 a9 b8 …");
    assert.equal(named((await reader.lookAtList()).news), "c10");
    assert.equal(named((await reader.lookAtList()).news), "");
  });
});

describe("the end of what was read of the list", () => {
  it("is not known before the first look", async () => {
    assert.equal((await readerOf("a9 b8")).reader.listEnd.value, undefined);
  });

  it("is behind the first page", async () => {
    const { reader } = await readerOf("a9 b8 c7", "a9 b8 …");
    await reader.lookAtList();
    assert.deepEqual(reader.listEnd.value, { lastId: "b", lastTime: 8, beside: ["b"] });
  });

  it("is there when the first page has all", async () => {
    const { reader } = await readerOf(undefined, "a9 b8");
    await reader.lookAtList();
    assert.equal(reader.listEnd.value, null);
  });

  it("stays where it was with the next look", async () => {
    const { reader, answer } = await readerOf(undefined, "a9 b8 …");
    await reader.lookAtList();
    answer("c10 a9 b8 …");
    await reader.lookAtList();
    assert.equal(reader.listEnd.value?.lastId, "b");
  });

  it("is there when a look went down to it", async () => {
    const { reader, answer } = await readerOf(undefined, "a9 b8 …");
    await reader.lookAtList();
    answer("d12 c11 …", "b10", "d12 c11 …");
    await reader.lookAtList();
    assert.equal(reader.listEnd.value, null);
  });

  it("is beside others of its time on the pages above", async () => {
    const { reader } = await readerOf("", "b9 a8 …", "c8 …", lost());
    await reader.lookAtList();
    assert.deepEqual(reader.listEnd.value, { lastId: "c", lastTime: 8, beside: ["a", "c"] });
  });

  it("is found anew when it is read anew", async () => {
    const { reader, answer } = await readerOf(undefined, "a9 b8 …");
    await reader.lookAtList();
    reader.startOver();
    answer("c10 a9 b8 e7 …");
    await reader.lookAtList();
    assert.equal(reader.listEnd.value?.lastId, "e");
  });
});
