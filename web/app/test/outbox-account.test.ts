import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recordOf } from "../outbox/entry.ts";
import { accountKey, afterWriting, Browser, kept, nameOf, quiet, Storage, whileSending } from "./outbox-world.ts";

describe("records that are not the outbox's", () => {
  const foreign = [
    [nameOf("unreadable"), "{"],
    [nameOf("media"), JSON.stringify({ ...kept("media"), kind: "media" })],
    [`qqmusicpm.outbox.${accountKey}.com.k`, recordOf(kept("k"))], // the gateway https://gateway.com
    ["qqmusicpm.outbox.2@https://gateway.k", recordOf(kept("k"))],
    [nameOf(""), recordOf(kept(""))],
  ] as const;

  const withForeign = () => {
    const browser = Browser.offline();
    for (const [name, text] of foreign) browser.disk.texts.set(name, text);
    return browser;
  };

  it("are neither shown nor deleted", async () => {
    const browser = withForeign();
    const tab = browser.open();
    await tab.outbox.restore();
    assert.deepEqual(tab.texts, []);
    assert.equal(browser.disk.texts.size, foreign.length);
  });

  it("of other accounts stay when one is forgotten", async () => {
    const browser = withForeign();
    const tab = browser.open();
    tab.write();
    await tab.outbox.forget();
    assert.deepEqual(tab.texts, []);
    assert.deepEqual(
      [...browser.disk.texts.keys()],
      foreign.slice(2).map(([name]) => name),
    );
  });

  it("move with the account where they are its own", async () => {
    const browser = withForeign();
    const tab = browser.open();
    const session = new Storage();
    await tab.outbox.moveTo(session.for(tab));
    assert.deepEqual([...session.texts], foreign.slice(0, 2));
    assert.deepEqual([...browser.disk.texts], foreign.slice(2));
  });

  it("stay where they are when there is no place for them", async () => {
    const browser = withForeign();
    const tab = browser.open();
    const session = new Storage();
    session.full = true;
    await tab.outbox.moveTo(session.for(tab));
    assert.equal(browser.disk.texts.size, foreign.length);
  });
});

describe("an account that is kept elsewhere from now on", () => {
  it("takes its messages along", async () => {
    const browser = Browser.offline();
    const tab = browser.open();
    const session = new Storage();
    const keys = [tab.write()];
    await tab.outbox.moveTo(session.for(tab));
    keys.push(tab.write());
    await quiet();
    assert.deepEqual([...session.texts.keys()], keys.map(nameOf));
    assert.equal(browser.disk.texts.size, 0);
    browser.online.value = true;
    await quiet();
    assert.deepEqual([browser.gateway.sent, session.texts.size], [keys, 0]);
  });

  it("takes along nothing that another tab deletes meanwhile", async () => {
    const [browser, session] = [Browser.offline(), new Storage()];
    const { disk } = browser;
    const storeFor = disk.for.bind(disk);
    disk.for = (tab) => ({ ...storeFor(tab), names: async () => [nameOf("deleted")] });
    const tab = browser.open();
    await tab.outbox.moveTo(session.for(tab));
    assert.equal(session.texts.size, 0);
  });

  it("takes along what another tab has just written", async () => {
    const browser = Browser.offline();
    const [tab, other] = [browser.open(), browser.open()];
    browser.disk.late = true;
    const key = other.write();
    await quiet();
    const session = new Storage();
    await tab.outbox.moveTo(session.for(tab));
    assert.equal(tab.state(key), "waiting");
    assert.ok(session.texts.has(nameOf(key)));
  });

  it("takes along what another tab has just made of a message", async () => {
    const { browser, tab, key } = await afterWriting();
    browser.disk.texts.set(nameOf(key), recordOf({ ...tab.entry(key)!, state: "sending" }));
    const session = new Storage();
    await tab.outbox.moveTo(session.for(tab));
    assert.equal(JSON.parse(session.texts.get(nameOf(key))!).state, "sending");
  });

  it("keeps what was not kept before", async () => {
    const browser = Browser.offline();
    browser.disk.full = true;
    const tab = browser.open();
    const key = tab.write();
    await quiet();
    const session = new Storage();
    await tab.outbox.moveTo(session.for(tab));
    assert.ok(session.texts.has(nameOf(key)));
    assert.equal(tab.entry(key)?.kept, true);
  });

  it("keeps there what became of a message for which there was no place here", async () => {
    const { browser, tab, key, answer } = await whileSending("isRefused");
    browser.disk.full = true;
    answer();
    await quiet();
    const session = new Storage();
    await tab.outbox.moveTo(session.for(tab));
    assert.equal(JSON.parse(session.texts.get(nameOf(key))!).state, "failed");
  });

  it("still shows what there is no place for, and leaves it nowhere else", async () => {
    const browser = Browser.offline();
    const tab = browser.open();
    const key = tab.write();
    const session = new Storage();
    session.full = true;
    await tab.outbox.moveTo(session.for(tab));
    assert.deepEqual([tab.state(key), tab.entry(key)?.kept, browser.disk.texts.size], ["waiting", false, 0]);
  });

  it("waits with it until what is being sent is sent", async () => {
    const { browser, tab, answer } = await whileSending();
    const session = new Storage();
    let moved = false;
    const moving = tab.outbox.moveTo(session.for(tab)).then(() => (moved = true));
    await quiet();
    assert.equal(moved, false);
    answer();
    await moving;
    assert.deepEqual([tab.texts, browser.disk.texts.size, session.texts.size], [[], 0, 0]);
  });

  it("hears of changes there, and no longer of those where it was", async () => {
    const browser = Browser.offline();
    const session = new Storage();
    const [tab, there, here] = [browser.open(), browser.open(session), browser.open()];
    await tab.outbox.moveTo(session.for(tab));
    there.write("there");
    here.write("here");
    await quiet();
    assert.deepEqual(tab.texts, ["there"]);
  });
});

describe("an account that is forgotten", () => {
  it("is not brought back by what is on its way", async () => {
    const browser = new Browser();
    const [tab, other] = [browser.open(), browser.open()];
    const answer = browser.gateway.holdBack();
    browser.gateway.next.push("isRefused");
    tab.write();
    await quiet();
    await other.outbox.forget();
    await quiet();
    answer();
    await quiet();
    assert.deepEqual([tab.texts, other.texts, browser.disk.texts.size], [[], [], 0]);
  });

  it("is told nothing any more of what has arrived", async () => {
    const { tab, answer } = await whileSending();
    await tab.outbox.forget();
    answer();
    await quiet();
    assert.deepEqual(tab.told, []);
  });
});
