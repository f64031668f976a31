// The search as its user meets it: what can be chosen, where it leads, and the way back.

import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { noFilters, queryOf } from "../find/filters.ts";
import { settled } from "./fake-clock.ts";
import { at, begun, conversation, foundIn } from "./find-world.ts";

describe("what can be chosen is", () => {
  it("the newest conversations where nothing is written", (t) => {
    assert.deepEqual(begun(t).keys(), ["c a", "c b", "c c"]);
  });

  for (const [what, text, keys] of [
    ["conversations by name, whatever width and case", "ANN", ["c a"]],
    ["conversations by all words", "123 bea", ["c b"]],
    ["conversations by number", "777", ["c b"]],
    ["conversations by a part of the number", "55", ["c a"]],
    ["nothing where nobody is called so", "zz", []],
    ["nothing where one of the words is missing", "bea zz", []],
  ] as const) {
    it(what, (t) => {
      const { find, keys: now } = begun(t);
      find.write(text);
      assert.deepEqual(now(), keys);
    });
  }

  it("conversations called so before those that have it in their number", (t) => {
    const { find, list, keys } = begun(t);
    list.value = { ...list.value, conversations: [conversation("n", "Nadia", "123"), ...list.value.conversations] };
    find.write("123");
    assert.deepEqual(keys(), ["c b", "c n"]);
  });

  it("more conversations that are called so", async (t) => {
    const { find, list, keys, choose } = begun(t);
    const many = Array.from({ length: 7 }, (_, i) => conversation(`x${i}`, "Xenia"));
    list.value = { ...list.value, conversations: many };
    find.write("xenia");
    assert.deepEqual([keys().length, keys().at(-1)], [6, "more named"]);
    await choose("more named");
    assert.deepEqual([keys().length, keys().at(-1)], [7, "c x6"]);
    find.write("xeni");
    assert.equal(keys().length, 6);
  });

  it("messages alone where only filters are set", (t) => {
    const { find, keys } = begun(t, {}, { b: 1 });
    find.toggle("me");
    assert.deepEqual(keys(), ["m b b1"]);
  });

  it("messages behind the conversations, and all of one where there are more", (t) => {
    const { find, keys } = begun(t, {}, { b: 1, c: 4 });
    find.write("安");
    assert.deepEqual(keys(), ["c c", "m b b1", "m c c4", "m c c3", "m c c2", "a c"]);
  });

  it("more conversations in which something was found", async (t) => {
    const many = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`x${i}`, 1]));
    const { find, keys, choose } = begun(t, {}, many);
    find.write("q");
    assert.deepEqual([keys().length, keys().at(-1)], [9, "more"]);
    await choose("more");
    assert.deepEqual([keys().length, keys().at(-1)], [10, "m x9 x91"]);
  });
});

describe("the keys", () => {
  it("go through what can be chosen, and around", (t) => {
    const { find } = begun(t);
    const ways = [1, 1, 1, -1, -1].map((step) => {
      find.move(step);
      return find.active.value?.key;
    });
    assert.deepEqual(ways, ["c b", "c c", "c a", "c c", "c b"]);
  });

  it("are at the first choice again when something else is written", (t) => {
    const { find } = begun(t);
    find.move(1);
    find.write("a");
    assert.equal(find.active.value?.key, "c a");
  });

  it("stay where they are when messages come", (t) => {
    const it = begun(t, {}, { b: 2 });
    it.find.write("q");
    it.find.move(1);
    it.counts = { c: 1, b: 2 };
    it.find.toggle("me");
    assert.equal(it.find.active.value?.key, "m b b1");
  });
});

describe("a choice", () => {
  it("of a conversation goes there and ends the search", async (t) => {
    const it = begun(t);
    await it.choose("c b");
    assert.deepEqual([it.went, it.ended], [["b"], 1]);
  });

  it("of a message goes there and keeps the others at hand", async (t) => {
    const it = begun(t, { text: "q" }, { b: 3 });
    await it.choose("m b b2");
    assert.deepEqual([it.went, at(it), it.find.asking.value, it.ended], [["b b2"], "b2 2/3", false, 0]);
  });

  it("of a message does nothing when the search was left before it was known where it is", async (t) => {
    const it = begun(t, { text: "q" }, { b: 3 });
    const chosen = it.choose("m b b2");
    it.find.leave();
    await chosen;
    assert.deepEqual([it.went, it.ended], [[], 1]);
  });

  it("of all in a conversation searches that alone", async (t) => {
    const it = begun(t, { text: "q" }, { b: 5, c: 1 });
    await it.choose("a b");
    assert.equal(it.asked.at(-1)!.conversation, "b");
    assert.deepEqual(it.keys(), ["m b b5", "m b b4", "m b b3", "m b b2", "m b b1"]);
  });

  it("of a message in a conversation that is not in the list any more does nothing", async (t) => {
    const it = begun(t, { text: "q" }, { gone: 1 });
    await it.choose("m gone gone1");
    assert.deepEqual([it.went, it.find.asking.value], [[], true]);
  });
});

describe("at a message", () => {
  const there = async (t: TestContext) => {
    const it = begun(t, { text: "q" }, { b: 3 });
    await it.choose("m b b2");
    return it;
  };

  it("one goes on to older and newer ones, not beyond them", async (t) => {
    const it = await there(t);
    const ways: (string | undefined)[] = [];
    for (const step of [1, 1, -1, -1, -1]) {
      await it.find.step(step);
      ways.push(at(it));
    }
    assert.deepEqual(ways, ["b1 3/3", "b1 3/3", "b2 2/3", "b3 1/3", "b3 1/3"]);
  });

  it("its place is another when messages come", async (t) => {
    const it = await there(t);
    it.counts = { b: 4 };
    it.found.value = foundIn(it.counts, { conversations: 9, each: 3 });
    await settled();
    assert.deepEqual([at(it), it.went], ["b2 3/4", ["b b2"]]);
  });

  it("Esc leads back to where one was", async (t) => {
    const it = await there(t);
    it.find.back();
    assert.deepEqual([it.went, it.ended], [["b b2", "back"], 1]);
  });

  it("the search is shown again, and left without an end", async (t) => {
    const it = await there(t);
    it.find.ask();
    assert.equal(it.find.asking.value, true);
    it.find.leave();
    assert.deepEqual([it.find.asking.value, it.ended], [false, 0]);
  });

  it("the search that is left for what was gone to is the one that found it", async (t) => {
    const it = await there(t);
    it.find.ask();
    it.find.write("other");
    it.find.toggle("me");
    it.find.leave();
    assert.deepEqual([it.find.text.value, it.asked.at(-1)], ["q", queryOf("q", noFilters)]);
  });

  it("it is none any more when one goes elsewhere behind the dialog", async (t) => {
    const it = await there(t);
    it.find.ask();
    it.openId.value = "c";
    await settled();
    assert.deepEqual([it.find.at.value, it.ended], [undefined, 0]);
    it.find.leave();
    assert.equal(it.ended, 1);
  });

  it("it ends when one goes to another conversation", async (t) => {
    const it = await there(t);
    it.openId.value = "c";
    await settled();
    assert.equal(it.ended, 1);
  });

  it("it does not end when one goes to what was found in another conversation", async (t) => {
    const it = await there(t);
    it.counts = { b: 3, c: 1 };
    it.find.ask();
    it.find.write("w");
    await it.choose("m c c1");
    assert.deepEqual([at(it), it.ended], ["c1 1/1", 0]);
  });
});

describe("all was read", () => {
  const extent = { messages: 1, since: 1, loading: false };
  for (const [what, start, complete, hasMore, expected] of [
    ["when every conversation is complete", {}, 3, false, true],
    ["not when one is not", {}, 2, false, false],
    ["not when there are more in the list", {}, 3, true, false],
    ["when the only one that is searched is complete, whatever the list has", { conversation: "b" }, 1, true, true],
    ["not when that is not", { conversation: "b" }, 0, false, false],
  ] as const) {
    it(what, (t) => {
      const it = begun(t, start);
      it.list.value = { ...it.list.value, hasMore };
      it.extent.value = { ...extent, complete, conversations: "conversation" in start ? 1 : 3 };
      assert.equal(it.find.hasAll.value, expected);
    });
  }
});

it("a search that is left before anything was chosen is ended", (t) => {
  const it = begun(t);
  it.find.leave();
  assert.equal(it.ended, 1);
});
