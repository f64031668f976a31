// What becomes of a message that is sent.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ClosedError, NetworkError } from "../../sdk/src/errors.ts";
import type { Outcome } from "./outbox-gateway.ts";
import { afterSending, Browser, kept, nameOf, quiet } from "./outbox-world.ts";
import { recordOf } from "../outbox/entry.ts";

describe("a message that is sent", () => {
  for (const [outcome, state, facts] of [
    ["arrives", "gone", {}],
    ["arrivesWithoutKey", "gone", {}],
    ["isTakenWithoutWord", "accepted", { says: "" }],
    ["isTakenWithTips", "accepted", { says: "soon" }],
    ["isTakenWithMsg", "accepted", { says: "later" }],
    ["comesBackMarked", "accepted", { says: "blocked" }],
    ["isRefused", "failed", { problem: "notAccepted" }],
    ["mustIdentify", "failed", { problem: "notAccepted" }],
    ["isLost", "failed", { problem: "unreachable" }],
    ["arrivesUnanswered", "gone", {}],
    ["cannotBeSent", "failed", { problem: "unreachable" }],
    ["isNotTaken", "failed", { problem: "refused" }],
    ["arrivesButTheRepeatIsNotTaken", "gone", {}],
    ["isLimited", "failed", { problem: "limited", looks: 0 }],
    ["isExpired", "failed", { problem: "expired", looks: 0 }],
    ["hasNoLogin", "failed", { problem: "noLogin", looks: 0 }],
    ["isWrong", "failed", { problem: "argument", looks: 0 }],
    ["endsTheModule", "failed", { problem: "module", looks: 0 }],
    ["endsTheModuleAfterwards", "maybe", { problem: "module", looks: 0 }],
    ["meetsAClosedClient", "sending", { looks: 0 }],
  ] as [Outcome, string, { says?: string; problem?: string; looks?: number }][]) {
    it(`and ${outcome} is ${state}`, async () => {
      const { browser, tab, key } = await afterSending(outcome);
      assert.equal(tab.state(key), state);
      assert.equal(tab.entry(key)?.says, facts.says);
      assert.equal(tab.entry(key)?.problem?.kind, facts.problem);
      assert.equal(browser.disk.texts.has(nameOf(key)), state !== "gone");
      assert.deepEqual(browser.gateway.sent, [key]);
      if (facts.looks !== undefined) assert.equal(browser.gateway.looks.length, facts.looks);
    });
  }

  it("is not held up by one that is given up the moment it is written", async () => {
    const browser = new Browser();
    const tab = browser.open();
    const first = tab.write();
    tab.outbox.discard(first);
    const second = tab.write();
    await quiet();
    assert.deepEqual(browser.gateway.sent, [second]);
    assert.deepEqual([tab.state(first), tab.state(second)], ["gone", "gone"]);
  });

  it("is sent although it is written the moment all others are", async () => {
    const browser = new Browser();
    const lockFor = browser.lock.for.bind(browser.lock);
    const keys: string[] = [];
    browser.lock.for = (holder) => (work) =>
      lockFor(holder)(work).finally(() => keys.length === 1 && keys.push(tab.write()));
    const tab = browser.open();
    keys.push(tab.write());
    await quiet();
    assert.deepEqual([keys.length, browser.gateway.sent], [2, keys]);
  });

  it("is not held up by one that is given up the moment it may have arrived", async () => {
    const browser = new Browser();
    const tab = browser.open();
    browser.gateway.next.push("isLost");
    const [first, second] = [tab.write(), tab.write()];
    tab.outbox.entries.subscribe(() => tab.state(first) === "maybe" && tab.outbox.discard(first));
    await quiet();
    assert.deepEqual(browser.gateway.sent, [first, second]);
    assert.deepEqual([tab.state(first), tab.state(second)], ["gone", "gone"]);
  });

  it("is not sent when a page brings it the moment before, and holds up no other", async () => {
    const browser = new Browser();
    const tab = browser.open();
    const [first, second] = [tab.write(), tab.write()];
    tab.outbox.entries.subscribe(() => {
      if (tab.state(first) === "sending") tab.outbox.settle("s", browser.gateway.page(first));
    });
    await quiet();
    assert.deepEqual(browser.gateway.sent, [second]);
    assert.deepEqual([tab.state(first), tab.state(second)], ["gone", "gone"]);
  });

  it("is not held up by one that was kept and turns out to have arrived", async () => {
    const browser = new Browser();
    browser.disk.texts.set(nameOf("first"), recordOf(kept("first")));
    browser.disk.texts.set(nameOf("second"), recordOf(kept("second", { order: 1001 })));
    browser.gateway.arrived.add("first");
    await browser.open().outbox.restore();
    await quiet();
    assert.deepEqual(browser.gateway.sent, ["second"]);
  });

  it("comes behind all that is there, also when the clock was set back since", async () => {
    const browser = Browser.offline();
    for (const [key, order] of [
      ["a", 5000],
      ["b", 9000],
    ] as const)
      browser.disk.texts.set(nameOf(key), recordOf(kept(key, { order })));
    const tab = browser.open();
    await tab.outbox.restore();
    tab.write("newest");
    assert.deepEqual(tab.texts, ["a", "b", "newest"]);
  });

  it("is not held up by one that is given up while it is looked for", async () => {
    const browser = new Browser();
    const tab = browser.open();
    browser.gateway.next.push("isLost");
    let answer = () => {};
    browser.gateway.holdLooks = new Promise((resolve) => (answer = resolve));
    const [first, second] = [tab.write(), tab.write()];
    await quiet();
    tab.outbox.discard(first);
    answer();
    await quiet();
    assert.deepEqual(browser.gateway.sent, [first, second]);
    assert.deepEqual([tab.state(first), tab.state(second)], ["gone", "gone"]);
  });

  for (const [what, noLook, doubt] of [
    ["in a doubt that nobody can lift, where looking for it fails", new NetworkError("cut"), "unknown"],
    ["still to be looked for, where the client was closed meanwhile", new ClosedError("closed"), "ask"],
  ] as const) {
    it(`is ${what}`, async () => {
      const browser = new Browser();
      const tab = browser.open();
      browser.gateway.next.push("isLost");
      browser.gateway.noLook = noLook;
      const key = tab.write();
      await quiet();
      assert.deepEqual(browser.gateway.looks, [key]);
      assert.deepEqual([tab.state(key), tab.entry(key)?.doubt], ["maybe", doubt]);
    });
  }

  it("is in no doubt when the gateway took it, also where nobody can say whether it came back", async () => {
    const browser = new Browser();
    const tab = browser.open();
    browser.gateway.next.push("isTakenWithoutWord");
    browser.gateway.absent = "unknown";
    const key = tab.write();
    await quiet();
    await tab.outbox.lookAgain(key);
    assert.deepEqual(browser.gateway.looks, [key]);
    assert.deepEqual([tab.state(key), tab.entry(key)?.doubt], ["accepted", "none"]);
  });

  it("is not said to be lost when nobody can say", async () => {
    const browser = new Browser();
    browser.gateway.absent = "unknown";
    const tab = browser.open();
    browser.gateway.next.push("isLost", "isNotTaken");
    const [lost, refused] = [tab.write(), tab.write()];
    await quiet();
    assert.deepEqual([tab.state(lost), tab.state(refused)], ["maybe", "failed"]);
    assert.equal(tab.entry(lost)?.problem?.maybeSent, true);
  });

  it("is not said to be in doubt any more once it is certain that it did not arrive", async () => {
    const { tab, key } = await afterSending("isLost");
    assert.equal(tab.entry(key)?.problem?.maybeSent, false);
  });

  it("is handed over with the gateway's answer, once, before it leaves", async () => {
    const browser = new Browser();
    const tab = browser.open();
    const key = tab.write();
    assert.equal(tab.state(key), "waiting");
    await quiet();
    assert.deepEqual(tab.told, [key]);
  });

  it("is not handed over when it did not arrive", async () => {
    const browser = new Browser();
    const tab = browser.open();
    browser.gateway.next.push("isRefused", "isTakenWithoutWord", "isNotTaken");
    for (let i = 0; i < 3; i++) tab.write();
    await quiet();
    assert.deepEqual(tab.told, []);
  });

  it("does not stop the next one by failing", async () => {
    const browser = new Browser();
    const tab = browser.open();
    browser.gateway.next.push("isRefused");
    const keys = [tab.write("first"), tab.write("second")];
    await quiet();
    assert.deepEqual(browser.gateway.sent, keys);
    assert.deepEqual(tab.texts, ["first"]);
  });

  it("cannot be in a page before it was sent, whatever a page says", async () => {
    const browser = Browser.offline();
    const tab = browser.open();
    const key = tab.write();
    tab.outbox.settle("s", browser.gateway.page(key));
    assert.equal(tab.state(key), "waiting");
  });

  it("stays what the page made of it while the answer was on its way", async () => {
    const browser = new Browser();
    const tab = browser.open();
    const answer = browser.gateway.holdBack();
    browser.gateway.next.push("arrivesUnanswered");
    const [key, next] = [tab.write(), tab.write()];
    await quiet();
    tab.outbox.settle("s", browser.gateway.page());
    assert.equal(tab.state(key), "gone");
    answer();
    await quiet();
    assert.equal(tab.state(key), "gone");
    assert.deepEqual(browser.gateway.sent, [key, next], "the next one is not held up");
    assert.equal(browser.disk.texts.size, 0);
  });
});

describe("what is shown of the outbox", () => {
  it("of one conversation is the same list until that changes", () => {
    const browser = Browser.offline();
    const tab = browser.open();
    const list = tab.outbox.of("s");
    const key = tab.write();
    const before = list.value;
    assert.deepEqual(
      before.map((entry) => entry.clientKey),
      [key],
    );
    tab.write("elsewhere", { conversationId: "t" });
    assert.equal(list.value, before);
    assert.equal(tab.outbox.of("s"), list);
  });

  it("marks the conversations with a message that failed or may have", async () => {
    const browser = new Browser();
    browser.gateway.absent = "unknown";
    const tab = browser.open();
    browser.gateway.next.push("isRefused", "isLost", "isTakenWithoutWord");
    for (const conversationId of ["failed", "maybe", "accepted"]) tab.write("x", { conversationId });
    await quiet();
    const before = tab.outbox.failedIn.value;
    assert.deepEqual([...before], ["failed", "maybe"]);
    browser.online.value = false;
    tab.write("x", { conversationId: "waiting" });
    assert.equal(tab.outbox.failedIn.value, before);
  });
});
