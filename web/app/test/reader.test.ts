// What the gateway is asked for, and what becomes of the answers.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NetworkError } from "../../sdk/src/errors.ts";
import { Reader } from "../archive/reader.ts";
import { settled } from "./gateway-world.ts";
import { conversations, drawn, named, page } from "./list-notation.ts";
import { message } from "./messages.ts";
import { readerOf } from "./reader-world.ts";

const lost = () => new NetworkError("lost");

const letters = "abcdefghijklmnopqrstuvwxyz";
/** A name that no other number has. */
const unique = (n: number) => [n / 676, n / 26, n].map((one) => letters[Math.floor(one) % 26]).join("");
/** A page of so many conversations from a sortTime down, with more behind it. */
const down = (from: number, length: number) =>
  `${Array.from({ length }, (_, i) => `${unique(from - i)}${from - i}`).join(" ")} …`;

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

describe("reading the list on", () => {
  const begun = async (known: string | undefined, first: string, ...then: (string | Error)[]) => {
    const world = await readerOf(known, first);
    await world.reader.lookAtList();
    world.fake.asked.length = 0;
    world.answer(...then);
    return world;
  };

  it("asks for the page behind what was read", async () => {
    const { reader, archive, asked } = await begun(undefined, "a9 b8 …", "c7 d6 …");
    await reader.moreConversations();
    assert.deepEqual([asked(), drawn(archive.list.value), reader.listEnd.value?.lastId], ["b8", "a9 b8 c7 d6 …", "d"]);
  });

  it("comes to the end", async () => {
    const { reader, archive, asked } = await begun(undefined, "a9 …", "b8");
    await reader.moreConversations();
    await reader.moreConversations();
    assert.deepEqual([asked(), drawn(archive.list.value), reader.listEnd.value], ["a9", "a9 b8", null]);
  });

  it("asks once while an answer is on its way", async () => {
    const { reader, asked } = await begun(undefined, "a9 …", "b8");
    await Promise.all([reader.moreConversations(), reader.moreConversations()]);
    assert.equal(asked(), "a9");
  });

  it("asks for nothing before the first look", async () => {
    const { reader, asked } = await readerOf("a9 …");
    await reader.moreConversations();
    assert.equal(asked(), "");
  });

  it("ends where the gateway gives the same again", async () => {
    const { reader, fake } = await begun(undefined, "a9 …");
    let asked = 0;
    fake.answer("getSessions", () => page(asked++ % 2 === 0 ? "b8 …" : "c7 …"));
    for (let pages = 0; reader.listEnd.value; pages++) {
      assert.ok(pages < 5, "reads for ever");
      await reader.moreConversations();
    }
  });

  it("goes on from the top when that was begun anew meanwhile", async () => {
    const { reader, fake, answer } = await begun(undefined, "a9 b8 …");
    const held = fake.hold("getSessions");
    const more = reader.moreConversations();
    await settled();
    reader.startOver();
    answer("a9 b8 …");
    await reader.lookAtList();
    held.answer(page("c7 d6 …"));
    await more;
    assert.equal(reader.listEnd.value?.lastId, "b");
  });

  it("takes out what neither the page nor the top has", async () => {
    const { reader, archive, asked } = await begun("z12 a9 b8 c7 d6", "z12 a9 …", "b8 d6 …", "z12 a9 …");
    await reader.moreConversations();
    assert.deepEqual([asked(), drawn(archive.list.value)], ["a9, top", "z12 a9 b8 d6"]);
  });

  it("keeps what has moved to the top, and the next look tells of it", async () => {
    const { reader, archive, answer } = await begun("z12 a9 b8 c7 d6", "z12 a9 …", "b8 d6 …", "c13 z12 a9 …");
    await reader.moreConversations();
    assert.equal(drawn(archive.list.value), "c13 z12 a9 b8 d6");
    answer("c13 z12 a9 …");
    assert.equal(named((await reader.lookAtList()).news), "c13");
    assert.equal(named((await reader.lookAtList()).news), "");
  });

  it("tells of nothing that was read before the next look", async () => {
    const { reader, archive, answer } = await begun("z12 a9 b8 c7 d6", "z12 a9 …", "b8 d6 …", "c13*2 z12 a9 …");
    await reader.moreConversations();
    await archive.markRead("c");
    answer("c13 z12 a9 …");
    assert.equal(named((await reader.lookAtList()).news), "c13");
  });

  it("takes nothing out, and asks again, when the top is not answered", async () => {
    const { reader, archive, answer } = await begun("z12 a9 b8 c7 d6", "z12 a9 …", "b8 d6 …", lost());
    await assert.rejects(reader.moreConversations());
    assert.deepEqual([drawn(archive.list.value), reader.listEnd.value?.lastId], ["z12 a9 b8 c7 d6", "a"]);
    answer("b8 d6 …", "z12 a9 …");
    await reader.moreConversations();
    assert.equal(drawn(archive.list.value), "z12 a9 b8 d6");
  });

  it("takes nothing out when a page behind the top is not answered", async () => {
    const { reader, archive } = await begun("z12 a9 b8 c7 d6", "z12 a9 …", "b8 d6 …", "y14 x13 …", lost());
    await reader.moreConversations();
    assert.equal(drawn(archive.list.value), "y14 x13 z12 a9 b8 c7 d6");
  });

  it("tells of no news that are old by the next look", async () => {
    const { reader, archive, answer } = await begun("z12 a9 b8 c7 d6", "z12 a9 …", "b8 d6 …", "c13 z12 a9 …");
    await reader.moreConversations();
    await archive.put(conversations("c14")[0]!);
    answer("c14 z12 a9 …");
    assert.equal(named((await reader.lookAtList()).news), "");
  });

  it("asks for a page again that misses much", async () => {
    const rest = down(40, 31).replace(" …", "");
    const { reader, archive, asked } = await begun(`yy99 zz98 ${rest}`, "yy99 zz98 …", "", `${rest}`, "yy99 zz98 …");
    await reader.moreConversations();
    assert.deepEqual([asked(), archive.list.value.conversations.length], ["zz98, zz98, top", 33]);
  });

  it("goes on where it was when the list is looked at meanwhile", async () => {
    const { reader, archive, fake, answer } = await begun(undefined, "a9 b8 …");
    const held = fake.hold("getSessions");
    const more = reader.moreConversations();
    await settled();
    answer("c10 a9 b8 …");
    await reader.lookAtList();
    held.answer(page("c7 d6 …")); // it was asked for before that
    await more;
    assert.deepEqual([drawn(archive.list.value), reader.listEnd.value?.lastId], ["c10 a9 b8 d6 …", "d"]);
  });
});
