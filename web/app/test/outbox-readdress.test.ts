import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { afterSending, Browser, nameOf, quiet, type Tab, whileSending } from "./outbox-world.ts";

const conversationOf = (tab: Tab, key: string) => tab.entry(key)?.conversationId;
const keptConversation = ({ disk }: Browser, key: string) =>
  (JSON.parse(disk.texts.get(nameOf(key)) ?? "{}") as { conversationId?: string }).conversationId;

/** A browser without network: what is written waits. */
function offline() {
  const browser = Browser.offline();
  return { browser, tab: browser.open() };
}

describe("a conversation that got another id", () => {
  it("has what waits and what failed, here and where it is kept", async () => {
    const { browser, tab, key: failed } = await afterSending("isRefused");
    browser.online.value = false;
    const waiting = tab.write();
    await quiet();
    tab.outbox.readdress("s", "t");
    await quiet();
    for (const key of [failed, waiting])
      assert.deepEqual([conversationOf(tab, key), keptConversation(browser, key)], ["t", "t"]);
  });

  it("has nothing of other conversations", async () => {
    const { browser, tab } = offline();
    const key = tab.write("hello", { conversationId: "u" });
    await quiet();
    tab.outbox.readdress("s", "t");
    await quiet();
    assert.deepEqual([conversationOf(tab, key), keptConversation(browser, key)], ["u", "u"]);
  });

  it("does not have what is being sent", async () => {
    const { tab, key, answer } = await whileSending();
    tab.outbox.readdress("s", "t");
    assert.equal(conversationOf(tab, key), "s");
    answer();
    await quiet();
    assert.equal(tab.state(key), "gone");
  });

  it("has what could not be kept, which is kept now", async () => {
    const { browser, tab } = offline();
    browser.disk.full = true;
    const key = tab.write();
    await quiet();
    browser.disk.full = false;
    tab.outbox.readdress("s", "t");
    await quiet();
    assert.deepEqual([conversationOf(tab, key), keptConversation(browser, key)], ["t", "t"]);
  });

  it("does not bring back what another tab has deleted", async () => {
    const { browser, tab } = offline();
    tab.write();
    await quiet();
    browser.disk.texts.clear();
    tab.outbox.readdress("s", "t");
    await quiet();
    assert.equal(browser.disk.texts.size, 0);
  });

  it("leaves the record of what another tab is sending as it is", async () => {
    const { browser, tab } = offline();
    const key = tab.write();
    await quiet();
    const sending = JSON.stringify({ ...JSON.parse(browser.disk.texts.get(nameOf(key))!), state: "sending" });
    browser.disk.texts.set(nameOf(key), sending);
    tab.outbox.readdress("s", "t");
    await quiet();
    assert.equal(browser.disk.texts.get(nameOf(key)), sending);
  });
});
