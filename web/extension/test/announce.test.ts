// What is announced where the browser does not announce, where the user wants less of it, and whose news it is.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { signal } from "@preact/signals";
import type { App } from "../../app/shell/app.ts";
import { accountKey, type AccountId } from "../../app/model/account-id.ts";
import { recordName } from "../../app/model/record-names.ts";
import { numberAlone } from "../../app/model/sides.ts";
import { settled } from "../../app/test/shared-store.ts";
import type { Session } from "../../sdk/src/index.ts";
import { keptAccounts, siteAccount } from "../account/kept-accounts.ts";
import type { Ask } from "../background/ask-gateway.ts";
import { reportSeen } from "../page/report.ts";
import { changeSettings, onSettings } from "../settings.ts";
import { announceNews, takeBackUnwanted } from "../watch/announce.ts";
import { rememberSeen } from "../watch/watch-state.ts";
import { FakeChrome, refuses, saysNothing } from "./fake-chrome.ts";
import { message, page, session } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

let lives = 0;

/** Looks as a background does that was just started. */
async function look(ask: Ask): Promise<void> {
  const fresh = (await import(`../background/look.js?life=${++lives}`)) as typeof import("../background/look.ts");
  await fresh.look(ask);
}

const id = siteAccount("123456");
const key = accountKey(id);
const earlier = page(session("a", message("1", 100)), session("b", message("2", 90), 0));
const later = page(session("b", message("3", 110, "只有你知道"), 2), session("a", message("1", 100)));
const many = page(...["c", "d", "e", "f"].map((one, i) => session(one, message(`${i}`, 200 + i, "只有你知道"))));
const asksNothing: Ask = () => assert.fail("the gateway was asked");

/** A browser with an account, of which the background knows what was there earlier. */
async function signedIn(): Promise<FakeChrome> {
  const chrome = new FakeChrome();
  await signIn({ musicid: "123456", musickey: "Q_H_L_a" });
  await look(async () => earlier);
  return chrome;
}

const newestSeen = (chrome: FakeChrome) => (chrome.session.get(recordName("seen", id)) as { newest: object }).newest;

describe("a browser that does not announce", () => {
  for (const call of ["show", "shown", "takeBack"] as const) {
    it(`is not asked again, the button is right, and what came counts as seen: ${call}`, async () => {
      const chrome = await signedIn();
      chrome.faults[call] = refuses;
      await look(async () => later);
      await look(async () => later);
      assert.equal(chrome.badge, "3");
      assert.deepEqual(newestSeen(chrome), { a: "1", b: "3" });
      assert.equal(chrome.told.length, 1);
      delete chrome.faults[call];
      await look(async () => later);
      assert.equal(chrome.told.length, 1);
    });
  }

  it("refuses each of several by itself", async () => {
    const chrome = await signedIn();
    chrome.faults.show = refuses;
    await look(async () => page(session("c", message("5", 120)), session("b", message("3", 110), 2)));
    assert.equal(chrome.told.length, 2);
  });

  it("is waited for no longer than some seconds", async (t) => {
    const chrome = await signedIn();
    t.mock.timers.enable({ apis: ["setTimeout"] });
    chrome.faults.show = saysNothing;
    const looking = look(async () => later);
    while (chrome.told.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await settled();
    t.mock.timers.tick(3_000);
    await looking;
    assert.deepEqual([chrome.badge, newestSeen(chrome)], ["3", { a: "1", b: "3" }]);
  });

  it("may have no notifications at all", async () => {
    const chrome = await signedIn();
    delete (globalThis.chrome as { notifications?: unknown }).notifications;
    await look(async () => later);
    assert.deepEqual([chrome.badge, newestSeen(chrome)], ["3", { a: "1", b: "3" }]);
  });
});

describe("what was written", () => {
  for (const [what, news] of [
    ["in one conversation", later],
    ["in many", many],
  ] as const) {
    it(`is in no part of an announcement: ${what}`, async () => {
      const chrome = await signedIn();
      await look(async () => news);
      assert.equal(chrome.told.length, 1);
      assert.ok(!chrome.told[0]!.includes("只有你知道"));
    });
  }

  it("is nowhere but in the message where the user wants it", async () => {
    const chrome = await signedIn();
    chrome.local.set("settings", { content: true });
    await look(async () => later);
    const [, options] = JSON.parse(chrome.told[0]!) as [string, Record<string, string>];
    assert.deepEqual(Object.keys(options).sort(), ["iconUrl", "message", "title", "type"]);
    assert.deepEqual(
      Object.keys(options).filter((name) => options[name]!.includes("只有你知道")),
      ["message"],
    );
  });

  for (const [what, changed] of [
    ["it is not to be shown any more", { content: false }],
    ["nothing is to be announced any more", { notify: false }],
  ] as const) {
    it(`is taken back when ${what}`, async () => {
      const chrome = await signedIn();
      await changeSettings({ content: true });
      onSettings((now, before) => void takeBackUnwanted(now, before));
      await look(async () => later);
      assert.equal(chrome.notifications.size, 1);
      await changeSettings(changed);
      await settled();
      assert.equal(chrome.notifications.size, 0);
    });

    it(`is taken back when ${what} while it is announced`, async () => {
      const chrome = await signedIn();
      await changeSettings({ content: true });
      chrome.onceItAnnounces(() => changeSettings(changed));
      await look(async () => later);
      assert.equal(chrome.notifications.size, 0);
    });
  }

  it("stays announced when other settings change", async () => {
    const chrome = await signedIn();
    await changeSettings({ content: true });
    onSettings((now, before) => void takeBackUnwanted(now, before));
    await look(async () => later);
    await changeSettings({ minutes: 5 });
    await settled();
    assert.equal(chrome.notifications.size, 1);
  });
});

describe("an account that is removed while it is announced", () => {
  const remove = async () => (await keptAccounts()).remove(id);

  it("leaves no announcement, wherever the background was killed", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] }); // who was killed waits for nothing any more
    let killed = true;
    for (let steps = 0; killed; steps++) {
      const chrome = await signedIn();
      chrome.onceItAnnounces(remove);
      chrome.left = steps;
      killed = await Promise.race([chrome.killed.then(() => true), look(async () => later).then(() => false)]);
      chrome.left = Infinity;
      await remove();
      await look(asksNothing);
      assert.deepEqual([chrome.notifications.size, chrome.badge], [0, ""], `killed after ${steps} steps`);
    }
  });

  it("leaves no announcement where the look fails after it", async () => {
    const chrome = await signedIn();
    chrome.onceItAnnounces(async () => {
      await remove();
      globalThis.chrome.storage.session.set = () => Promise.reject(new Error("no room"));
    });
    await assert.rejects(look(async () => later));
    assert.equal(chrome.notifications.size, 0);
  });
});

describe("an account that a window shows while another one was chosen last", () => {
  const other = siteAccount("654321");

  /** A window that shows an account. */
  function open(account: AccountId, sessions: readonly Session[]) {
    const items = signal<readonly Session[]>(sessions);
    const inbox = {
      account,
      gateway: { loginProblem: signal(undefined), withheld: signal(false) },
      list: { items, unmuted: signal(7), loading: signal({ state: "idle" }) },
      listMarks: { muted: signal(new Set<string>()) },
      own: { self: signal(numberAlone(account.musicid)) },
    };
    reportSeen({ inbox: signal(inbox) } as unknown as App);
    return items;
  }

  async function chosenLast(): Promise<FakeChrome> {
    const chrome = new FakeChrome();
    await signIn({ musicid: "654321", musickey: "Q_H_L_b" });
    await signIn({ musicid: "123456", musickey: "Q_H_L_a" }); // in a window that was closed since
    await look(async () => earlier);
    await rememberSeen(other, earlier.sessions);
    return chrome;
  }
  const see = (hidden: boolean) => Object.assign(globalThis, { document: { hidden } });

  it("is announced by that window where nobody sees it, and the button tells of the other one", async () => {
    see(true);
    const chrome = await chosenLast();
    const items = open(other, earlier.sessions);
    items.value = later.sessions;
    await settled();
    assert.deepEqual([...chrome.notifications.keys()], [`${accountKey(other)} b`]);
    assert.equal(chrome.badge, "1");
  });

  it("is not announced where it is in view", async () => {
    see(false);
    const chrome = await chosenLast();
    open(other, later.sessions);
    await settled();
    see(true);
    open(other, later.sessions);
    await settled();
    assert.equal(chrome.told.length, 0);
  });

  it("is announced once however many find it at once", async () => {
    const chrome = await chosenLast();
    const known = { self: numberAlone(other.musicid), muted: new Set<string>() };
    await Promise.all([1, 2, 3].map(() => announceNews(other, later.sessions, known)));
    assert.equal(chrome.told.length, 1);
  });

  it("is not announced where that window alone has it: an announcement leads to any window", async () => {
    see(true);
    const chrome = await chosenLast();
    await rememberSeen(siteAccount("777"), earlier.sessions);
    open(siteAccount("777"), later.sessions);
    await settled();
    assert.equal(chrome.told.length, 0);
  });

  it("is left to the background where it is the one that was chosen last", async () => {
    see(true);
    const chrome = await chosenLast();
    open(id, later.sessions);
    await settled();
    assert.deepEqual([chrome.told.length, chrome.badge], [0, "7"]);
    await look(async () => later);
    assert.deepEqual([...chrome.notifications.keys()], [`${key} b`]);
  });
});
