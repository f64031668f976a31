// What becomes of messages when their tab crashes or their outbox is closed.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Browser, quiet, type Tab } from "./outbox-world.ts";

describe("a tab that crashes", () => {
  /** A tab that crashes while it sends a message. */
  async function crashed(browser: Browser, tab: Tab): Promise<string> {
    browser.gateway.holdBack();
    const key = tab.write();
    await quiet();
    assert.deepEqual([tab.state(key), browser.gateway.sent], ["sending", [key]]);
    browser.gateway.hold = undefined;
    tab.crash();
    await quiet();
    return key;
  }

  for (const [arrived, state] of [
    [true, "gone"],
    [false, "failed"],
  ] as const) {
    it(`while it sends leaves a message that ${arrived ? "arrived" : "did not arrive"}: another tab finds out`, async () => {
      const browser = new Browser();
      const [one, other] = [browser.open(), browser.open()];
      if (!arrived) browser.gateway.next.push("isLost");
      const key = await crashed(browser, one);
      assert.deepEqual([other.state(key), browser.gateway.sent], [state, [key]]);
    });

    it(`and opens again finds out too, when the message ${arrived ? "arrived" : "did not arrive"}`, async () => {
      const browser = new Browser();
      if (!arrived) browser.gateway.next.push("isLost");
      const key = await crashed(browser, browser.open());
      const again = browser.open();
      await again.outbox.restore();
      await quiet();
      assert.deepEqual([again.state(key), browser.gateway.sent], [state, [key]]);
    });
  }

  it("leaves what waits to the others", async () => {
    const browser = Browser.offline();
    const [one, other] = [browser.open(), browser.open()];
    const key = one.write();
    await quiet();
    one.crash();
    browser.online.value = true;
    await quiet();
    assert.deepEqual([other.state(key), browser.gateway.sent], ["gone", [key]]);
  });
});

describe("an outbox that is closed", () => {
  it("sends nothing more, and the next one does", async () => {
    const browser = new Browser();
    const tab = browser.open();
    tab.outbox.close();
    const key = tab.write();
    await quiet();
    assert.deepEqual(browser.gateway.sent, []);
    const next = browser.open();
    await next.outbox.restore();
    await quiet();
    assert.deepEqual(browser.gateway.sent, [key]);
  });

  it("does not send what it was about to", async () => {
    const browser = new Browser();
    const tab = browser.open();
    const key = tab.write();
    tab.outbox.entries.subscribe(() => {
      if (tab.state(key) === "sending") tab.outbox.close();
    });
    await quiet();
    assert.deepEqual([tab.state(key), browser.gateway.sent], ["waiting", []]);
  });

  it("brings to its end what is on its way", async () => {
    const browser = new Browser();
    const tab = browser.open();
    const answer = browser.gateway.holdBack();
    const keys = [tab.write(), tab.write()];
    await quiet();
    tab.outbox.close();
    const next = browser.open();
    await next.outbox.restore();
    answer();
    await quiet();
    assert.deepEqual(browser.gateway.sent, keys);
    assert.deepEqual([tab.told, next.told], [[keys[0]], [keys[1]]]);
    assert.deepEqual(next.texts, []);
  });

  it("leaves what a closed client did not answer to be looked for", async () => {
    const browser = new Browser();
    const tab = browser.open();
    browser.gateway.next.push("meetsAClosedClient");
    const [first, second] = [tab.write(), tab.write()];
    await quiet();
    assert.deepEqual([tab.state(first), tab.state(second)], ["sending", "waiting"]);
    tab.outbox.close();
    const next = browser.open();
    await next.outbox.restore();
    await quiet();
    assert.deepEqual([next.state(first), next.state(second)], ["failed", "gone"]);
    assert.deepEqual(browser.gateway.sent, [first, second]);
  });

  it("does not show any more what other tabs do", async () => {
    const browser = Browser.offline();
    const [tab, other] = [browser.open(), browser.open()];
    tab.outbox.close();
    other.write();
    await quiet();
    assert.deepEqual(tab.texts, []);
  });

  it("asks a closed client for nothing more, also when something was written meanwhile", async () => {
    const browser = new Browser();
    const tab = browser.open();
    const answer = browser.gateway.holdBack();
    browser.gateway.next.push("meetsAClosedClient");
    const first = tab.write();
    await quiet();
    const second = tab.write();
    answer();
    await quiet();
    assert.deepEqual([tab.state(first), tab.state(second)], ["sending", "waiting"]);
    assert.deepEqual([browser.gateway.sent, browser.gateway.looks], [[first], []]);
  });
});
