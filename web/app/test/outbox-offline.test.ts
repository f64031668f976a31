import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recordOf } from "../outbox/entry.ts";
import { Browser, kept, nameOf, quiet, whileSending } from "./outbox-world.ts";

describe("without a network", () => {
  it("messages wait, and are sent in order when there is one", async () => {
    const browser = Browser.offline();
    const tab = browser.open();
    const keys = ["one", "two", "three"].map((text) => tab.write(text));
    await quiet();
    assert.deepEqual([tab.texts, browser.gateway.sent], [["one", "two", "three"], []]);
    browser.online.value = true;
    await quiet();
    assert.deepEqual([tab.texts, browser.gateway.sent], [[], keys]);
  });

  it("messages that were kept keep their order", async () => {
    const browser = Browser.offline();
    const before = browser.open();
    const keys = ["one", "two", "three"].map((text) => before.write(text));
    await quiet();
    before.crash();
    const tab = browser.open();
    await tab.outbox.restore();
    keys.push(tab.write("four"));
    browser.online.value = true;
    await quiet();
    assert.deepEqual(browser.gateway.sent, keys);
  });

  it("what was kept waits behind one that cannot be found out, and what is new does not", async () => {
    const browser = new Browser();
    browser.disk.texts.set(nameOf("a"), recordOf(kept("a", { order: 1 })));
    browser.disk.texts.set(nameOf("b"), recordOf(kept("b", { order: 2 })));
    browser.disk.texts.set(nameOf("c"), recordOf(kept("c", { order: 3, conversationId: "t" })));
    const tab = browser.open();
    browser.gateway.absent = "unknown";
    await tab.outbox.restore();
    const key = tab.write();
    await quiet();
    assert.deepEqual([browser.gateway.looks, browser.gateway.sent], [["a", "c"], [key]]);
    browser.gateway.absent = "absent";
    await tab.outbox.lookAgain();
    assert.deepEqual(browser.gateway.sent, [key, "a", "b", "c"]);
  });

  it("a message that certainly was not sent waits again", async () => {
    const { browser, tab, key, answer } = await whileSending("cannotBeSent");
    browser.online.value = false;
    answer();
    await quiet();
    assert.equal(tab.state(key), "waiting");
    browser.online.value = true;
    await quiet();
    assert.deepEqual([tab.state(key), browser.gateway.sent], ["gone", [key, key]]);
  });

  it("a message that may have arrived is looked for when there is one", async () => {
    const { browser, tab, key, answer } = await whileSending("arrivesUnanswered");
    browser.online.value = false;
    answer();
    await quiet();
    assert.deepEqual([tab.state(key), browser.gateway.looks], ["maybe", []]);
    browser.online.value = true;
    await quiet();
    assert.deepEqual([tab.state(key), browser.gateway.sent], ["gone", [key]]);
  });

  it("order holds within one millisecond and when the clock is set back", async () => {
    const browser = Browser.offline();
    const tab = browser.open();
    for (const [text, time] of [
      ["a", 5],
      ["b", 5],
      ["c", 3],
    ] as const) {
      browser.time = time;
      tab.write(text);
    }
    assert.deepEqual(tab.texts, ["a", "b", "c"]);
    assert.deepEqual(
      tab.outbox.entries.value.map((entry) => entry.writtenAt),
      [5, 5, 3],
    );
  });
});
