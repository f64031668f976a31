// The list of conversations shows what is kept, asks for what is not, and changes only what the gateway has changed.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { CGIError } from "../../sdk/src/errors.ts";
import type { ConversationList } from "../conversations/conversation-list.ts";
import { conversation, fakeList, ids, kept, somewhere, type FakeArchive, type FakeReader } from "./list-fakes.ts";
import { session } from "./messages.ts";
import { settled } from "./shared-store.ts";

let archive: FakeArchive;
let reader: FakeReader;
let list: ConversationList;
beforeEach(() => ({ archive, reader, list } = fakeList()));

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
