// Which conversations the list shows, in which order, and what it counts.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Signal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { ConversationList } from "../conversations/conversation-list.ts";
import { conversation, fakeList, ids, kept, somewhere, type FakeArchive, type FakeReader } from "./list-fakes.ts";
import { settled } from "./shared-store.ts";

let archive: FakeArchive;
let reader: FakeReader;
let list: ConversationList;
let pinned: Signal<readonly string[]>;
let muted: Signal<ReadonlySet<string>>;
let begun: Signal<readonly Session[]>;
let keptInView: Signal<readonly string[]>;
beforeEach(() => ({ archive, reader, list, pinned, muted, begun, keptInView } = fakeList()));

describe("pinned conversations", () => {
  const all = kept(conversation("a"), conversation("b"), conversation("c"));

  it("stand first, in their order", () => {
    archive.list.value = all;
    pinned.value = ["c", "b"];
    assert.equal(ids(list.shown.value), "c b a");
  });

  it("leave the list as it is when none of them is there", () => {
    archive.list.value = all;
    pinned.value = ["z"];
    assert.equal(list.shown.value, all.conversations);
  });

  it("are read on for when they are far behind, but not without end", async () => {
    archive.list.value = { ...all, hasMore: true };
    pinned.value = ["z"];
    reader.listEnd.value = somewhere;
    list.looked();
    for (let pages = 0; pages < 9; pages++) {
      if (pages < reader.asked.length) reader.answer(somewhere);
      await settled();
    }
    assert.deepEqual(reader.asked, Array(5).fill("more"));
  });

  it("are not read on for once they are there", async () => {
    archive.list.value = { ...all, hasMore: true };
    pinned.value = ["z"];
    reader.listEnd.value = somewhere;
    list.looked();
    archive.list.value = { ...kept(...all.conversations, conversation("z")), hasMore: true };
    reader.answer(somewhere);
    await settled();
    assert.deepEqual(reader.asked, ["more"]);
    assert.equal(ids(list.shown.value), "z a b c");
  });
});

describe("muted conversations", () => {
  const some = [conversation("a", { newMsgCnt: 3 }), conversation("b", { newMsgCnt: 2 }), conversation("c")];

  for (const [what, ids, unread, told] of [
    ["are not counted", ["a"], 5, 2],
    ["are not counted together", ["a", "b"], 5, 0],
    ["without anything unread change nothing", ["c"], 5, 5],
    ["are counted as long as they were not read", ["z"], 9, 9],
    ["leave what is unread in those that were not read", ["a"], 9, 6],
    ["leave no less than nothing where the gateway counts wrong", ["a", "b"], 1, 0],
  ] as const) {
    it(what, () => {
      archive.list.value = { ...kept(...some), unread };
      muted.value = new Set(ids);
      assert.deepEqual([list.unmuted.value, list.unread.value], [told, unread]);
    });
  }

  for (const [what, unread, asked] of [
    ["are read on for where something unread was not read", 9, Array(5).fill("more")],
    ["are not read on for where all that is unread is there", 5, []],
  ] as const) {
    it(what, async () => {
      archive.list.value = { ...kept(...some), hasMore: true, unread };
      muted.value = new Set(["z"]);
      reader.listEnd.value = somewhere;
      list.looked();
      for (let pages = 0; pages < 9; pages++) {
        if (pages < reader.asked.length) reader.answer(somewhere);
        await settled();
      }
      assert.deepEqual(reader.asked, asked);
    });
  }
});

describe("the next unread conversation", () => {
  const some = ["a", "b", "c", "d"].map((id, i) => conversation(id, { newMsgCnt: i % 2 }));

  for (const [what, silent, after, next] of [
    ["is the first one from the top", [], undefined, "b"],
    ["is the one behind that in view", [], "b", "d"],
    ["is the first again after the last", [], "d", "b"],
    ["is one that is not muted", ["b"], undefined, "d"],
    ["is a muted one where no other is left", ["b", "d"], "b", "d"],
  ] as const) {
    it(what, async () => {
      archive.list.value = kept(...some);
      muted.value = new Set(silent);
      assert.equal((await list.nextUnread(after))?.sessionId, next);
    });
  }

  it("is none where nothing is unread", async () => {
    archive.list.value = kept(conversation("a"));
    assert.equal(await list.nextUnread("a"), undefined);
  });

  it("is read on for where it was not read yet", async () => {
    archive.list.value = { ...kept(conversation("a")), hasMore: true, unread: 1 };
    reader.listEnd.value = somewhere;
    const next = list.nextUnread("a");
    archive.list.value = kept(conversation("a"), conversation("z", { newMsgCnt: 1 }));
    reader.answer();
    assert.equal((await next)?.sessionId, "z");
  });

  it("is not read on for without end", async () => {
    archive.list.value = { ...kept(conversation("a")), hasMore: true, unread: 1 };
    reader.listEnd.value = somewhere;
    const next = list.nextUnread("a");
    for (let pages = 0; pages < 10; pages++) {
      reader.answer(somewhere);
      await settled();
    }
    assert.equal(await next, undefined);
  });

  it("is a muted one where no page can be read", async () => {
    archive.list.value = { ...kept(conversation("a", { newMsgCnt: 1 })), hasMore: true, unread: 2 };
    muted.value = new Set(["a"]);
    reader.listEnd.value = somewhere;
    const next = list.nextUnread(undefined);
    reader.fail(new Error("no answer"));
    assert.equal((await next)?.sessionId, "a");
  });
});

describe("unread conversations", () => {
  const all = kept(conversation("a"), conversation("b", { newMsgCnt: 2 }), conversation("c"));

  it("are those alone that are shown when the user wants that", () => {
    archive.list.value = all;
    list.show("unread");
    assert.equal(ids(list.shown.value), "b");
    list.show("all");
    assert.equal(ids(list.shown.value), "a b c");
  });

  it("are joined by those that are kept in view", () => {
    archive.list.value = all;
    keptInView.value = ["c"];
    list.show("unread");
    assert.equal(ids(list.shown.value), "b c");
  });

  it("are searched by name", () => {
    archive.list.value = all;
    list.show("unread");
    list.query.value = "nick a";
    assert.equal(ids(list.shown.value), "");
  });

  it("are all there when those that were read hold all that is counted", () => {
    archive.list.value = { ...all, hasMore: true };
    list.show("unread");
    assert.ok(!list.mayShowMore.value);
    archive.list.value = { ...all, hasMore: true, unread: 3 };
    assert.ok(list.mayShowMore.value);
  });

  it("are read on for, but not without end: a gateway may count wrong", async () => {
    archive.list.value = { ...all, hasMore: true, unread: 99 };
    reader.listEnd.value = somewhere;
    list.show("unread");
    for (let pages = 0; pages < 15; pages++) {
      const done = list.seek();
      if (pages < 10) reader.answer(somewhere);
      await done;
    }
    assert.equal(reader.asked.length, 10);
  });
});

describe("conversations that were begun here", () => {
  it("stand before the others", () => {
    archive.list.value = kept(conversation("a"));
    begun.value = [conversation("new")];
    assert.equal(ids(list.shown.value), "new a");
  });
});
