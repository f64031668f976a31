// The list of conversations shows what is kept, asks for what is not, and changes only what the gateway has changed.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { signal } from "@preact/signals";
import { CGIError } from "../../sdk/src/errors.ts";
import type { Session } from "../../sdk/src/index.ts";
import type { KeptList } from "../archive/archive-store.ts";
import type { ListCursor } from "../archive/conversations.ts";
import { ConversationList } from "../conversations/conversation-list.ts";
import { FakeArchive, FakeGateway, FakeReader } from "./list-fakes.ts";
import { message, session } from "./messages.ts";
import { settled } from "./shared-store.ts";

const conversation = (id: string, changes: Partial<Session> = {}): Session => ({
  ...session(`nick ${id}`),
  sessionId: id,
  ...changes,
});

const kept = (...conversations: Session[]): KeptList => ({
  conversations,
  hasMore: false,
  unread: conversations.reduce((sum, one) => sum + Number(one.newMsgCnt), 0),
});

const somewhere: ListCursor = { lastId: "b", lastTime: 7 };

let archive: FakeArchive;
let reader: FakeReader;
let gateway: FakeGateway;
let list: ConversationList;
let told: string[];
const pinned = signal<readonly string[]>([]);
const muted = signal<ReadonlySet<string>>(new Set());
const begun = signal<readonly Session[]>([]);
const keptInView = signal<readonly string[]>([]);

beforeEach(() => {
  archive = new FakeArchive();
  reader = new FakeReader();
  gateway = new FakeGateway();
  told = [];
  pinned.value = begun.value = keptInView.value = [];
  muted.value = new Set();
  list = new ConversationList({
    archive,
    reader,
    gateway,
    pinned,
    muted,
    begun,
    isKept: (id) => keptInView.value.includes(id),
    onDeleted: (id) => void told.push(`deleted ${id}`),
    onCleared: (id) => void told.push(`cleared ${id}`),
  });
});

const ids = (conversations: readonly Session[]) => conversations.map((one) => one.sessionId).join(" ");

describe("a look at the list", () => {
  it("is on its way from the beginning", () => assert.equal(list.loading.value.state, "loading"));

  it("leaves what was kept in view meanwhile", () => {
    archive.list.value = kept(conversation("a"), conversation("b"));
    void list.refresh();
    assert.equal(list.loading.value.state, "loading");
    assert.equal(ids(list.shown.value), "a b");
  });

  it("is over when it was answered", async () => {
    const looking = list.refresh();
    reader.answer();
    assert.equal(await looking, undefined);
    assert.equal(list.loading.value.state, "idle");
  });

  it("that fails says why, and leaves what was kept", async () => {
    archive.list.value = kept(conversation("a"));
    const looking = list.refresh();
    reader.fail(new CGIError("no", { code: 10006 }));
    assert.equal((await looking)?.code, "10006");
    assert.equal(list.loading.value.state, "failed");
    assert.equal(ids(list.shown.value), "a");
  });

  it("is not made twice at once", async () => {
    const both = [list.refresh(), list.refresh()];
    reader.answer();
    await Promise.all(both);
    assert.deepEqual(reader.asked, ["top"]);
  });

  it("is made again afterwards", async () => {
    const first = list.refresh();
    reader.fail(new Error("no answer"));
    await first;
    void list.refresh();
    assert.deepEqual(reader.asked, ["top", "top"]);
  });

  it("of somebody else counts too", async () => {
    const looking = list.refresh();
    reader.fail(new Error("no answer"));
    await looking;
    list.looked();
    assert.equal(list.loading.value.state, "idle");
  });
});

describe("more", () => {
  for (const [what, end, keptMore, there] of [
    ["may be there before the first look, when so it was kept", undefined, true, true],
    ["is not there before the first look, when so it was kept", undefined, false, false],
    ["is there when the list was read to a place in it", somewhere, false, true],
    ["is not there when the list was read to its end", null, true, false],
  ] as const) {
    it(what, () => {
      archive.list.value = { ...kept(conversation("a")), hasMore: keptMore };
      reader.listEnd.value = end;
      assert.equal(list.hasMore.value, there);
    });
  }

  it("is read behind what was read", async () => {
    reader.listEnd.value = somewhere;
    const loading = list.loadMore();
    assert.equal(list.more.value.state, "loading");
    reader.answer();
    await loading;
    assert.equal(list.more.value.state, "idle");
    assert.equal(list.hasMore.value, false);
  });

  it("is not asked for twice at once", () => {
    reader.listEnd.value = somewhere;
    void list.loadMore();
    void list.loadMore();
    assert.deepEqual(reader.asked, ["more"]);
  });

  it("that is on its way is there for all who asked for it", async () => {
    reader.listEnd.value = somewhere;
    void list.loadMore();
    const second = list.loadMore().then(() => list.more.value.state);
    await settled();
    reader.answer(somewhere);
    assert.equal(await second, "idle");
  });

  it("is not asked for at the end", async () => {
    reader.listEnd.value = null;
    await list.loadMore();
    assert.deepEqual(reader.asked, []);
  });

  it("begins with a look at the top of a list that was only kept", async () => {
    archive.list.value = { ...kept(conversation("a")), hasMore: true };
    const loading = list.loadMore();
    reader.answer(somewhere);
    await new Promise(setImmediate);
    reader.answer();
    await loading;
    assert.deepEqual(reader.asked, ["top", "more"]);
  });

  it("fails with the look that it begins with", async () => {
    const loading = list.loadMore();
    reader.fail(new Error("no answer"));
    await loading;
    assert.equal(list.more.value.state, "failed");
    assert.deepEqual(reader.asked, ["top"]);
  });

  it("that fails says why, and can be asked for again", async () => {
    reader.listEnd.value = somewhere;
    const loading = list.loadMore();
    reader.fail(new Error("no answer"));
    await loading;
    assert.equal(list.more.value.state, "failed");
    void list.loadMore();
    assert.equal(list.more.value.state, "loading");
  });

  it("goes on while the top is looked at again", async () => {
    reader.listEnd.value = somewhere;
    const loading = list.loadMore();
    const looking = list.refresh();
    reader.answer(somewhere);
    await loading;
    assert.equal(list.more.value.state, "idle");
    assert.equal(list.loading.value.state, "loading");
    reader.answer(somewhere);
    await looking;
    assert.equal(list.loading.value.state, "idle");
  });

  it("that failed is forgiven by a look that succeeds", async () => {
    reader.listEnd.value = somewhere;
    const loading = list.loadMore();
    reader.fail(new Error("no answer"));
    await loading;
    list.looked();
    assert.equal(list.more.value.state, "idle");
  });
});

describe("a search", () => {
  beforeEach(() => {
    const named = (id: string, nick: string) => conversation(id, { user: { ...session(nick).user!, nick } });
    archive.list.value = kept(named("a", "小鹿乱撞"), named("b", "ＡＢＣ Music"), named("c", "abc"), named("d", ""));
  });

  for (const [query, found] of [
    ["", "a b c d"],
    ["   ", "a b c d"],
    ["鹿", "a"],
    ["ABC", "b c"],
    ["ａｂｃ ", "b c"],
    ["music", "b"],
    ["nobody", ""],
  ] as const) {
    it(`for ${JSON.stringify(query)} finds ${found || "nothing"}`, () => {
      list.query.value = query;
      assert.equal(ids(list.shown.value), found);
    });
  }

  it("for nothing gives the very list", () => assert.equal(list.shown.value, list.items.value));

  describe("of names that were read", () => {
    let reads: number;
    beforeEach(() => {
      reads = 0;
      const user = { ...session("x").user!, get nick() { return `read ${++reads}`; } }; // prettier-ignore
      archive.list.value = kept(conversation("e", { user }), conversation("f"));
    });

    it("reads none again", () => {
      for (const query of ["r", "re", "rea"]) {
        list.query.value = query;
        assert.equal(ids(list.shown.value), "e");
      }
      assert.equal(reads, 1);
    });

    it("reads none at all when it was prepared", () => {
      list.prepareSearch();
      assert.equal(reads, 1);
      list.query.value = "read 1";
      assert.equal(ids(list.shown.value), "e");
      assert.equal(reads, 1);
    });
  });

  it("follows a conversation that changes its name", () => {
    list.query.value = "鹿";
    archive.list.value = kept(conversation("a", { user: { ...session("x").user!, nick: "另一个" } }));
    assert.equal(ids(list.shown.value), "");
  });
});

describe("deleting a conversation", () => {
  beforeEach(() => (archive.list.value = kept(conversation("a", { newMsgCnt: 3 }), conversation("b"))));

  it("takes it out, and its unread messages from the total", async () => {
    assert.equal(await list.delete(list.items.value[0]!), undefined);
    assert.equal(ids(list.items.value), "b");
    assert.equal(list.unread.value, 0);
    assert.deepEqual(told, ["deleted a"]);
  });

  it("says so when it is one of super messages", async () => {
    await list.delete(conversation("a", { smStarVirtualUin: "star" }));
    assert.deepEqual(gateway.calls, ['deleteSession ["a",{"superMsgFlag":1}]']);
  });

  it("that is refused changes nothing, and says why", async () => {
    gateway.refuses = gateway.problem(new Error("refused"));
    assert.equal(await list.delete(list.items.value[0]!), gateway.refuses);
    assert.equal(ids(list.items.value), "a b");
    assert.equal(list.unread.value, 3);
    assert.deepEqual(told, []);
  });
});

describe("clearing a conversation", () => {
  beforeEach(() => (archive.list.value = kept(conversation("a", { newMsg: message(1) }), conversation("b"))));

  it("leaves it without a message", async () => {
    assert.equal(await list.clear(list.items.value[0]!), undefined);
    assert.equal(list.items.value.find((one) => one.sessionId === "a")!.newMsg, null);
    assert.deepEqual(gateway.calls, ['clearSession ["a",{"superMsgFlag":0}]']);
    assert.deepEqual(told, ["cleared a"]);
  });

  it("that is refused changes nothing, and says why", async () => {
    gateway.refuses = gateway.problem(new Error("refused"));
    assert.equal(await list.clear(list.items.value[0]!), gateway.refuses);
    assert.equal(list.items.value[0]!.newMsg?.id, "1");
    assert.deepEqual(told, []);
  });
});

describe("marking all as read", () => {
  beforeEach(() => (archive.list.value = { ...kept(conversation("a", { newMsgCnt: 3 })), unread: 12 }));

  it("leaves nothing unread, also of those that are not loaded", async () => {
    assert.equal(await list.markAllRead(), undefined);
    assert.equal(list.unread.value, 0);
    assert.equal(list.items.value[0]!.newMsgCnt, 0);
  });

  it("that is refused changes nothing, and says why", async () => {
    gateway.refuses = gateway.problem(new Error("refused"));
    assert.equal(await list.markAllRead(), gateway.refuses);
    assert.equal(list.unread.value, 12);
  });
});

describe("marking one read", () => {
  it("reads its newest messages, which is what the gateway goes by", async () => {
    const newest = message(1);
    archive.list.value = kept(conversation("a", { newMsg: newest, newMsgCnt: 2 }));
    reader.messages = [newest];
    const done = list.markRead(list.items.value[0]!);
    reader.answer();
    assert.equal(await done, undefined);
    assert.deepEqual([reader.asked, list.unread.value], [["newest a"], 0]);
  });

  it("leaves it unread when they cannot be read", async () => {
    archive.list.value = kept(conversation("a", { newMsg: message(1), newMsgCnt: 2 }));
    const done = list.markRead(list.items.value[0]!);
    reader.fail(new CGIError("no", { code: 1 }));
    assert.equal((await done)?.kind, "refused");
    assert.equal(list.unread.value, 2);
  });
});

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
