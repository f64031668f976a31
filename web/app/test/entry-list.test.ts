import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adopted, type KeptEntry } from "../outbox/entry.ts";
import { EntryList } from "../outbox/entry-list.ts";
import { kept } from "./outbox-world.ts";

const entry = (clientKey: string, changes: Partial<KeptEntry> = {}) => adopted(kept(clientKey, changes));
const keysOf = (entries: readonly KeptEntry[]) => entries.map(({ clientKey }) => clientKey);

describe("the conversations with a message that was not sent", () => {
  it("are another set once one of them is exchanged for another", () => {
    const list = new EntryList();
    list.put(entry("a", { conversationId: "one", state: "failed" }));
    assert.deepEqual([...list.failedIn.value], ["one"]);
    list.put(entry("a", { conversationId: "one" }), entry("b", { conversationId: "other", state: "maybe" }));
    assert.deepEqual([...list.failedIn.value], ["other"]);
  });

  it("are another set where one of several is exchanged", () => {
    const list = new EntryList();
    list.put(
      entry("a", { conversationId: "one", state: "failed" }),
      entry("b", { conversationId: "two", state: "failed" }),
    );
    assert.deepEqual([...list.failedIn.value], ["one", "two"]);
    list.put(entry("b", { conversationId: "three", state: "failed" }));
    assert.deepEqual([...list.failedIn.value], ["one", "three"]);
  });

  it("are fewer once one of them has none", () => {
    const list = new EntryList();
    list.put(entry("a", { state: "failed" }), entry("b", { conversationId: "other", state: "failed" }));
    assert.deepEqual([...list.failedIn.value], ["s", "other"]);
    list.remove("b");
    assert.deepEqual([...list.failedIn.value], ["s"]);
  });

  it("are the same set while they are the same", () => {
    const list = new EntryList();
    list.put(entry("a", { state: "failed" }));
    const before = list.failedIn.value;
    list.put(entry("b", { conversationId: "other" }), entry("c", { state: "maybe" }));
    assert.equal(list.failedIn.value, before);
  });
});

describe("what is to be sent in one conversation", () => {
  it("shows a message as it has become", () => {
    const list = new EntryList();
    const entries = list.of("s");
    list.put(entry("a"), entry("b", { order: 1001 }));
    assert.deepEqual(keysOf(entries.value), ["a", "b"]);
    list.put(entry("b", { order: 1001, state: "sending" }));
    assert.deepEqual(
      entries.value.map(({ state }) => state),
      ["waiting", "sending"],
    );
  });

  it("shows a message that has come in place of another", () => {
    const list = new EntryList();
    const entries = list.of("s");
    list.put(entry("a"));
    assert.deepEqual(keysOf(entries.value), ["a"]);
    list.put(entry("a", { conversationId: "other" }), entry("b"));
    assert.deepEqual(keysOf(entries.value), ["b"]);
  });

  it("does not show the last one any more when it has gone", () => {
    const list = new EntryList();
    const entries = list.of("s");
    list.put(entry("a"), entry("b", { order: 1001 }));
    assert.deepEqual(keysOf(entries.value), ["a", "b"]);
    list.remove("b");
    assert.deepEqual(keysOf(entries.value), ["a"]);
  });

  it("is the same list while another conversation changes, and for whoever asks again", () => {
    const list = new EntryList();
    list.put(entry("a"));
    const before = list.of("s").value;
    list.put(entry("b", { conversationId: "other" }));
    assert.equal(list.of("s").value, before);
    assert.equal(list.of("s"), list.of("s"));
  });
});

describe("the list of all", () => {
  it("stays the same one when nothing is put in or taken out", () => {
    const list = new EntryList();
    list.put(entry("a"));
    const before = list.entries.value;
    list.put();
    list.remove();
    list.remove("b");
    assert.equal(list.entries.value, before);
    list.remove("a");
    assert.deepEqual(list.entries.value, []);
  });
});
