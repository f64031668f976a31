import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { firstUnread, mergeMessages } from "../thread/history.ts";
import { me, message } from "./messages.ts";

const ids = (list: readonly { id: string }[]) => list.map((one) => one.id).join(" ");

describe("a page of messages", () => {
  const known = [message(3), message(4), message(5)];
  it("is put behind what is known", () => {
    assert.equal(ids(mergeMessages(known, [message(7), message(6), message(5)])), "3 4 5 6 7");
  });
  it("is put before what is known", () =>
    assert.equal(ids(mergeMessages(known, [message(2), message(1)])), "1 2 3 4 5"));
  it("is put between", () => {
    assert.equal(ids(mergeMessages([message(1), message(5)], [message(4), message(2)])), "1 2 4 5");
  });
  it("brings newer copies", () => {
    assert.equal(mergeMessages(known, [message(4, { confirm: 1 })])[1]!.confirm, 1);
  });
  it("is the first", () => assert.equal(ids(mergeMessages([], [message(2), message(1)])), "1 2"));
  it("is empty", () => assert.equal(ids(mergeMessages(known, [])), "3 4 5"));
});

describe("the first unread message", () => {
  const messages = [message(1), message(2, { fromUser: me }), message(3), message(4)];
  const isMine = (one: { fromUser: unknown }) => one.fromUser === me;
  it("is counted without one's own", () => assert.equal(firstUnread(messages, 3, isMine)?.id, "1"));
  it("is none when all are read", () => assert.equal(firstUnread(messages, 0, isMine), undefined));
  it("is none when it is not loaded", () => assert.equal(firstUnread(messages, 4, isMine), undefined));
});
