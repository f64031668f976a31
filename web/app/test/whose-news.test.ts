// Whether a new message is somebody else's, to be told of.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Int64, Session, User } from "../../sdk/src/index.ts";
import { numberAlone } from "../model/sides.ts";
import { isNewsOfOthers } from "../model/whose-news.ts";
import { me, message, peer, session } from "./messages.ts";

const conversation = (newMsgCnt: Int64, fromUser: User | null): Session => ({
  ...session("n"),
  newMsgCnt,
  newMsg: message(1, { fromUser }),
});

describe("the newest message of a conversation", () => {
  for (const [what, newest, before, isNews] of [
    ["is news of the other side where something is unread", conversation(1, peer), undefined, true],
    ["is news of the other side though as much was unread before", conversation(1, peer), 1, true],
    ["is none where nothing is unread", conversation(0, peer), undefined, false],
    ["is none where less than nothing is unread", conversation(-1, peer), undefined, false],
    ["is none of one's own", conversation(1, me), 0, false],
    ["is news of nobody known where more is unread than before", conversation(2, null), 1, true],
    ["is no news of nobody known where as much is unread as before", conversation(1, null), 1, false],
    ["is news of nobody known where nobody knows what was before", conversation(1, null), undefined, true],
    ["is none where there is no message", { ...session("n"), newMsgCnt: 1 }, undefined, false],
  ] as const) {
    it(what, () => assert.equal(isNewsOfOthers(newest, numberAlone("1"), before), isNews));
  }
});
