import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { settled } from "./gateway-world.ts";
import { conversations, down, drawn, named, page } from "./list-notation.ts";
import { lost, readerOf } from "./reader-world.ts";

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
