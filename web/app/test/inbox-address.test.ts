// The address of the page and the conversation in view go together.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { begunId } from "../model/begun.ts";
import type { Problem } from "../model/problem.ts";
import { addressOf } from "../shell/address.ts";
import type { EntryState } from "../shell/browser-history.ts";
import { settled } from "./fake-clock.ts";
import { world } from "./addressed-inbox.ts";

const [a, b, c] = ["a", "b", "c"].map(addressOf) as [string, string, string];
const own: EntryState = { account: "1@" };

describe("the way through conversations", () => {
  it("goes back through those that were opened, and from the first to the list", (t) => {
    const it = world(t);
    for (const id of ["a", "b", "c"]) it.inbox.show(id);
    assert.equal(it.history.way, ` ${a} ${b} [${c}]`);
    const seen = [-1, -1, -1, 1].map((steps) => (it.history.go(steps), it.view));
    assert.deepEqual(seen, ["b", "a", "list", "a"]);
    assert.equal(it.history.way, ` [${a}] ${b} ${c}`);
  });

  it("has one entry for a conversation that is opened twice", (t) => {
    const it = world(t);
    it.inbox.show("a");
    it.inbox.show("a");
    assert.equal(it.history.way, ` [${a}]`);
  });

  it("tells which conversation was left for the list", (t) => {
    const it = world(t);
    it.inbox.show("a");
    it.inbox.show("b");
    it.history.go(-1);
    assert.deepEqual(it.leftFor, []);
    it.history.go(-1);
    assert.deepEqual(it.leftFor, ["a"]);
  });
});

describe("a conversation that was begun here", () => {
  const begun = begunId("797"); // the one that is "a" to the gateway
  const opened = addressOf(begun);

  it("has one entry under both of its ids", (t) => {
    const it = world(t);
    it.inbox.show(begun);
    it.inbox.show("a");
    assert.equal(it.history.way, ` [${a}]`);
  });

  it("is gone back to and further when the gateway knows it by now", (t) => {
    const it = world(t);
    for (const id of [begun, "b"]) it.inbox.show(id);
    it.history.go(-1);
    it.inbox.show("a");
    assert.equal(it.history.way, ` [${a}] ${b}`);
    it.history.go(-1);
    assert.equal(it.view, "list");
  });

  it("is another one than a conversation with somebody else", (t) => {
    const it = world(t);
    it.inbox.show(begun);
    it.inbox.show("b");
    assert.equal(it.history.way, ` ${opened} [${b}]`);
  });
});

describe("leaving a conversation", () => {
  it("goes back to the list that it was opened from", async (t) => {
    const it = world(t);
    it.inbox.show("a");
    it.inbox.leave();
    await settled();
    assert.deepEqual([it.history.way, it.view], [`[] ${a}`, "list"]);
  });

  it("puts the list in its place where another conversation was before it", async (t) => {
    const it = world(t);
    it.inbox.show("a");
    it.inbox.show("b");
    it.inbox.leave();
    await settled();
    assert.deepEqual([it.history.way, it.view], [` ${a} []`, "list"]);
  });

  it("leaves the page no other way than its first entry when it began there", async (t) => {
    const it = world(t, { address: a });
    it.inbox.leave();
    await settled();
    assert.deepEqual([it.history.way, it.view], ["[]", "list"]);
  });

  it("does not take another one away that is opened meanwhile", async (t) => {
    const it = world(t);
    it.inbox.show("a");
    it.inbox.leave();
    it.inbox.show("b");
    await settled();
    assert.deepEqual([it.history.way, it.view], [` [${b}]`, "b"]);
  });

  it("ends also where the history leads nowhere", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const it = world(t);
    it.inbox.show("a");
    it.history.back = () => {};
    it.inbox.leave();
    t.mock.timers.tick(1000);
    assert.deepEqual([it.history.way, it.view], [" []", "list"]);
  });
});

describe("the address that the page is opened with", () => {
  it("leads to its conversation", (t) => {
    const it = world(t, { address: b });
    assert.deepEqual([it.view, it.history.way, it.history.state], ["b", `[${b}]`, own]);
  });

  it("waits for the list", async (t) => {
    const it = world(t, { address: b, loading: true });
    assert.equal(it.view, "looking b");
    await settled();
    assert.deepEqual([it.view, it.history.way], ["b", `[${b}]`]);
  });

  it("reads on to its conversation", async (t) => {
    const it = world(t, { address: b, pages: [["a"], ["x"], ["b"], ["c"]] });
    await settled();
    assert.deepEqual([it.view, it.inbox.list.items.value.length], ["b", 3]);
  });

  it("says that there is no such conversation, and that as long as there is none", async (t) => {
    const it = world(t, { address: b, pages: [["a"], ["c"]] });
    await settled();
    assert.equal(it.view, "missing b");
    assert.equal(it.history.way, `[${b}]`);
  });

  it("reads no more than ten pages unasked", async (t) => {
    const it = world(t, { address: b, pages: [...Array.from({ length: 14 }, (_, i) => [`x${i}`]), ["b"]] });
    await settled();
    assert.deepEqual([it.view, it.inbox.list.items.value.length], ["missing b", 11]);
    await it.place.look();
    assert.equal(it.view, "b");
  });

  it("says that the list could not be read", async (t) => {
    const it = world(t, { address: b, loading: true, problem: { kind: "network" } as unknown as Problem });
    await settled();
    assert.equal(it.view, "failed b");
  });

  it("is given up for the list", async (t) => {
    const it = world(t, { address: b, pages: [["a"]] });
    await settled();
    it.place.giveUp();
    assert.deepEqual([it.view, it.history.way], ["list", "[]"]);
  });

  it("counts no more when a conversation was opened meanwhile", async (t) => {
    const it = world(t, { address: b, pages: [["a"], ["b"]] });
    it.inbox.show("a");
    await settled();
    assert.deepEqual([it.view, it.history.way], ["a", `${b} [${a}]`]);
  });

  it("counts no more when a conversation is opened in the moment in which the list comes", async (t) => {
    const it = world(t, { address: b, loading: true, led: "a" });
    await settled();
    assert.equal(it.view, "a");
  });

  it("is left alone when it is not one of the inbox", (t) => {
    const it = world(t, { address: "#check" });
    assert.equal(it.history.way, "[#check]");
    it.inbox.show("a");
    assert.deepEqual([it.view, it.history.way], ["a", `#check [${a}]`]);
  });
});

describe("the address of a page that cannot be seen", () => {
  it("leads to its conversation, which is read by that, when the page is seen", async (t) => {
    const it = world(t, { address: b, hidden: true });
    assert.deepEqual([it.view, it.history.way], ["looking b", `[${b}]`]);
    it.hidden.value = false;
    assert.equal(it.view, "b");
  });

  it("is not looked for once it is found", async (t) => {
    const it = world(t, { address: b, pages: [["a"], ["b"], ["c"]], hidden: true });
    await settled();
    assert.deepEqual([it.view, it.inbox.list.items.value.length], ["looking b", 2]);
  });
});

describe("an address that is not one of the inbox", () => {
  it("leaves what is open as it is", (t) => {
    const it = world(t);
    it.inbox.show("a");
    it.history.push({}, "#check");
    it.history.go(0);
    assert.deepEqual([it.view, it.history.way], ["a", ` ${a} [#check]`]);
  });
});

describe("an address of another account", () => {
  it("leads to the list of the account in use", (t) => {
    const it = world(t, { address: a, state: { account: "2@", fromList: true } });
    assert.deepEqual([it.view, it.history.way, it.history.state], ["list", "[]", own]);
  });

  it("leads to the list also on the way back", (t) => {
    const it = world(t, { address: a, state: { account: "2@" } });
    it.history.entries[0] = { address: a, state: { account: "2@" } };
    it.inbox.show("b");
    it.history.go(-1);
    assert.deepEqual([it.view, it.history.way], ["list", `[] ${b}`]);
  });

  it("is replaced by the list also where nothing was open", (t) => {
    const it = world(t);
    it.history.entries.unshift({ address: a, state: { account: "2@" } });
    it.history.at = 1;
    it.history.go(-1);
    assert.equal(it.history.way, "[] ");
  });

  it("ends the way of that account: back leads out of the page", async (t) => {
    const other = (depth: number) => ({ account: "2@", depth, fromList: depth === 1 });
    const it = world(t, {
      before: [
        { state: { account: "2@" }, address: "" },
        { state: other(1), address: a },
      ],
      address: b,
      state: other(2),
    });
    await settled();
    assert.deepEqual([it.history.way, it.view, it.history.state], [`[] ${a} ${b}`, "list", own]);
    it.inbox.show("c");
    assert.equal(it.history.way, ` [${c}]`);
  });

  it("ends its way also where a conversation is opened meanwhile", async (t) => {
    const before = [{ state: { account: "2@" }, address: "" }];
    const it = world(t, { before, address: b, state: { account: "2@", depth: 1, fromList: true } });
    it.inbox.show("c");
    await settled();
    assert.deepEqual([it.history.way, it.view], [` [${c}]`, "c"]);
  });

  it("that nobody has opened yet belongs to the account in use", (t) => {
    const it = world(t, { address: a });
    assert.deepEqual([it.view, it.history.state], ["a", own]);
  });
});
