import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { afterWriting, Browser, nameOf, quiet, whileSending } from "./outbox-world.ts";

describe("what is written", () => {
  it("is shown at once and kept", async () => {
    const browser = Browser.offline();
    const tab = browser.open();
    const key = tab.write("hello", { receiver: { userId: "9007199254740993", superMsgFlag: 1 } });
    assert.deepEqual(tab.texts, ["hello"]);
    await quiet();
    assert.deepEqual(JSON.parse(browser.disk.texts.get(nameOf(key))!), {
      clientKey: key,
      conversationId: "s",
      receiver: { userId: "9007199254740993", superMsgFlag: 1 },
      kind: "text",
      text: "hello",
      writtenAt: 1000,
      order: 1000,
      after: "9",
      state: "waiting",
    });
  });

  it("counts as kept until the store says otherwise", () => {
    const tab = Browser.offline().open();
    assert.equal(tab.entry(tab.write())?.kept, true);
  });

  it("is kept without a change of what is shown", async () => {
    const tab = Browser.offline().open();
    tab.write();
    const shown = tab.outbox.of("s").value;
    await quiet();
    assert.equal(tab.outbox.of("s").value, shown);
  });

  it("is in no doubt when what was kept is found only later", async () => {
    const { browser, tab, key } = await afterWriting();
    await tab.outbox.restore();
    browser.online.value = true;
    await quiet();
    assert.deepEqual([browser.gateway.looks, browser.gateway.sent], [[], [key]]);
  });

  it("is kept as being sent before it is", async () => {
    const browser = new Browser();
    browser.gateway.holdBack();
    const key = browser.open().write();
    await quiet();
    assert.equal(JSON.parse(browser.disk.texts.get(nameOf(key))!).state, "sending");
  });

  it("is kept no longer once it was given up", async () => {
    const browser = Browser.offline();
    const tab = browser.open();
    tab.outbox.discard(tab.write());
    await quiet();
    assert.equal(browser.disk.texts.size, 0);
  });

  it("cannot be given up while it is sent", async () => {
    const { tab, key, answer } = await whileSending("isRefused");
    tab.outbox.discard(key);
    answer();
    await quiet();
    assert.equal(tab.state(key), "failed");
  });
});
