// What is done with conversations of the list: they are deleted, cleared and marked read.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { CGIError } from "../../sdk/src/errors.ts";
import type { ConversationList } from "../conversations/conversation-list.ts";
import {
  conversation,
  fakeList,
  ids,
  kept,
  type FakeArchive,
  type FakeGateway,
  type FakeReader,
} from "./list-fakes.ts";
import { message } from "./messages.ts";

let archive: FakeArchive;
let reader: FakeReader;
let gateway: FakeGateway;
let list: ConversationList;
let told: string[];
beforeEach(() => ({ archive, reader, gateway, list, told } = fakeList()));

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
