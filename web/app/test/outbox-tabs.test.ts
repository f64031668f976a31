// Several tabs of an account send each message once.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recordOf } from "../outbox/entry.ts";
import { Browser, kept, nameOf, quiet, Storage } from "./outbox-world.ts";

const five = (browser: Browser) => Array.from({ length: 5 }, () => browser.open());

describe("five tabs of an account", () => {
  for (const late of [false, true]) {
    const heard = late ? " (and hear of each other late)" : "";

    it(`send what one of them writes once${heard}`, async () => {
      const browser = new Browser();
      const tabs = five(browser);
      browser.disk.late = late;
      const key = tabs[0]!.write();
      await quiet();
      browser.disk.hear();
      await quiet();
      assert.deepEqual(browser.gateway.sent, [key]);
      for (const tab of tabs) assert.equal(tab.state(key), "gone");
    });

    it(`send what was kept once${heard}`, async () => {
      const browser = new Browser();
      browser.disk.texts.set(nameOf("k"), recordOf(kept("k")));
      browser.disk.late = late;
      const tabs = five(browser);
      await Promise.all(tabs.map((tab) => tab.outbox.restore()));
      await quiet();
      browser.disk.hear();
      await quiet();
      assert.deepEqual(browser.gateway.sent, ["k"]);
      for (const tab of tabs) assert.equal(tab.state("k"), "gone");
    });

    it(`send what waited for a network once, in order, one after the other${heard}`, async () => {
      const browser = Browser.offline();
      const tabs = five(browser);
      const keys = tabs.map((tab, i) => {
        browser.time = 2000 + i;
        return tab.write();
      });
      await quiet();
      browser.disk.late = late;
      browser.online.value = true;
      await quiet();
      browser.disk.hear();
      await quiet();
      assert.deepEqual(browser.gateway.sent, keys);
      assert.equal(browser.gateway.mostOpen, 1);
      for (const tab of tabs) assert.deepEqual(tab.texts, []);
    });

    it(`do not send again what the gateway did not take${heard}`, async () => {
      const browser = new Browser();
      const tabs = five(browser);
      browser.disk.late = late;
      browser.gateway.next.push("isRefused", "isTakenWithoutWord", "isLimited", "isLost");
      const keys = [1, 2, 3, 4].map(() => tabs[0]!.write());
      await quiet();
      browser.disk.hear();
      await quiet();
      assert.deepEqual(browser.gateway.sent, keys);
      for (const tab of tabs) {
        assert.deepEqual(
          keys.map((key) => tab.state(key)),
          ["failed", "accepted", "failed", "failed"],
        );
      }
    });
  }

  it("show what one of them waits with, and drop what it gave up", async () => {
    const browser = Browser.offline();
    const tabs = five(browser);
    const key = tabs[0]!.write();
    await quiet();
    for (const tab of tabs) assert.equal(tab.state(key), "waiting");
    tabs[3]!.outbox.discard(key);
    await quiet();
    for (const tab of tabs) assert.equal(tab.state(key), "gone");
    browser.online.value = true;
    await quiet();
    assert.deepEqual(browser.gateway.sent, []);
  });

  it("show what one of them is sending", async () => {
    const browser = new Browser();
    const tabs = five(browser);
    browser.gateway.holdBack();
    const key = tabs[0]!.write();
    await quiet();
    for (const tab of tabs) assert.equal(tab.state(key), "sending");
  });

  it("know what came in a page of one of them", async () => {
    const browser = new Browser();
    const [one, other] = five(browser);
    browser.gateway.next.push("isTakenWithoutWord");
    const key = one!.write();
    await quiet();
    other!.outbox.settle("s", browser.gateway.page(key));
    await quiet();
    assert.equal(one!.state(key), "gone");
  });

  it("send once what the user sends again in two of them", async () => {
    const browser = new Browser();
    const [one, other] = five(browser);
    browser.gateway.next.push("isRefused");
    const key = one!.write();
    await quiet();
    browser.disk.late = true;
    one!.outbox.retry(key);
    await quiet();
    other!.outbox.retry(key);
    await quiet();
    assert.deepEqual(browser.gateway.sent, [key, key]);
    assert.equal(other!.state(key), "gone");
  });

  it("look once for what may have arrived", async () => {
    const browser = new Browser();
    const tabs = five(browser);
    browser.gateway.absent = "unknown";
    browser.gateway.next.push("isLost");
    const key = tabs[0]!.write();
    await quiet();
    for (const tab of tabs) assert.equal(tab.state(key), "maybe");
    assert.deepEqual(browser.gateway.looks, [key]);
  });

  it("look for what one of them was sending when it crashed, although the user sends it again in another", async () => {
    const browser = new Browser();
    const [one, other] = [browser.open(), browser.open()];
    browser.gateway.next.push("isRefused");
    const key = one.write();
    await quiet();
    browser.gateway.holdBack();
    browser.disk.late = true;
    one.outbox.retry(key);
    await quiet();
    other.outbox.retry(key);
    await quiet();
    browser.gateway.hold = undefined;
    one.crash();
    await quiet();
    assert.deepEqual(browser.gateway.sent, [key, key]);
    assert.equal(other.state(key), "gone");
  });

  it("do not take over what is being sent when the user sends it again elsewhere", async () => {
    const browser = new Browser();
    const [one, other] = five(browser);
    browser.gateway.next.push("isRefused", "isTakenWithoutWord");
    const key = one!.write();
    await quiet();
    const answer = browser.gateway.holdBack();
    browser.disk.late = true;
    one!.outbox.retry(key);
    await quiet();
    other!.outbox.retry(key);
    await quiet();
    answer();
    browser.disk.hear();
    await quiet();
    assert.deepEqual(browser.gateway.sent, [key, key]);
    assert.equal(other!.state(key), "accepted");
  });
});

describe("a tab that is copied", () => {
  it("does not send what the first one sent, although it has a copy", async () => {
    const browser = Browser.offline();
    const session = new Storage();
    const first = browser.open(session);
    const key = first.write();
    await quiet();
    const copy = browser.open(new Storage(session.texts));
    await copy.outbox.restore();
    browser.online.value = true;
    await quiet();
    assert.deepEqual(browser.gateway.sent, [key]);
    assert.deepEqual([first.state(key), copy.state(key)], ["gone", "gone"]);
  });

  it("waits with its copy when nobody can say", async () => {
    const browser = Browser.offline();
    browser.gateway.absent = "unknown";
    const session = new Storage();
    const first = browser.open(session);
    const key = first.write();
    await quiet();
    const copy = browser.open(new Storage(session.texts));
    await copy.outbox.restore();
    browser.online.value = true;
    await quiet();
    assert.deepEqual(browser.gateway.sent, [key]);
    assert.equal(copy.state(key), "waiting");
  });
});

describe("a tab with nothing to send", () => {
  it("does not wait for the lock, which another tab may hold", async () => {
    const browser = new Browser();
    let asked = 0;
    const forTab = browser.lock.for.bind(browser.lock);
    browser.lock.for = (tab) => (work) => {
      asked++;
      return forTab(tab)(work);
    };
    browser.disk.texts.set(nameOf("k"), recordOf(kept("k", { state: "failed" })));
    const tab = browser.open();
    await tab.outbox.restore();
    browser.online.value = false;
    browser.online.value = true;
    await quiet();
    assert.equal(asked, 0);
    tab.outbox.retry("k");
    await quiet();
    assert.equal(asked, 1);
    assert.equal(tab.state("k"), "gone");
  });
});
