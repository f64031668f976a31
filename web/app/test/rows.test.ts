import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { estimateHeight, rowsOf, type Conversation } from "../thread/rows.ts";
import { me, message, peer } from "./messages.ts";

const rows = (changes: Partial<Conversation>) =>
  rowsOf({ messages: [], outgoing: [], peer, musicid: "1", hasOlder: true, sentKeys: new Set(), ...changes });
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
  it("end with what is on its way, under the key that it keeps", () => {
    const outgoing = [{ clientKey: "k", text: "t", time: 1_780_000_003, state: "waiting" as const }];
    assert.equal(rows({ messages: [message(1)], outgoing }).at(-1)!.key, "sent k");
    const arrived = message(2, { fromUser: me, clientKey: "k" });
    assert.equal(rows({ messages: [message(1), arrived], sentKeys: new Set(["k"]) }).at(-1)!.key, "sent k");
  });
  it("have keys of their own", () => {
    const messages = Array.from({ length: 500 }, (_, i) => message(i * 20_000));
    const keys = rows({ messages, hasOlder: false }).map((row) => row.key);
    assert.equal(new Set(keys).size, keys.length);
  });
  it("are guessed higher the longer their text is", () => {
    const [short, long] = [message(1), message(2, { metaData: { content: "长".repeat(400) } })].map((one) =>
      estimateHeight(rows({ messages: [one] })[0]!, 400),
    );
    assert.ok(long! > short! * 3);
  });
});
