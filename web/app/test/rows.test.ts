import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { estimateHeight, rowsOf, type Conversation } from "../thread/rows.ts";
import type { OutboxEntry } from "../outbox/entry.ts";
import { numberAlone } from "../model/sides.ts";
import { me, message, peer } from "./messages.ts";

const rows = (changes: Partial<Conversation>) =>
  rowsOf({
    messages: [],
    gaps: new Set(),
    outgoing: [],
    peer,
    self: numberAlone("1"),
    hasOlder: true,
    sentKeys: new Set(),
    ...changes,
  });
const entry = (clientKey: string, seconds: number): OutboxEntry => ({
  clientKey,
  conversationId: "s",
  receiver: { userId: "2", superMsgFlag: 0 },
  kind: "text",
  text: "t",
  writtenAt: seconds * 1000,
  order: seconds,
  after: "",
  state: "waiting",
  kept: true,
  doubt: "none",
  fresh: true,
});
const shape = (changes: Partial<Conversation>) =>
  rows(changes).map((row) =>
    "closes" in row ? `${row.key}${row.closes ? " closes" : ""}${row.timed ? " timed" : ""}` : row.row,
  );

describe("rows", () => {
  it("are none of no messages", () => assert.deepEqual(shape({ hasOlder: false }), []));
  it("are grouped by sender", () => {
    const messages = [message(1), message(2), message(3, { fromUser: me }), message(4)];
    assert.deepEqual(shape({ messages }), ["1", "2 closes", "3 closes", "4 closes timed"]);
  });
  it("are parted by a pause", () => {
    assert.deepEqual(shape({ messages: [message(1), message(302)] }), ["1 closes timed", "302 closes timed"]);
  });
  it("are not parted by a pause of just five minutes", () => {
    assert.deepEqual(shape({ messages: [message(1), message(301)] }), ["1", "301 closes timed"]);
  });
  it("are parted by day", () => {
    const messages = [message(1), message(2 + 86_400)];
    assert.deepEqual(shape({ messages }), ["1 closes timed", "day", "86402 closes timed"]);
  });
  it("begin with the beginning and its day when there is nothing before", () => {
    assert.deepEqual(shape({ messages: [message(1)], hasOlder: false }), ["beginning", "day", "1 closes timed"]);
  });
  it("say where the unread ones begin", () => {
    const messages = [message(1), message(2)];
    assert.deepEqual(shape({ messages, firstUnread: "2" }), ["1 closes", "unread", "2 closes timed"]);
  });
  it("that are there stay as they are when older ones come", () => {
    const later = [message(10), message(11, { fromUser: me }), message(12)];
    const before = rows({ messages: later });
    const after = rows({ messages: [message(8), message(9), ...later] });
    for (const [i, row] of after.slice(-before.length).entries()) assert.equal(row, before[i]);
  });
  it("change their side when it is learned whose they are, and no others do", () => {
    const from = (uin: string) => ({ ...peer, uin: "", encryptUin: uin });
    const messages = [message(1, { fromUser: null, clientKey: "k" }), message(2, { fromUser: from("e2") })];
    const before = rows({ messages });
    const after = rows({ messages, self: { ...numberAlone("1"), othersAreNamed: true } });
    const sides = (found: typeof before) => found.map((row) => row.row === "message" && row.side);
    assert.deepEqual(
      [sides(before), sides(after)],
      [
        ["unknown", "them"],
        ["me", "them"],
      ],
    );
    assert.equal(after[1], before[1]);
  });
  it("end with what is on its way, under the key that it keeps", () => {
    const outgoing = [entry("k", 1_780_000_003)];
    assert.equal(rows({ messages: [message(1)], outgoing }).at(-1)!.key, "sent k");
    const arrived = message(2, { fromUser: me, clientKey: "k" });
    assert.equal(rows({ messages: [message(1), arrived], sentKeys: new Set(["k"]) }).at(-1)!.key, "sent k");
  });
  for (const [state, fresh, shown] of [
    ["sending", false, 1],
    ["maybe", false, 1],
    ["accepted", false, 1],
    ["failed", false, 2],
    ["waiting", true, 2],
  ] as const) {
    it(`show a message that has come back ${shown === 1 ? "once" : "twice"}: ${state}`, () => {
      const outgoing = [{ ...entry("k", 1_780_000_003), state, fresh }];
      const arrived = message(2, { fromUser: me, clientKey: "k" });
      assert.equal(rows({ messages: [arrived], outgoing }).length, shown);
    });
  }
  it("say where messages are missing, which begins a day anew", () => {
    const messages = [message(1), message(2)];
    assert.deepEqual(shape({ messages, gaps: new Set(["2"]) }), ["1 closes timed", "gap", "day", "2 closes timed"]);
  });
  it("say nothing of what is missing before a message that was just sent", () => {
    const messages = [message(1), message(2, { clientKey: "k" })];
    assert.deepEqual(shape({ messages, gaps: new Set(["2"]), sentKeys: new Set(["k"]) }), ["1", "sent k closes timed"]);
  });
  for (const [what, time] of [
    ["no time", 0],
    ["a negative time", -5],
    ["a time beyond all days", "123456789012345678901"],
  ] as const) {
    it(`of ${what} have none, and no day`, () => {
      const [row] = rows({ messages: [message(1, { time })], hasOlder: false }).slice(-1);
      assert.equal(row?.row === "message" && row.time, undefined);
      assert.deepEqual(shape({ messages: [message(1, { time })], hasOlder: false }), ["beginning", "1 closes timed"]);
    });
  }
  it("of messages with one client key, or with times out of order, have keys of their own too", () => {
    const day = 86_400;
    const messages = [
      message(1, { clientKey: "k" }),
      message(2, { clientKey: "k" }),
      message(3, { time: 1_780_000_000 + day }),
      message(4),
      message(5, { time: 1_780_000_000 + day }),
    ];
    const keys = rows({ messages, sentKeys: new Set(["k"]), hasOlder: false }).map((row) => row.key);
    assert.deepEqual(keys, [...new Set(keys)]);
  });
  it("have keys of their own", () => {
    const messages = Array.from({ length: 500 }, (_, i) => message(i * 20_000));
    const keys = rows({ messages, hasOlder: false }).map((row) => row.key);
    assert.equal(new Set(keys).size, keys.length);
  });
  it("are guessed higher the more there is in a message of no known kind", () => {
    const heights = [{}, { title: "t" }, { title: "t", pic: "p" }, { title: "t", pic: "p", url: "u" }].map((metaData) =>
      estimateHeight(rows({ messages: [message(1, { msgType: 9999, metaData })] })[0]!, 400),
    );
    assert.deepEqual(
      heights,
      [...new Set(heights)].sort((a, b) => a - b),
    );
  });
  it("are guessed higher the longer their text is", () => {
    const [short, long] = [message(1), message(2, { metaData: { content: "长".repeat(400) } })].map((one) =>
      estimateHeight(rows({ messages: [one] })[0]!, 400),
    );
    assert.ok(long! > short! * 3);
  });
});
