import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keptAccounts, cookieAccount } from "../account/kept-accounts.ts";
import type { Ask } from "../background/ask-gateway.ts";
import { CredentialExpiredError, RateLimitedError } from "../../sdk/src/errors.ts";
import { FakeChrome } from "./fake-chrome.ts";
import { message, page, session } from "./sessions.ts";

let lives = 0;

/** Looks as a background does that was just started: nothing is in its memory. */
async function look(ask: Ask): Promise<void> {
  const fresh = (await import(`../background/look.js?life=${++lives}`)) as typeof import("../background/look.ts");
  await fresh.look(ask);
}

async function signedIn(login = { musicid: "123456", musickey: "Q_H_L_a" }): Promise<FakeChrome> {
  const chrome = new FakeChrome();
  await (await keptAccounts()).use(cookieAccount(login));
  return chrome;
}

const earlier = page(session("a", message("1", 100)), session("b", message("2", 90), 0));
const later = page(session("b", message("3", 110, "在吗"), 2), session("a", message("1", 100)));
const asksNothing: Ask = () => assert.fail("the gateway was asked");

describe("a look", () => {
  it("shows how many are unread, and announces nothing at first", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    assert.equal(chrome.badge, "1");
    assert.equal(chrome.notifications.size, 0);
  });

  it("announces what is new by its sender alone", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    await look(async () => later);
    await look(async () => later);
    assert.equal(chrome.badge, "3");
    assert.deepEqual([...chrome.notifications], [["b 3", { title: "朋友 b", message: "newMessage" }]]);
  });

  it("announces what was written when the user wants that", async () => {
    const chrome = await signedIn();
    chrome.local.set("settings", { content: true });
    await look(async () => earlier);
    await look(async () => later);
    assert.equal(chrome.notifications.get("b 3")?.message, "在吗");
  });

  it("announces nothing when the user wants that", async () => {
    const chrome = await signedIn();
    chrome.local.set("settings", { notify: false });
    await look(async () => earlier);
    await look(async () => later);
    assert.equal(chrome.notifications.size, 0);
    assert.equal(chrome.badge, "3");
  });

  it("announces many at once as one", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    await look(async () => page(...["c", "d", "e", "f"].map((id, i) => session(id, message(`${i}`, 200 + i)))));
    assert.equal(chrome.notifications.size, 1);
    assert.match([...chrome.notifications.values()][0]!.title, /4/);
  });

  it("asks nothing without an account", async () => {
    const chrome = new FakeChrome();
    chrome.badge = "7";
    await look(asksNothing);
    assert.equal(chrome.badge, "");
  });

  it("asks nothing more with a key that was refused, and goes on with the next", async () => {
    const chrome = await signedIn();
    await look(() => Promise.reject(new CredentialExpiredError("old")));
    assert.equal(chrome.badge, "!");
    await look(asksNothing);
    await (await keptAccounts()).use(cookieAccount({ musicid: "123456", musickey: "Q_H_L_b" }));
    await look(async () => earlier);
    assert.equal(chrome.badge, "1");
  });

  it("leaves the gateway alone after a rate limit, also in its next life", async () => {
    await signedIn();
    await look(() => Promise.reject(new RateLimitedError("slow")));
    await look(asksNothing);
  });

  it("knows nothing of another account", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    await (await keptAccounts()).use(cookieAccount({ musicid: "654321", musickey: "Q_H_L_b" }));
    await look(async () => later);
    assert.equal(chrome.notifications.size, 0);
  });

  it("is made once when it is asked for twice", async () => {
    await signedIn();
    let asked = 0;
    const fresh = (await import(`../background/look.js?life=${++lives}`)) as typeof import("../background/look.ts");
    const ask: Ask = async () => (asked++, earlier);
    await Promise.all([fresh.look(ask), fresh.look(ask)]);
    assert.equal(asked, 1);
  });
});

describe("a background that is killed during a look", () => {
  it("does in its next life what is missing, and nothing twice, wherever it was killed", async () => {
    let killed = true;
    for (let steps = 0; killed; steps++) {
      const chrome = await signedIn();
      await look(async () => earlier);
      chrome.left = steps;
      killed = await Promise.race([chrome.killed.then(() => true), look(async () => later).then(() => false)]);
      chrome.left = Infinity;
      await look(async () => later);
      assert.deepEqual([...chrome.notifications.keys()], ["b 3"], `killed after ${steps} steps`);
      assert.equal(chrome.badge, "3", `killed after ${steps} steps`);
      chrome.notifications.clear();
      await look(async () => later);
      assert.equal(chrome.notifications.size, 0, `killed after ${steps} steps`);
      assert.ok(steps > 3 || killed, "so early that nothing was tried");
    }
  });
});
