// How pages of the list enter what is known of it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SessionPage } from "../../sdk/src/index.ts";
import type { KeptList } from "../archive/archive-store.ts";
import { noList } from "../archive/conversations.ts";
import { cursorOf, takeMore, takeTop, type ListCircumstances } from "../archive/list-pages.ts";
import { drawn, list, named, nothingHere as nothing, page } from "./list-notation.ts";
import { message } from "./messages.ts";
import { conversation, listPage } from "./pages.ts";

const letters = "abcdefghijklmnopqrstuvwxyz";
/** Conversations of these sortTimes, each with a name of its own. */
const many = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, i) => `${letters[Math.floor(i / 26)]}${letters[i % 26]}${from - i}`).join(
    " ",
  );

describe("pages from the top", () => {
  for (const [what, before, pages, then, told = {}] of [
    ["are the list of which nothing is known", noList, ["b9 a8 …"], "b9 a8 …", { news: "b9 a8" }],
    ["that are all of it end it", noList, ["b9 a8"], "b9 a8"],
    ["move a conversation with a new message", list("a9 b8 c7"), ["c10 a9 b8 …"], "c10 a9 b8", { news: "c10" }],
    ["bring a new conversation", list("a9 b8"), ["c10 a9 …"], "c10 a9 b8", { news: "c10" }],
    ["say nothing of what is behind them", list("a9 b8 c7 …"), ["a9 b8 …"], "a9 b8 c7 …"],
    ["do not have what is gone", list("a9 b8 c7 …"), ["a9 c7 …"], "a9 c7 …", { gone: "b" }],
    ["say nothing of others of the last time", list("a9 b8 c8 …"), ["a9 c8 …"], "c8 a9 b8 …"],
    ["that end have all there is", list("a9 b8 c7"), ["a9"], "a9", { gone: "b c" }],
    ["cover what is between them", list("a9 b8 c7 d6 …"), ["a9 …", "c7 …"], "a9 c7 d6 …", { gone: "b" }],
    ["have the newest copy first", list("a9 b8 …"), ["a10 …", "b8 a9 …"], "a10 b8 …", { news: "a10" }],
    ["are not a page", list("a9"), [], "a9"],
    [
      "with one pinned at the top say nothing of what is behind their last",
      list("a9 b8 c7 p1 …"),
      ["p1 a9 b8 …"],
      "a9 b8 c7 p1 …",
    ],
    ["in no order say nothing of others", list("a9 b8 c7 …"), ["a9 d5 c7 …"], "a9 b8 c7 d5 …"],
    ["tell of nothing new behind the end", list("a9 b8 …"), ["a9 b8 c7 …"], "a9 b8 c7 …", { news: "" }],
  ] as [string, KeptList, string[], string, { news?: string; gone?: string }?][]) {
    it(what, () => {
      const {
        list: after,
        news,
        gone,
      } = takeTop(
        before,
        pages.map((text) => page(text)),
        nothing,
      );
      const inOrder = [...after.conversations].sort((a, b) => Number(b.sortTime) - Number(a.sortTime));
      assert.deepEqual(after.conversations, inOrder);
      assert.equal(sorted(drawn(after)), sorted(then));
      if (told.news !== undefined) assert.equal(named(news), told.news);
      assert.equal(gone.join(" "), told.gone ?? "");
    });
  }

  it("that bring nothing change nothing", () => {
    const before = list("a9*1 b8 …");
    assert.equal(takeTop(before, [page("a9*1 …", 1)], nothing).list, before);
  });

  it("leave the conversations the same that did not change", () => {
    const before = list("a9 b8 c7 …");
    const { list: after } = takeTop(before, [page("c10 a9 b8 …")], nothing);
    assert.deepEqual(after.conversations.slice(1), before.conversations.slice(0, 2));
    assert.equal(after.conversations[1], before.conversations[0]);
  });

  it("that are partial say of nothing that it is gone", () => {
    const before = list("a9 b8 c7 …");
    assert.equal(drawn(takeTop(before, [page("a9 c7")], nothing, true).list), "a9 b8 c7 …");
  });

  it("have to say twice that much is gone", () => {
    const before = list(many(50, 10));
    const once = takeTop(before, [page("zz99")], nothing);
    assert.deepEqual([once.list.conversations.length, once.doubted, once.gone], [42, true, []]);
    const again = takeTop(once.list, [page("zz99")], { ...nothing, doubted: true });
    assert.deepEqual([drawn(again.list), again.doubted, again.gone.length], ["zz99", false, 41]);
  });

  it("say at once that a few are gone", () => {
    const { list: after, doubted } = takeTop(list(many(30, 11)), [page("")], nothing);
    assert.deepEqual([drawn(after), doubted], ["", false]);
  });
});

const sorted = (text: string) => text.split(" ").sort().join(" ");

describe("pages that were asked for before something happened here", () => {
  for (const [what, before, circumstances, text, then, passesOver] of [
    ["do not bring back what was deleted", "a9", { isDeleted: (id: string) => id === "b" }, "b9 a9", "a9", true],
    ["do not take out what came", "a10 b8", { isNewer: (id: string) => id === "a" }, "b8", "a10 b8", false],
    ["do not change what changed", "a10 b8", { isNewer: (id: string) => id === "a" }, "a9 b8", "a10 b8", true],
    ["say the same of what changed", "a10 b8", { isNewer: (id: string) => id === "a" }, "a10 b8", "a10 b8", false],
    [
      "bring what is newer than what changed",
      "a10 b8",
      { isNewer: (id: string) => id === "a" },
      "a11 b8",
      "a11 b8",
      false,
    ],
    [
      "do not bring back a message that was deleted",
      "a9 b8",
      { isDeletedMessage: (id: string, messageId: string) => id === "a" && messageId === "a10" },
      "a10 b8",
      "a9 b8",
      true,
    ],
  ] as [string, string, Partial<ListCircumstances>, string, string, boolean][]) {
    it(what, () => {
      const change = takeTop(list(before), [page(text)], { ...nothing, ...circumstances });
      assert.equal(drawn(change.list), then);
      assert.equal(change.passedOver, passesOver);
    });
  }
});

describe("the message that tells which copy is later", () => {
  it("is of the same time: its sequence does", () => {
    const copy = (sequence: number) =>
      conversation("a", 5, { newest: message(sequence, { id: `m${sequence}`, sequence, time: 0 }) });
    const before: KeptList = { conversations: [copy(7)], hasMore: false, unread: 0 };
    const newest = (sequence: number) =>
      takeTop(before, [listPage([copy(sequence)])], { ...nothing, isNewer: () => true }).list.conversations[0]!.newMsg!
        .id;
    assert.deepEqual([newest(6), newest(8)], ["m7", "m8"]);
  });
});

describe("a page behind a place", () => {
  const behind = (before: string, from: string, text: string) =>
    takeMore(list(before), page(text), cursorOf(page(`${from} …`))!, nothing);

  for (const [what, before, from, text, then, missing = ""] of [
    ["is put behind it", "a9 b8 …", "a9 b8", "c7 d6 …", "a9 b8 c7 d6 …"],
    ["that is the last ends the list", "a9 b8 …", "a9 b8", "c7", "a9 b8 c7"],
    ["of an older list does not lengthen it", "a9 b8 c7", "a9", "b8 …", "a9 b8 c7"],
    ["of a list that has grown lengthens it", "a9 b8", "a9", "b8 c7 …", "a9 b8 c7 …"],
    ["misses what is not in it", "a9 b8 c7 d6 …", "a9", "b8 d6 …", "a9 b8 c7 d6 …", "c"],
    ["misses nothing above it", "a9 b8 c7 …", "b8", "c7 …", "a9 b8 c7 …"],
    ["misses nothing behind it", "a9 b8 c7 …", "a9", "b8 …", "a9 b8 c7 …"],
    ["misses nothing of the time of its last", "a9 b8 c8 …", "a9", "b8 …", "a9 b8 c8 …"],
    ["misses nothing that stands beside the end above it", "a9 b9 c8 …", "a9 b9", "c8 …", "a9 b9 c8 …"],
    ["misses what is of the time above it and on neither side", "a9 b9 c8 …", "a9", "c8 …", "a9 b9 c8 …", "b"],
    ["that is the last misses all that is not in it", "a9 b8 c7 d6 …", "a9", "b8", "a9 b8 c7 d6", "c d"],
    ["that is empty is the last", "a9 b8 …", "a9", "", "a9 b8", "b"],
  ] as [string, string, string, string, string, string?][]) {
    it(what, () => {
      const change = behind(before, from, text);
      assert.equal(drawn(change.list), then);
      assert.equal(change.missing.map(({ sessionId }) => sessionId).join(" "), missing);
    });
  }

  it("misses nothing that changed since it was asked for", () => {
    const circumstances = { ...nothing, isNewer: (id: string) => id === "b" };
    const { missing } = takeMore(list("a9 b8 c7"), page("c7"), cursorOf(page("a9 …"))!, circumstances);
    assert.deepEqual(missing, []);
  });
});

describe("where a page ends", () => {
  const end = (text: string, ...before: string[]) => {
    const above = before.reduce<ReturnType<typeof cursorOf>>((from, one) => cursorOf(page(one), from), undefined);
    return cursorOf(page(text), above);
  };
  for (const [what, cursor, then] of [
    ["is its last", end("a9 b8 …"), { lastId: "b", lastTime: 8, beside: ["b"] }],
    ["is beside others of that time", end("a9 b8 c8 …"), { lastId: "c", lastTime: 8, beside: ["b", "c"] }],
    ["is beside those of the page before", end("c8 …", "a9 b8 …"), { lastId: "c", lastTime: 8, beside: ["b", "c"] }],
    ["is nowhere behind the last page", end("a9 b8"), undefined],
  ] as const) {
    it(what, () => assert.deepEqual(cursor, then));
  }

  it("is nowhere when it is empty and says that there is more", () => {
    const empty: SessionPage = { ...page(""), hasMore: 1 };
    assert.equal(cursorOf(empty), undefined);
  });
});

describe("conversations of one time", () => {
  it("stand as the page has them, also when one changed", () => {
    const { list: after } = takeTop(list("b5 a5*2 c5 …"), [page("b5 a5*1 c5 …")], nothing);
    assert.equal(drawn(after), "b5 a5*1 c5 …");
  });

  it("stand as the page has them, also those that did not change", () => {
    const { list: after } = takeTop(list("a5 b5 c5*2 …"), [page("c5*1 b5 a5 …")], nothing);
    assert.equal(drawn(after), "c5*1 b5 a5 …");
  });

  it("stand behind the place where they were asked for", () => {
    const from = cursorOf(page("c5 a5 …"))!;
    assert.equal(drawn(takeMore(list("c5 a5 z5 …"), page("b5 d5 …"), from, nothing).list), "c5 a5 b5 d5 z5 …");
  });
});
