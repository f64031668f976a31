import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recordOf } from "../outbox/entry.ts";
import { afterSending, Browser, kept, nameOf, quiet } from "./outbox-world.ts";

describe("a message that is sent again", () => {
  for (const outcome of ["isRefused", "isLimited", "isTakenWithoutWord", "endsTheModuleAfterwards"] as const) {
    it(`because it ${outcome} has the key it had, and is not looked for`, async () => {
      const { browser, tab, key } = await afterSending(outcome);
      browser.gateway.looks = [];
      tab.outbox.retry(key);
      assert.deepEqual(
        [tab.state(key), tab.entry(key)?.problem, tab.entry(key)?.says],
        ["waiting", undefined, undefined],
      );
      await quiet();
      assert.deepEqual(browser.gateway.sent, [key, key]);
      assert.deepEqual(browser.gateway.looks, []);
      assert.equal(tab.state(key), "gone");
    });
  }

  it("can be one that waits since nobody can say whether it was sent", async () => {
    const browser = new Browser();
    browser.disk.texts.set(nameOf("k"), recordOf(kept("k")));
    browser.gateway.absent = "unknown";
    const tab = browser.open();
    await tab.outbox.restore();
    await quiet();
    assert.equal(tab.entry("k")?.doubt, "unknown");
    tab.outbox.retry("k");
    await quiet();
    assert.deepEqual([tab.state("k"), browser.gateway.sent], ["gone", ["k"]]);
  });

  it("can be one that is looked for right now", async () => {
    const browser = new Browser();
    browser.disk.texts.set(nameOf("k"), recordOf(kept("k", { state: "maybe" })));
    browser.gateway.absent = "unknown";
    let answer = () => {};
    browser.gateway.holdLooks = new Promise((resolve) => (answer = resolve));
    const tab = browser.open();
    await tab.outbox.restore();
    await quiet();
    tab.outbox.retry("k");
    answer();
    await quiet();
    assert.deepEqual([tab.state("k"), browser.gateway.sent], ["gone", ["k"]]);
  });

  it("is not sent twice for being told twice", async () => {
    const { browser, tab, key } = await afterSending("isRefused");
    tab.outbox.retry(key);
    tab.outbox.retry(key);
    await quiet();
    assert.deepEqual(browser.gateway.sent, [key, key]);
  });
});

describe("a message that was given up because no answer came", () => {
  it("may still arrive when it is absent at once", async () => {
    const { browser, tab, key } = await afterSending("isGivenUp");
    assert.deepEqual([browser.gateway.looks, tab.state(key), tab.entry(key)?.doubt], [[key], "maybe", "unknown"]);
    browser.gateway.arrived.add(key);
    await tab.outbox.lookAgain();
    assert.equal(tab.state(key), "gone");
  });

  it("was sent when it is found at once", async () => {
    const { tab, key } = await afterSending("arrivesAndIsGivenUp");
    assert.equal(tab.state(key), "gone");
  });

  it("was not sent when it is absent later", async () => {
    const { tab, key } = await afterSending("isGivenUp");
    await tab.outbox.lookAgain();
    assert.deepEqual([tab.state(key), tab.entry(key)?.problem?.maybeSent], ["failed", false]);
  });
});

describe("a message in doubt", () => {
  const inDoubt = async () => {
    const browser = new Browser();
    browser.gateway.absent = "unknown";
    const tab = browser.open();
    browser.gateway.next.push("arrivesUnanswered", "isTakenWithoutWord");
    const [maybe, accepted] = [tab.write(), tab.write()];
    await quiet();
    return { browser, tab, maybe, accepted };
  };

  it("is looked for again when the gateway answers", async () => {
    const { browser, tab, maybe } = await inDoubt();
    browser.gateway.absent = "absent";
    await tab.outbox.lookAgain();
    assert.equal(tab.state(maybe), "gone");
    assert.equal(browser.gateway.sent.length, 2);
  });

  it("is looked for once each time", async () => {
    const { browser, tab, maybe } = await inDoubt();
    browser.gateway.looks = [];
    await tab.outbox.lookAgain();
    assert.deepEqual([tab.state(maybe), browser.gateway.looks], ["maybe", [maybe]]);
  });

  it("is looked for alone when the user asks for it, also when the gateway took it", async () => {
    const { browser, tab, accepted } = await inDoubt();
    browser.gateway.absent = "absent";
    browser.gateway.looks = [];
    await tab.outbox.lookAgain(accepted);
    assert.deepEqual([tab.state(accepted), browser.gateway.looks], ["accepted", [accepted]]);
    browser.gateway.arrived.add(accepted);
    await tab.outbox.lookAgain(accepted);
    assert.equal(tab.state(accepted), "gone");
  });

  it("is looked for when the user asks for it", async () => {
    const { browser, tab, maybe } = await inDoubt();
    browser.gateway.looks = [];
    await tab.outbox.lookAgain(maybe);
    assert.deepEqual(browser.gateway.looks, [maybe]);
  });

  it("that is given up while it is looked for stays away", async () => {
    const { browser, tab, maybe } = await inDoubt();
    const looking = tab.outbox.lookAgain();
    tab.outbox.discard(maybe);
    await looking;
    await quiet();
    assert.equal(tab.state(maybe), "gone");
    assert.ok(!browser.disk.texts.has(nameOf(maybe)));
  });

  it("is not what waits to be sent for the first time, whoever asks", async () => {
    const browser = Browser.offline();
    const tab = browser.open();
    const key = tab.write();
    await tab.outbox.lookAgain(key);
    browser.online.value = true;
    await quiet();
    assert.deepEqual([browser.gateway.looks, browser.gateway.sent], [[], [key]]);
  });
});
