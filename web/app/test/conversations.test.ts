// What becomes of the list here, and what is counted as unread.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Session } from "../../sdk/src/index.ts";
import type { KeptList } from "../archive/archive-store.ts";
import {
  emptyConversation,
  markAllRead,
  markRead,
  mergeLists,
  noList,
  putConversation,
  removeConversation,
  removeGone,
} from "../archive/conversations.ts";
import { markOf } from "../archive/read-mark.ts";
import { takeTop } from "../archive/list-pages.ts";
import { conversations, drawn, list, named, nothingHere as nothing, page } from "./list-notation.ts";
import { message } from "./messages.ts";
import { conversation, listPage } from "./pages.ts";

const one = (text: string): Session => conversations(text)[0]!;

describe("unread messages", () => {
  for (const [what, before, text, counted, then, unread] of [
    ["are counted by the gateway", "a9", "b10*2 a9", 7, "b10*2 a9", 7],
    ["do not become more without a new one", "a9", "a9*3", 3, "a9", 0],
    ["become more with a new one", "a9", "a10*3", 3, "a10*3", 3],
    ["become fewer when they were read elsewhere", "a9*3", "a9*1", 1, "a9*1", 1],
    ["that were read here are taken off", "a9 b8*2", "a9*3 b8*2", 9, "a9 b8*2", 6],
    ["are never fewer than none", "a9", "a9*3", 1, "a9", 0],
  ] as [string, string, string, number, string, number][]) {
    it(what, () => {
      const { list: after } = takeTop(list(before), [page(text, counted)], nothing);
      assert.deepEqual([drawn(after), after.unread], [then, unread]);
    });
  }

  it("of a conversation that was deleted here are taken off", () => {
    const circumstances = { ...nothing, isDeleted: (id: string) => id === "b" };
    assert.equal(takeTop(list("a9"), [page("b10*2 a9", 5)], circumstances).list.unread, 3);
  });

  it("that were counted after the pages were asked for are as they were", () => {
    assert.equal(takeTop(list("a9", 4), [page("a9", 9)], { ...nothing, isCounted: true }).list.unread, 4);
  });

  it("do not come back with a newest message up to which they were read", () => {
    const readMark = () => markOf(one("a10").newMsg!, { count: 0, at: 0, stays: false });
    const taken = (text: string) =>
      named(takeTop(list("a9"), [page(text)], { ...nothing, readMark }).list.conversations);
    assert.deepEqual([taken("a10*1"), taken("a11*2")], ["a10", "a11*2"]);
  });

  it("of a conversation without a newest message do not become more at the same time", () => {
    const bare = (sortTime: number, newMsgCnt: number) => conversation("a", sortTime, { newMsgCnt });
    const before: KeptList = { conversations: [bare(9, 0)], hasMore: false, unread: 0 };
    const taken = (now: Session) => takeTop(before, [listPage([now], false, 3)], nothing).list.unread;
    assert.deepEqual([taken(bare(9, 3)), taken(bare(10, 3))], [0, 3]);
  });
});

describe("a list", () => {
  for (const [what, after, then, unread] of [
    ["takes a conversation in place of the one before", putConversation(list("a9*2 b8"), one("b10")), "b10 a9*2", 2],
    ["takes one that was not there", putConversation(list("a9"), one("b8*1")), "a9 b8*1", 0],
    ["counts what became unread", putConversation(list("a9*2"), one("a10*5")), "a10*5", 5],
    ["counts what was read", putConversation(list("a9*2 b8*1"), one("a10")), "a10 b8*1", 1],
    ["loses a conversation and what was unread in it", removeConversation(list("a9*2 b8*1"), "a"), "b8*1", 1],
    ["keeps all when one is deleted that is not there", removeConversation(list("a9*2"), "b"), "a9*2", 2],
    ["loses those that are gone, which were not counted", removeGone(list("a9*2 b8 c7"), ["a", "c"]).list, "b8", 2],
    ["counts a conversation as read", markRead(list("a9*2 b8*1"), "a"), "a9 b8*1", 1],
    ["counts one that is not there as read", markRead(list("a9*2"), "b"), "a9*2", 2],
    ["counts one as read up to its newest", markRead(list("a9*2"), "a", one("a9").newMsg), "a9", 0],
    ["counts one as read up to one that it does not know yet", markRead(list("a9*2"), "a", one("a10").newMsg), "a9", 0],
    ["does not count one as read that has a newer message", markRead(list("a9*2"), "a", one("a8").newMsg), "a9*2", 2],
    ["counts all as read", markAllRead(list("a9*2 b8*1 c7", 9)), "a9 b8 c7", 0],
    ["counts all as read but the newer", markAllRead(list("a9*2 b8*1", 9), (id) => id === "a"), "a9*2 b8", 2],
    ["empties a conversation", emptyConversation(list("a9*2 b8"), "a", "a9"), "a9() b8", 0],
    ["does not empty one that has another newest message", emptyConversation(list("a9*2"), "a", "a8"), "a9*2", 2],
    ["empties none that is not there", emptyConversation(list("a9"), "b", "b8"), "a9", 0],
  ] as [string, KeptList, string, number][]) {
    it(what, () => assert.deepEqual([drawn(after), after.unread], [then, unread]));
  }

  it("does not count as read what may be newer than the newest that was", () => {
    const untold = (id: string) => message(1, { id, sequence: 0, time: 0 });
    const before = {
      ...list(""),
      conversations: [conversation("a", 9, { newest: untold("x"), newMsgCnt: 1 })],
      unread: 1,
    };
    assert.deepEqual([markRead(before, "a", untold("y")).unread, markRead(before, "a", untold("x")).unread], [1, 0]);
  });

  it("that is read stays the same", () => {
    const read = list("a9 b8");
    assert.deepEqual([markAllRead(read) === read, markRead(read, "a") === read], [true, true]);
  });
});

describe("a list that was known elsewhere", () => {
  for (const [what, into, from, then] of [
    ["gets what is newer and keeps the rest", list("a9 b8 c7"), list("b10 a9 …"), "b10 a9 c7"],
    ["that is not there is the new one", undefined, list("a9 …"), "a9 …"],
    ["stays when nothing is known here", list("a9*2"), noList, "a9*2"],
  ] as [string, KeptList | undefined, KeptList, string][]) {
    it(what, () => {
      const { conversations: found, ...merged } = mergeLists(into, from);
      const unread = (from === noList ? into! : from).unread;
      assert.deepEqual([drawn({ conversations: found, ...merged }), merged.unread], [then, unread]);
    });
  }
});
