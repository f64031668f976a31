import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newsIn, seenIn, senderOf, textOf } from "../watch/news.ts";
import { numberAlone } from "../../app/model/sides.ts";
import { user } from "../../app/test/messages.ts";
import { message, session } from "./sessions.ts";

const self = numberAlone("1");

const before = seenIn([session("a", message("1", 100)), session("b", message("2", 90), 0)], undefined);
const ids = (...sessions: Parameters<typeof newsIn>[0]) => newsIn(sessions, before, self).map((one) => one.sessionId);

describe("new messages", () => {
  it("are unread ones that were not there at the last look", () => {
    assert.deepEqual(ids(session("a", message("3", 110), 2), session("b", message("2", 90), 0)), ["a"]);
    assert.deepEqual(ids(session("c", message("4", 120))), ["c"]);
  });

  it("are none at the first look", () => {
    assert.deepEqual(newsIn([session("a", message("1", 100))], undefined, self), []);
  });

  it("are not those that were seen or read, nor those from before", () => {
    assert.deepEqual(ids(session("a", message("1", 100))), []);
    assert.deepEqual(ids(session("a", message("3", 110), 0)), []);
    assert.deepEqual(ids(session("a", null)), []);
    assert.deepEqual(ids(session("z", message("9", 50))), [], "one that a deleted conversation made room for");
  });

  for (const [what, from, known, count, news] of [
    ["one's own by its number", user("1"), [], 2, []],
    ["one's own by its encrypted number", { ...user(""), encryptUin: "e1" }, ["e1"], 2, []],
    ["of which nobody knows whose they are, when they are counted", null, [], 2, ["a"]],
    ["of which nobody knows whose they are, when they are not counted", null, [], 1, []],
    ["somebody else's when they are not counted", user("a"), [], 1, ["a"]],
  ] as const) {
    it(`are ${news.length > 0 ? "also those" : "not"} ${what}`, () => {
      const one = session("a", { ...message("3", 110), fromUser: from }, count);
      const found = newsIn([one], before, { ...self, encryptUins: known });
      assert.deepEqual(
        found.map(({ sessionId }) => sessionId),
        news,
      );
    });
  }

  it("are not what is left of one that was deleted", () => {
    assert.deepEqual(ids(session("a", { ...message("3", 110), metaData: null, state: 2 }, 2)), []);
  });

  it("are of any time where a conversation that was seen has more unread ones", () => {
    assert.deepEqual(ids(session("a", message("3", 50), 2)), ["a"]);
    assert.deepEqual(ids(session("a", message("3", 50), 1)), []);
  });

  it("may come in the same second", () => {
    assert.deepEqual(ids(session("c", message("4", 100))), ["c"]);
  });

  it("are told by times that a double cannot hold", () => {
    const seen = { newest: {}, latest: "9007199254740993" };
    const at = (time: string) => session("a", { ...message("5", 0), time });
    assert.equal(newsIn([at("9007199254740992")], seen, self).length, 0);
    assert.equal(newsIn([at("9007199254740994")], seen, self).length, 1);
  });
});

describe("times that are none", () => {
  for (const time of [0, -1_780_000_000]) {
    const at = (id: string) => session("a", { ...message(id, 0), time });
    it(`say nothing of what is new: ${time}`, () => {
      const seen = seenIn([at("1")], undefined);
      assert.equal(newsIn([at("2")], seen, self).length, 1);
      assert.equal(newsIn([at("2")], seenIn([at("2")], seen), self).length, 0);
    });
  }
});

describe("what was seen", () => {
  it("is the newest of each, and the latest time of all", () => {
    assert.deepEqual(before, { newest: { a: "1", b: "2" }, latest: 100, unread: { a: 1, b: 0 } });
  });

  it("does not go back when the newest message is deleted", () => {
    assert.equal(seenIn([session("b", message("2", 90))], before).latest, 100);
  });
});

describe("an announcement", () => {
  it("names who wrote, in one clean line", () => {
    assert.equal(senderOf(session("a", null, 0, "小鹿\n\u202e乱撞")), "小鹿 乱撞");
    assert.equal(senderOf({ ...session("a", null), user: null }), "");
  });

  it("shows a text in one line", () => {
    assert.equal(textOf(session("a", message("1", 1, "第一行\n第二行")), self), "第一行 第二行");
    assert.ok(textOf(session("a", message("1", 1, "长".repeat(500))), self).length <= 121);
    assert.equal(textOf(session("a", { ...message("1", 1), msgType: 2 }), self), "");
    assert.equal(textOf(session("a", { ...message("1", 1), msgType: 9999 }), self), "你好");
    assert.equal(textOf(session("a", null), self), "");
    assert.equal(textOf(session("a", { ...message("1", 1), fromUser: null }), self), "", "nobody knows who wrote it");
  });
});
