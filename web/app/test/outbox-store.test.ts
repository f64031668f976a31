import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recordOf } from "../outbox/entry.ts";
import { afterWriting, Browser, kept, nameOf, quiet, Storage, whileSending } from "./outbox-world.ts";

describe("a store that is full", () => {
  it("does not keep a message from being sent", async () => {
    const browser = new Browser();
    browser.disk.full = true;
    const tab = browser.open();
    const key = tab.write();
    await quiet();
    assert.deepEqual(browser.gateway.sent, [key]);
    assert.equal(tab.state(key), "gone");
  });

  it("is said of a message that it does not keep, until it does", async () => {
    const browser = Browser.offline();
    browser.disk.full = true;
    const tab = browser.open();
    const key = tab.write();
    await quiet();
    assert.equal(tab.entry(key)?.kept, false);
    browser.disk.full = false;
    browser.gateway.next.push("isRefused");
    browser.online.value = true;
    await quiet();
    assert.deepEqual([tab.state(key), tab.entry(key)?.kept], ["failed", true]);
  });

  it("has no record left that says that a message waits when it was sent", async () => {
    const { browser, tab, key } = await afterWriting();
    browser.disk.full = true;
    browser.gateway.next.push("isTakenWithoutWord");
    browser.online.value = true;
    await quiet();
    assert.deepEqual([tab.state(key), tab.entry(key)?.kept, browser.disk.texts.size], ["accepted", false, 0]);
  });

  it("takes nothing away from the outbox that follows in the page", async () => {
    const browser = Browser.offline();
    browser.disk.full = true;
    const before = browser.open();
    const key = before.write("typed");
    await quiet();
    before.outbox.close();
    const tab = browser.open();
    await quiet();
    tab.outbox.adopt(before.outbox);
    await quiet();
    assert.deepEqual([tab.texts, tab.entry(key)?.kept], [["typed"], false]);
    browser.online.value = true;
    await quiet();
    assert.deepEqual([browser.gateway.sent, tab.state(key)], [[key], "gone"]);
  });

  it("leaves what was kept where it is kept", async () => {
    const browser = Browser.offline();
    const before = browser.open();
    before.write("kept");
    await quiet();
    before.outbox.close();
    const tab = browser.open(new Storage());
    tab.outbox.adopt(before.outbox);
    assert.deepEqual(tab.texts, []);
  });

  it("is kept when it is sent again and there is room", async () => {
    const browser = Browser.offline();
    browser.disk.full = true;
    const tab = browser.open();
    browser.gateway.next.push("isRefused");
    const key = tab.write();
    browser.online.value = true;
    await quiet();
    browser.disk.full = false;
    browser.online.value = false;
    tab.outbox.retry(key);
    await quiet();
    assert.deepEqual([tab.state(key), tab.entry(key)?.kept, browser.disk.texts.size], ["waiting", true, 1]);
  });

  it("keeps a message that waits again when there is room by then", async () => {
    const browser = new Browser();
    browser.disk.full = true;
    const tab = browser.open();
    const answer = browser.gateway.holdBack();
    browser.gateway.next.push("cannotBeSent");
    const key = tab.write();
    await quiet();
    browser.disk.full = false;
    browser.online.value = false;
    answer();
    await quiet();
    assert.deepEqual([tab.state(key), tab.entry(key)?.kept], ["waiting", true]);
  });

  it("is written again once it took what it had refused", async () => {
    const browser = Browser.offline();
    browser.disk.full = true;
    const tab = browser.open();
    const key = tab.write();
    await quiet();
    browser.disk.full = false;
    tab.outbox.keepAgain();
    await quiet();
    assert.equal(tab.entry(key)?.kept, true);
    browser.disk.full = true;
    tab.outbox.keepAgain();
    await quiet();
    assert.equal(tab.entry(key)?.kept, true);
  });

  it("keeps the text of a message although there is no place for why it failed", async () => {
    const { browser, tab, key, answer } = await whileSending("isRefused");
    browser.disk.full = true;
    answer();
    await quiet();
    assert.equal(tab.state(key), "failed");
    assert.equal(JSON.parse(browser.disk.texts.get(nameOf(key))!).state, "sending");
  });
});

describe("a store that tells of the outbox's own changes too", () => {
  it("does not make it doubt what it wrote itself", async () => {
    const browser = new Browser();
    browser.disk.tellsAll = true;
    const tab = browser.open();
    const states: string[] = [];
    browser.gateway.next.push("isRefused", "isTakenWithoutWord");
    const keys = [tab.write(), tab.write()];
    tab.outbox.entries.subscribe(() => states.push(tab.state(keys[0]!)));
    await quiet();
    assert.deepEqual([browser.gateway.sent, browser.gateway.looks], [keys, []]);
    assert.deepEqual([...new Set(states)], ["waiting", "sending", "failed"]);
    assert.equal(tab.state(keys[1]!), "accepted");
  });

  it("does not take away what it could not keep", async () => {
    const browser = Browser.offline();
    browser.disk.tellsAll = true;
    const tab = browser.open();
    const key = tab.write();
    await quiet();
    browser.disk.full = true;
    browser.gateway.next.push("isTakenWithoutWord");
    browser.online.value = true;
    await quiet();
    assert.equal(tab.state(key), "accepted");
  });
});

describe("a store that cannot be read", () => {
  it("leaves messages waiting until it can be", async () => {
    const { browser, tab, key } = await afterWriting();
    browser.disk.unreadable = true;
    browser.online.value = true;
    await quiet();
    assert.deepEqual([tab.state(key), browser.gateway.sent], ["waiting", []]);
    browser.disk.unreadable = false;
    await tab.outbox.lookAgain();
    assert.deepEqual([tab.state(key), browser.gateway.sent], ["gone", [key]]);
  });

  it("is said when messages are to be found in it", async () => {
    const browser = Browser.offline();
    browser.disk.texts.set(nameOf("k"), recordOf(kept("k")));
    browser.disk.unreadable = true;
    await assert.rejects(browser.open().outbox.restore(), /cannot be read/);
  });
});

describe("a store that was emptied", () => {
  it("loses no message that is shown: the user decides", async () => {
    const { browser, tab, key } = await afterWriting();
    browser.disk.texts.clear();
    browser.online.value = true;
    await quiet();
    assert.deepEqual([tab.state(key), tab.entry(key)?.kept, browser.gateway.sent], ["failed", false, []]);
    tab.outbox.retry(key);
    await quiet();
    assert.deepEqual([tab.state(key), browser.gateway.sent], ["gone", [key]]);
  });

  it("gets everything back when it is told to, and else nothing", async () => {
    const { browser, tab, key } = await afterWriting();
    browser.disk.texts.clear();
    tab.outbox.keepAgain();
    await quiet();
    assert.equal(browser.disk.texts.size, 0);
    tab.outbox.keepAgain({ all: true });
    await quiet();
    assert.deepEqual([...browser.disk.texts.keys()], [nameOf(key)]);
  });

  it("gets nothing back in place of what is there, as another tab has it", async () => {
    const { browser, tab, key } = await afterWriting();
    const text = recordOf({ ...tab.entry(key)!, state: "sending" });
    browser.disk.texts.set(nameOf(key), text);
    tab.outbox.keepAgain({ all: true });
    await quiet();
    assert.equal(browser.disk.texts.get(nameOf(key)), text);
  });

  it("gets nothing back while nobody can say what is there", async () => {
    const browser = Browser.offline();
    const tab = browser.open();
    tab.write();
    await quiet();
    browser.disk.texts.clear();
    browser.disk.unreadable = true;
    tab.outbox.keepAgain({ all: true });
    await quiet();
    assert.equal(browser.disk.texts.size, 0);
  });
});
