import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keptAccounts, siteAccount } from "../account/kept-accounts.ts";
import type { Ask } from "../background/ask-gateway.ts";
import { manyRecords, recordPrefix } from "../../app/model/record-names.ts";
import { noTrouble } from "../watch/back-off.ts";
import { forgetGone } from "../background/forget-gone.ts";
import { keepTrouble, rememberSeen } from "../watch/watch-state.ts";
import { showBadge } from "../account/badge.ts";
import { follow, nobody, readFollowed } from "../login/followed.ts";
import { CredentialExpiredError, RateLimitedError } from "../../sdk/src/errors.ts";
import { FakeChrome } from "./fake-chrome.ts";
import { message, page, session } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

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
const inUse = async () => (await keptAccounts()).current.value?.login.musicid;

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
    assert.equal(await inUse(), "123456");
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
    const meanwhile: Ask = async ({ login }) => {
      const accounts = await signIn(login);
      await accounts.learn(siteAccount(login.musicid), "小周", "");
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
    const draft = `${recordPrefix("draft", siteAccount("123456"))}a`;
    chrome.session.set(draft, "{}");
    chrome.cookies.clear();
    await (await background()).followLogin(answers);
    assert.deepEqual(await logins(), []);
    assert.ok(!chrome.session.has(draft));
    assert.deepEqual(await readFollowed(), { ...nobody, store: "" }, "and waits for the next login");
  });

  it("goes to another account with the site", async () => {
    const chrome = await followed();
    logIn(chrome, "654321", "Q_H_L_c");
    await (await background()).followLogin(answers);
    assert.deepEqual(await logins(), ["654321 Q_H_L_c"]);
  });

  it("leaves an account in use that was typed in", async () => {
    const chrome = await followed();
    await signIn({ musicid: "777", musickey: "Q_H_L_t" });
    logIn(chrome, "o0123456", "Q_H_L_b");
    await (await background()).followLogin(answers);
    assert.equal(await inUse(), "777");
    assert.deepEqual((await logins()).sort(), ["123456 Q_H_L_b", "777 Q_H_L_t"]);
    logIn(chrome, "654321", "Q_H_L_c");
    await (await background()).followLogin(answers);
    assert.equal(await inUse(), "777");
    assert.deepEqual((await logins()).sort(), ["654321 Q_H_L_c", "777 Q_H_L_t"]);
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
    await (await keptAccounts()).remove(siteAccount("123456"));
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
    assert.deepEqual(await readFollowed(), { ...nobody, store: "" });
  });

  it("goes on after the browser was closed, which forgets the login", async () => {
    const chrome = await followed();
    chrome.session.clear();
    await (await background()).noticeForgotten();
    await (await background()).followLogin(answers);
    assert.deepEqual(await logins(), ["123456 Q_H_L_a"]);
    assert.equal(chrome.consent, true);
  });

  it("keeps the account where the user moved it to", async () => {
    const chrome = await followed();
    const id = siteAccount("123456");
    const draft = `${recordPrefix("draft", id)}a`;
    chrome.session.set(draft, "{}");
    await (await keptAccounts()).move(id, "disk");
    await (await background()).noticeForgotten();
    logIn(chrome, "o0123456", "Q_H_L_b");
    await (await background()).followLogin(asksNothing);
    const [account] = (await keptAccounts()).all.value;
    assert.deepEqual([account?.place, account?.login.musickey], ["disk", "Q_H_L_b"]);
    assert.ok(chrome.local.has(draft));
    assert.equal(chrome.consent, true);
    const accounts = await signIn({ musicid: "123456", musickey: "Q_H_L_c" });
    assert.equal(accounts.current.value?.place, "disk", "also when the user signs in again with the cookies");
  });

  it("does not bring back an account that the user removed", async () => {
    const chrome = await followed();
    logIn(chrome, "o0123456", "Q_H_L_b");
    await (await keptAccounts()).remove(siteAccount("123456"));
    await (await background()).followLogin(asksNothing);
    assert.deepEqual(await logins(), []);
    assert.equal(chrome.consent, false);
  });

  it("does not bring back an account that the user removes, at whatever moment", async () => {
    for (let moment = 0; moment < 200; moment++) {
      const chrome = await followed();
      logIn(chrome, "o0123456", "Q_H_L_b");
      const { followLogin, noticeForgotten } = await background();
      const following = followLogin(answers);
      for (let turn = 0; turn < moment; turn++) await Promise.resolve();
      await (await keptAccounts()).remove(siteAccount("123456"));
      await following;
      await noticeForgotten();
      assert.deepEqual(await logins(), [], `after ${moment} turns`);
      assert.equal(chrome.consent, false, `after ${moment} turns`);
    }
  });

  it("still removes a former account when a page signs in meanwhile", async () => {
    const chrome = await followed();
    await follow({ account: null, former: siteAccount("123456") });
    await follow({ trouble: noTrouble }); // as the page does that signs in
    logIn(chrome, "654321", "Q_H_L_c");
    await (await background()).followLogin(answers);
    assert.deepEqual(await logins(), ["654321 Q_H_L_c"]);
  });

  it("leaves nothing of an account after a logout", async () => {
    const chrome = await followed();
    const id = siteAccount("123456");
    await rememberSeen(id, [session("a", message("1", 100))]);
    await keepTrouble(id, { ...noTrouble, refusedKey: "Q_H_L_a" });
    await showBadge(id, 3);
    for (const kind of manyRecords) chrome.session.set(`${recordPrefix(kind, id)}a`, "{}");
    chrome.local.set("qqmusicpm.session.123456", "{}").set("qqmusicpm.device", "{}");
    chrome.cookies.clear();
    await (await background()).followLogin(answers);
    await forgetGone();
    const kept = JSON.stringify([...chrome.session, ...chrome.local]);
    assert.doesNotMatch(kept, /123456|Q_H_L_a/);
    assert.equal(chrome.badge, "");
    assert.ok(chrome.local.has("qqmusicpm.device"));
  });

  it("is right in the next life of the background wherever it was killed", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] }); // who was killed waits for nothing any more
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
