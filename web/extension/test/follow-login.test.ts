import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keptAccounts, cookieAccount } from "../account/kept-accounts.ts";
import type { Ask } from "../background/ask-gateway.ts";
import { follow, readFollowed } from "../login/followed.ts";
import { CredentialExpiredError, RateLimitedError } from "../../sdk/src/errors.ts";
import { FakeChrome } from "./fake-chrome.ts";
import { page } from "./sessions.ts";

let lives = 0;

/** Follows as a background does that was just started. */
async function background() {
  return (await import(
    `../background/follow-login.js?life=${++lives}`
  )) as typeof import("../background/follow-login.ts");
}

function logIn(chrome: FakeChrome, uin: string, key: string): void {
  chrome.cookies.clear();
  chrome.cookies.set("uin", uin).set("qm_keyst", key);
}

const answers: Ask = async () => page();
const asksNothing: Ask = () => assert.fail("the gateway was asked");
const nobody = { musicid: "", former: "", trouble: { failures: 0, until: 0, refusedKey: "" } };

async function followed(): Promise<FakeChrome> {
  const chrome = new FakeChrome();
  logIn(chrome, "o0123456", "Q_H_L_a");
  await follow();
  await (await background()).followLogin(answers);
  return chrome;
}

async function logins(): Promise<string[]> {
  const accounts = await keptAccounts();
  return accounts.all.value.map(({ login }) => `${login.musicid} ${login.musickey}`);
}

describe("following the login of y.qq.com", () => {
  it("does nothing before the user asks for it", async () => {
    const chrome = new FakeChrome();
    logIn(chrome, "o0123456", "Q_H_L_a");
    assert.equal(await (await background()).followLogin(answers), false);
    assert.deepEqual(await logins(), []);
  });

  it("signs in, and keeps the login in memory alone", async () => {
    const chrome = await followed();
    assert.deepEqual(await logins(), ["123456 Q_H_L_a"]);
    assert.equal((await keptAccounts()).currentId.value, "123456");
    assert.ok(!JSON.stringify([...chrome.local]).includes("Q_H_L_a"));
  });

  it("takes no login that the gateway refuses, and asks with it once", async () => {
    const chrome = new FakeChrome();
    logIn(chrome, "o0123456", "Q_H_L_a");
    await follow();
    const refuses: Ask = () => Promise.reject(new CredentialExpiredError("old"));
    assert.equal(await (await background()).followLogin(refuses), false);
    assert.equal(await (await background()).followLogin(asksNothing), false);
    assert.deepEqual(await logins(), []);
    logIn(chrome, "o0123456", "Q_H_L_b");
    assert.equal(await (await background()).followLogin(answers), true);
    assert.deepEqual(await logins(), ["123456 Q_H_L_b"]);
  });

  it("leaves the gateway alone with a login that could not be tried", async () => {
    const chrome = new FakeChrome();
    logIn(chrome, "o0123456", "Q_H_L_a");
    await follow();
    await (await background()).followLogin(() => Promise.reject(new RateLimitedError("slowly")));
    await (await background()).followLogin(asksNothing);
    assert.deepEqual(await logins(), []);
  });

  it("keeps what a page learned while the gateway was asked", async () => {
    const chrome = new FakeChrome();
    logIn(chrome, "o0123456", "Q_H_L_a");
    await follow();
    const meanwhile: Ask = async (account) => {
      await (await keptAccounts()).use({ ...account, nick: "小周" });
      return page();
    };
    assert.equal(await (await background()).followLogin(meanwhile), false);
    assert.equal((await keptAccounts()).current.value?.nick, "小周");
  });

  it("takes a renewed key", async () => {
    const chrome = await followed();
    logIn(chrome, "o0123456", "Q_H_L_b");
    assert.equal(await (await background()).followLogin(asksNothing), true);
    assert.equal(await (await background()).followLogin(asksNothing), false, "nothing new");
    assert.deepEqual(await logins(), ["123456 Q_H_L_b"]);
  });

  it("signs out with a logout, and forgets what was begun to write", async () => {
    const chrome = await followed();
    chrome.session.set("qqmusicpm.drafts.123456", "{}");
    chrome.cookies.clear();
    await (await background()).followLogin(answers);
    assert.deepEqual(await logins(), []);
    assert.ok(!chrome.session.has("qqmusicpm.drafts.123456"));
    assert.deepEqual(await readFollowed(), nobody, "and waits for the next login");
  });

  it("goes to another account with the site", async () => {
    const chrome = await followed();
    logIn(chrome, "654321", "Q_H_L_c");
    await (await background()).followLogin(answers);
    assert.deepEqual(await logins(), ["654321 Q_H_L_c"]);
  });

  it("leaves an account in use that was typed in", async () => {
    const chrome = await followed();
    await (await keptAccounts()).use(cookieAccount({ musicid: "777", musickey: "Q_H_L_t" }));
    logIn(chrome, "o0123456", "Q_H_L_b");
    await (await background()).followLogin(answers);
    assert.equal((await keptAccounts()).currentId.value, "777");
    assert.deepEqual((await logins()).sort(), ["123456 Q_H_L_b", "777 Q_H_L_t"]);
  });

  it("ends when the user takes the leave back", async () => {
    const chrome = await followed();
    chrome.consent = false;
    await (await background()).followLogin(answers);
    assert.deepEqual(await logins(), []);
    assert.equal(await readFollowed(), undefined);
  });

  it("ends, and gives the leave back, when the user forgets the account", async () => {
    const chrome = await followed();
    await (await keptAccounts()).forget("123456");
    await (await background()).noticeForgotten();
    assert.equal(await readFollowed(), undefined);
    assert.equal(chrome.consent, false);
  });

  it("goes on after a logout although there is no account", async () => {
    const chrome = await followed();
    chrome.cookies.clear();
    await (await background()).followLogin(answers);
    await (await background()).noticeForgotten();
    assert.equal(chrome.consent, true);
    assert.deepEqual(await readFollowed(), nobody);
  });

  it("goes on after the browser was closed, which forgets the login", async () => {
    const chrome = await followed();
    chrome.session.clear();
    await (await background()).noticeForgotten();
    await (await background()).followLogin(answers);
    assert.deepEqual(await logins(), ["123456 Q_H_L_a"]);
    assert.equal(chrome.consent, true);
  });

  it("is right in the next life of the background wherever it was killed", async () => {
    let killed = true;
    for (let steps = 0; killed; steps++) {
      const chrome = await followed();
      logIn(chrome, "654321", "Q_H_L_c");
      chrome.left = steps;
      const { followLogin } = await background();
      killed = await Promise.race([chrome.killed.then(() => true), followLogin(answers).then(() => false)]);
      chrome.left = Infinity;
      const next = await background();
      await next.noticeForgotten(); // a change of the accounts may be what starts it again
      await next.followLogin(answers);
      assert.deepEqual(await logins(), ["654321 Q_H_L_c"], `killed after ${steps} steps`);
      assert.equal(chrome.consent, true);
    }
  });
});
