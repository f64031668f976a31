// What those see who hold a conversation.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MessageType } from "../../sdk/src/message-type.ts";
import { positionsIn } from "../archive/history-pieces.ts";
import type { History } from "../archive/history.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { emptyMeta } from "../model/kinds.ts";
import { ArchiveWorld, numbered, written } from "./archive-world.ts";
import { message } from "./messages.ts";

/** A tab, and what takes pages of a conversation in it. */
async function tabWith() {
  const archive = await new ArchiveWorld().tab(new MemoryStore());
  const take = (...numbers: number[]) =>
    archive.takePage("a", { messages: numbered(...numbers), hasMore: false }, archive.asking());
  return { archive, take };
}

describe("a conversation that is held", () => {
  it("is what is known once a page has come that was on its way", async () => {
    const { archive, take } = await tabWith();
    const taken = take(3, 2, 1);
    const held = await archive.hold("a");
    await taken;
    assert.equal(written(held.value), "1 2 3");
  });

  it("changes as long as somebody holds it", async () => {
    const { archive, take } = await tabWith();
    const held = await archive.hold("a");
    assert.equal(await archive.hold("a"), held);
    archive.release("a");
    await take(1);
    assert.equal(written(held.value), "1");
    archive.release("a");
    await take(2, 1);
    assert.equal(written(held.value), "1");
  });

  it("that was let go of before it was read is not held", async () => {
    const { archive, take } = await tabWith();
    const holding = archive.hold("a");
    archive.release("a");
    const held = await holding;
    await take(1);
    assert.equal(written(held.value), "");
  });
});

describe("the details of a picture", () => {
  const picture = message(2, { msgType: MessageType.Media3, sequence: 2, metaData: null });
  const details = { ...emptyMeta, pic: "https://p.qpic.cn/a" };
  const picOf = (history: History) => positionsIn(history).get("2")?.metaData?.pic;

  it("stay when a page comes that has the picture without", async () => {
    const { archive } = await tabWith();
    const held = await archive.hold("a");
    const bare = { messages: [picture], hasMore: false };
    await archive.takePage("a", bare, archive.asking());
    await archive.takeDetails("a", [["2", details]]);
    const before = held.value;
    await archive.takePage("a", bare, archive.asking());
    assert.deepEqual([picOf(held.value), held.value], [details.pic, before]);
  });

  it("that are known change nothing", async () => {
    const { archive } = await tabWith();
    const held = await archive.hold("a");
    await archive.takePage("a", { messages: [picture], hasMore: false }, archive.asking());
    await archive.takeDetails("a", [["2", details]]);
    const before = held.value;
    await archive.takeDetails("a", [["2", { ...details }]]);
    assert.equal(held.value, before);
  });
});
