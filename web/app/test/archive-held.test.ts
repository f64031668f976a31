// What those see who hold a conversation.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Message } from "../../sdk/src/index.ts";
import { MessageType } from "../../sdk/src/message-type.ts";
import type { Archive } from "../archive/archive.ts";
import { DiskStore } from "../archive/disk-store.ts";
import { positionsIn } from "../archive/history-pieces.ts";
import type { History } from "../archive/history.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { emptyMeta } from "../model/kinds.ts";
import { ArchiveWorld, numbered, written } from "./archive-world.ts";
import { freshBrowser } from "./fake-database.ts";
import { conversations, drawn, page } from "./list-notation.ts";
import { message } from "./messages.ts";

/** A tab, and what takes pages of a conversation in it. */
async function tabWith() {
  const archive = await new ArchiveWorld().tab(new MemoryStore());
  const take = (...numbers: number[]) =>
    archive.takePage("a", { messages: numbered(...numbers), hasMore: false }, archive.asking());
  return { archive, take };
}

describe("the end of a conversation that somebody is about to open", () => {
  /** A tab and another one, of an archive on disk which has the messages 1 and 2. */
  const world = async () => {
    freshBrowser();
    const tabs = new ArchiveWorld();
    const [archive, other] = [await tabs.tab(await DiskStore.open("1@")), await tabs.tab(await DiskStore.open("1@"))];
    const take = (tab: Archive, ...numbers: number[]) =>
      tab.takePage("a", { messages: numbered(...numbers), hasMore: false }, tab.asking());
    await take(archive, 2, 1);
    await tabs.hear();
    const atHand = () => {
      const end = archive.endAtHand("a");
      return end && written(end);
    };
    return { tabs, archive, other, take, atHand };
  };

  it("is at hand once it was read", async () => {
    const { archive, atHand } = await world();
    const before = atHand();
    await archive.readEnd("a");
    assert.deepEqual([before, atHand()], [undefined, "1 2"]);
  });

  it("is no longer at hand when a page brings more", async () => {
    const { archive, take, atHand } = await world();
    await archive.readEnd("a");
    await take(archive, 3, 2, 1);
    assert.equal(atHand(), undefined);
  });

  it("is no longer at hand when another tab writes more", async () => {
    const { tabs, archive, other, take, atHand } = await world();
    await archive.readEnd("a");
    await take(other, 3, 2, 1);
    await tabs.hear();
    assert.equal(atHand(), undefined);
  });

  it("is no longer at hand when the conversation is forgotten", async () => {
    const { archive, atHand } = await world();
    await archive.readEnd("a");
    await archive.clear("a");
    assert.equal(atHand(), undefined);
  });

  it("is what is held, for as long as somebody holds it", async () => {
    const { archive, take, atHand } = await world();
    await archive.hold("a");
    await take(archive, 3, 2, 1);
    assert.equal(atHand(), "1 2 3");
  });
});

describe("what another tab wrote on disk", () => {
  const world = async () => {
    freshBrowser();
    const tabs = new ArchiveWorld();
    const [archive, other] = [await tabs.tab(await DiskStore.open("1@")), await tabs.tab(await DiskStore.open("1@"))];
    return { tabs, archive, other };
  };

  it("is not lost when a page comes before it was heard of", async () => {
    const { archive, other } = await world();
    const held = await archive.hold("a");
    const take = (tab: Archive, numbers: number[], before?: string) =>
      tab.takePage("a", { messages: numbered(...numbers), hasMore: true, before }, tab.asking());
    await take(archive, [9, 8]);
    await take(other, [7, 6], "8");
    await take(archive, [10, 9]);
    assert.equal(written(held.value), "… 6 7 8 9 10");
  });

  it("stays behind its gap when a page comes that was asked for before it was written", async () => {
    const { archive, other } = await world();
    const held = await archive.hold("a");
    const take = (tab: Archive, numbers: number[], askedAt: number) =>
      tab.takePage("a", { messages: numbered(...numbers), hasMore: true }, askedAt);
    await take(archive, [2, 1], archive.asking());
    const askedAt = archive.asking();
    await take(other, [9, 8], other.asking());
    await take(archive, [3, 2, 1], askedAt);
    assert.equal(written(held.value), "… 1 2 3 … 8 9");
  });

  for (const [what, change, then] of [
    ["deleted", (tab: Archive) => tab.delete("a", ["2"]), "1 3 4"],
    ["chosen on a card", (tab: Archive) => tab.confirm("a", "2", 1), "1 2+1 3 4"],
  ] as const) {
    it(`that was ${what} there is so, when a page that was asked for before comes before it was heard of`, async () => {
      const { tabs, archive, other } = await world();
      const held = await archive.hold("a");
      const page = (...numbers: number[]) => ({ messages: numbered(...numbers), hasMore: false });
      await archive.takePage("a", page(3, 2, 1), archive.asking());
      await tabs.hear();
      const askedAt = archive.asking();
      await change(other);
      await archive.takePage("a", page(4, 3, 2, 1), askedAt);
      await tabs.hear();
      const chosen = ({ id, confirm }: Message) => (confirm === 0 ? id : `${id}+${confirm}`);
      assert.equal(held.value.pieces.flatMap(({ run }) => run.messages.map(chosen)).join(" "), then);
    });
  }

  it("is not lost when a look ends before it was heard of", async () => {
    const { archive, other } = await world();
    await archive.takeTop([page("a9 b8 …")], archive.asking());
    await other.put(conversations("d1")[0]!);
    await archive.takeTop([page("e11 a9 b8 …")], archive.asking());
    assert.equal(drawn(archive.list.value), "e11 a9 b8 d1 …");
  });
});

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
