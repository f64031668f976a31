import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recordOf } from "../outbox/entry.ts";
import { accountKey, Browser, kept, nameOf, quiet, Storage } from "./outbox-world.ts";

const offline = () => {
  const browser = new Browser();
  browser.online.value = false;
  return browser;
};

describe("what is written", () => {
  it("is shown at once and kept", async () => {
    const browser = offline();
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
    const tab = offline().open();
    assert.equal(tab.entry(tab.write())?.kept, true);
  });

  it("is kept without a change of what is shown", async () => {
    const tab = offline().open();
    tab.write();
    const shown = tab.outbox.of("s").value;
    await quiet();
    assert.equal(tab.outbox.of("s").value, shown);
  });

  it("is in no doubt when what was kept is found only later", async () => {
    const browser = offline();
    const tab = browser.open();
    const key = tab.write();
    await quiet();
    await tab.outbox.restore();
    browser.online.value = true;
    await quiet();
    assert.deepEqual([browser.gateway.looks, browser.gateway.sent], [[], [key]]);
  });

  it("is kept as being sent before it is", async () => {
    const browser = new Browser();
    browser.gateway.hold = new Promise(() => {});
    const key = browser.open().write();
    await quiet();
    assert.equal(JSON.parse(browser.disk.texts.get(nameOf(key))!).state, "sending");
  });

  it("is kept no longer once it was given up", async () => {
    const browser = offline();
    const tab = browser.open();
    tab.outbox.discard(tab.write());
    await quiet();
    assert.equal(browser.disk.texts.size, 0);
  });

  it("cannot be given up while it is sent", async () => {
    const browser = new Browser();
    const tab = browser.open();
    let answer = () => {};
    browser.gateway.hold = new Promise((resolve) => (answer = resolve));
    browser.gateway.next.push("isRefused");
    const key = tab.write();
    await quiet();
    tab.outbox.discard(key);
    answer();
    await quiet();
    assert.equal(tab.state(key), "failed");
  });
});

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
    const browser = offline();
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
    const browser = offline();
    const tab = browser.open();
    const key = tab.write();
    await quiet();
    browser.disk.full = true;
    browser.gateway.next.push("isTakenWithoutWord");
    browser.online.value = true;
    await quiet();
    assert.deepEqual([tab.state(key), tab.entry(key)?.kept, browser.disk.texts.size], ["accepted", false, 0]);
  });

  it("takes nothing away from the outbox that follows in the page", async () => {
    const browser = offline();
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
    const browser = offline();
    const before = browser.open();
    before.write("kept");
    await quiet();
    before.outbox.close();
    const tab = browser.open(new Storage());
    tab.outbox.adopt(before.outbox);
    assert.deepEqual(tab.texts, []);
  });

  it("is kept when it is sent again and there is room", async () => {
    const browser = offline();
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
    let answer = () => {};
    browser.gateway.hold = new Promise((resolve) => (answer = resolve));
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
    const browser = offline();
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
    const browser = new Browser();
    const tab = browser.open();
    let answer = () => {};
    browser.gateway.hold = new Promise((resolve) => (answer = resolve));
    browser.gateway.next.push("isRefused");
    const key = tab.write();
    await quiet();
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
    const browser = offline();
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
    const browser = offline();
    const tab = browser.open();
    const key = tab.write();
    await quiet();
    browser.disk.unreadable = true;
    browser.online.value = true;
    await quiet();
    assert.deepEqual([tab.state(key), browser.gateway.sent], ["waiting", []]);
    browser.disk.unreadable = false;
    await tab.outbox.lookAgain();
    assert.deepEqual([tab.state(key), browser.gateway.sent], ["gone", [key]]);
  });

  it("is said when messages are to be found in it", async () => {
    const browser = offline();
    browser.disk.texts.set(nameOf("k"), recordOf(kept("k")));
    browser.disk.unreadable = true;
    await assert.rejects(browser.open().outbox.restore(), /cannot be read/);
  });
});

describe("a store that was emptied", () => {
  it("loses no message that is shown: the user decides", async () => {
    const browser = offline();
    const tab = browser.open();
    const key = tab.write();
    await quiet();
    browser.disk.texts.clear();
    browser.online.value = true;
    await quiet();
    assert.deepEqual([tab.state(key), tab.entry(key)?.kept, browser.gateway.sent], ["failed", false, []]);
    tab.outbox.retry(key);
    await quiet();
    assert.deepEqual([tab.state(key), browser.gateway.sent], ["gone", [key]]);
  });

  it("gets everything back when it is told to, and else nothing", async () => {
    const browser = offline();
    const tab = browser.open();
    const key = tab.write();
    await quiet();
    browser.disk.texts.clear();
    tab.outbox.keepAgain();
    await quiet();
    assert.equal(browser.disk.texts.size, 0);
    tab.outbox.keepAgain({ all: true });
    await quiet();
    assert.deepEqual([...browser.disk.texts.keys()], [nameOf(key)]);
  });

  it("gets nothing back in place of what is there, as another tab has it", async () => {
    const browser = offline();
    const tab = browser.open();
    const key = tab.write();
    await quiet();
    const text = recordOf({ ...tab.entry(key)!, state: "sending" });
    browser.disk.texts.set(nameOf(key), text);
    tab.outbox.keepAgain({ all: true });
    await quiet();
    assert.equal(browser.disk.texts.get(nameOf(key)), text);
  });

  it("gets nothing back while nobody can say what is there", async () => {
    const browser = offline();
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

describe("records that are not the outbox's", () => {
  const foreign = [
    [nameOf("unreadable"), "{"],
    [nameOf("media"), JSON.stringify({ ...kept("media"), kind: "media" })],
    [`qqmusicpm.outbox.${accountKey}.com.k`, recordOf(kept("k"))], // the gateway https://gateway.com
    ["qqmusicpm.outbox.2@https://gateway.k", recordOf(kept("k"))],
    [nameOf(""), recordOf(kept(""))],
  ] as const;

  const withForeign = () => {
    const browser = offline();
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
    const browser = offline();
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
    const [browser, session] = [offline(), new Storage()];
    const { disk } = browser;
    const storeFor = disk.for.bind(disk);
    disk.for = (tab) => ({ ...storeFor(tab), names: async () => [nameOf("deleted")] });
    const tab = browser.open();
    await tab.outbox.moveTo(session.for(tab));
    assert.equal(session.texts.size, 0);
  });

  it("takes along what another tab has just written", async () => {
    const browser = offline();
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
    const browser = offline();
    const tab = browser.open();
    const key = tab.write();
    await quiet();
    browser.disk.texts.set(nameOf(key), recordOf({ ...tab.entry(key)!, state: "sending" }));
    const session = new Storage();
    await tab.outbox.moveTo(session.for(tab));
    assert.equal(JSON.parse(session.texts.get(nameOf(key))!).state, "sending");
  });

  it("keeps what was not kept before", async () => {
    const browser = offline();
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
    const browser = new Browser();
    const tab = browser.open();
    let answer = () => {};
    browser.gateway.hold = new Promise((resolve) => (answer = resolve));
    browser.gateway.next.push("isRefused");
    const key = tab.write();
    await quiet();
    browser.disk.full = true;
    answer();
    await quiet();
    const session = new Storage();
    await tab.outbox.moveTo(session.for(tab));
    assert.equal(JSON.parse(session.texts.get(nameOf(key))!).state, "failed");
  });

  it("still shows what there is no place for, and leaves it nowhere else", async () => {
    const browser = offline();
    const tab = browser.open();
    const key = tab.write();
    const session = new Storage();
    session.full = true;
    await tab.outbox.moveTo(session.for(tab));
    assert.deepEqual([tab.state(key), tab.entry(key)?.kept, browser.disk.texts.size], ["waiting", false, 0]);
  });

  it("waits with it until what is being sent is sent", async () => {
    const browser = new Browser();
    const tab = browser.open();
    let answer = () => {};
    browser.gateway.hold = new Promise((resolve) => (answer = resolve));
    tab.write();
    await quiet();
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
    const browser = offline();
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
    let answer = () => {};
    browser.gateway.hold = new Promise((resolve) => (answer = resolve));
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
    const browser = new Browser();
    const tab = browser.open();
    let answer = () => {};
    browser.gateway.hold = new Promise((resolve) => (answer = resolve));
    tab.write();
    await quiet();
    await tab.outbox.forget();
    answer();
    await quiet();
    assert.deepEqual(tab.told, []);
  });
});
