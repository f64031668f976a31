import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { firstUnread } from "../thread/first-unread.ts";
import { me, message } from "./messages.ts";

describe("the first unread message", () => {
  const messages = [message(1), message(2, { fromUser: me }), message(3), message(4)];
  const isMine = (one: { fromUser: unknown }) => one.fromUser === me;
  it("is counted without one's own", () => assert.equal(firstUnread(messages, 3, isMine)?.id, "1"));
  it("is none when all are read", () => assert.equal(firstUnread(messages, 0, isMine), undefined));
  it("is none when it is not loaded", () => assert.equal(firstUnread(messages, 4, isMine), undefined));
});
