// The permission to ask the gateway, which a browser may withhold, take back and give again.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { settled } from "../../app/test/shared-store.ts";
import { keptAccounts, siteAccount } from "../account/kept-accounts.ts";
import type { Ask } from "../background/ask-gateway.ts";
import { followLogin } from "../background/follow-login.ts";
import { look } from "../background/look.ts";
import { askForCookies } from "../login/browser-cookies.ts";
import { follow, readFollowed } from "../login/followed.ts";
import { pageAccess } from "../page/page-access.ts";
import { noTrouble } from "../watch/back-off.ts";
import { readTrouble } from "../watch/watch-state.ts";
import { FakeChrome } from "./fake-chrome.ts";
import { message, page, session } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

const asksNothing: Ask = () => assert.fail("the gateway was asked");
const answers: Ask = async () => page(session("a", message("1", 100), 3));

/** Somebody is signed in, and the permission is taken back. */
async function withheld(): Promise<FakeChrome> {
  const chrome = new FakeChrome();
  await signIn({ musicid: "123456", musickey: "Q_H_L_a" });
  await look(answers);
  chrome.setAccess(false);
  return chrome;
}

describe("a background without the permission", () => {
  it("asks nothing, and says so on the button", async () => {
    const chrome = await withheld();
    await look(asksNothing);
    assert.deepEqual([chrome.badge, chrome.title], ["!", "accessWithheld"]);
  });

  it("takes that for no failure: with the permission it asks at once, and the button is as before", async () => {
    const chrome = await withheld();
    await look(asksNothing);
    assert.deepEqual(await readTrouble(siteAccount("123456")), noTrouble);
    chrome.setAccess(true);
    await look(answers);
    assert.deepEqual([chrome.badge, chrome.title], ["3", "openInbox"]);
  });

  it("does not try a login that nobody has tried, and does so with the permission", async () => {
    const chrome = new FakeChrome();
    chrome.access = false;
    chrome.cookies.set("uin", "o0123456").set("qm_keyst", "Q_H_L_a");
    await follow();
    assert.equal(await followLogin(asksNothing), false);
    assert.deepEqual((await readFollowed())?.trouble, noTrouble);
    chrome.access = true;
    assert.equal(await followLogin(answers), true);
  });

  describe("keeps the account that follows the cookies", () => {
    const accounts = async () => (await keptAccounts()).all.value.map(({ login }) => login.musickey);
    async function followed(): Promise<FakeChrome> {
      const chrome = new FakeChrome();
      chrome.cookies.set("uin", "o0123456").set("qm_keyst", "Q_H_L_a");
      await follow();
      await followLogin(answers);
      // All sites are withheld at once.
      chrome.consent = chrome.access = false;
      await followLogin(asksNothing);
      return chrome;
    }

    it("while all sites are withheld, and goes on following afterwards", async () => {
      const chrome = await followed();
      assert.deepEqual(await accounts(), ["Q_H_L_a"]);
      chrome.cookies.set("qm_keyst", "Q_H_L_b");
      chrome.consent = chrome.access = true;
      await followLogin(answers);
      assert.deepEqual(await accounts(), ["Q_H_L_b"]);
    });

    it("until the cookies alone stay withheld", async () => {
      const chrome = await followed();
      chrome.access = true;
      await followLogin(asksNothing);
      assert.deepEqual(await accounts(), []);
    });
  });
});

describe("a page", () => {
  it("follows the permission, whoever gives it or takes it back", async () => {
    const chrome = new FakeChrome();
    const { withheld, isGranted } = pageAccess();
    await isGranted();
    const seen = [withheld.value];
    for (const access of [false, true]) {
      chrome.setAccess(access);
      await settled();
      seen.push(withheld.value);
    }
    assert.deepEqual(seen, [false, true, false]);
  });

  for (const [answer, says] of [
    [true, "yes"],
    [false, "no"],
  ] as const) {
    it(`asks for it, and goes by the answer: ${says}`, async () => {
      const chrome = new FakeChrome();
      chrome.access = false;
      chrome.answer = answer;
      const { withheld, ask } = pageAccess();
      assert.equal(await ask(), answer);
      assert.deepEqual([chrome.requested, withheld.value], [["https://u.y.qq.com/*"], !answer]);
    });
  }

  it("takes a browser that does not say for one that withholds it", async () => {
    new FakeChrome().lacks("permissions", "contains");
    assert.equal(await pageAccess().isGranted(), false);
  });
});

it("a sign-in with the cookies asks for the gateway in the same question", async () => {
  const chrome = new FakeChrome();
  await askForCookies();
  assert.deepEqual(chrome.requested, ["*://y.qq.com/*", "*://qq.com/*", "https://u.y.qq.com/*"]);
});
