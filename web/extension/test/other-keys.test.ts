import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Account } from "../../app/account/accounts.ts";
import { gatewayName } from "../../app/model/gateway-record.ts";
import { CredentialExpiredError, NetworkError } from "../../sdk/src/errors.ts";
import { keptAccounts, siteAccount } from "../account/kept-accounts.ts";
import type { Ask } from "../background/ask-gateway.ts";
import { follow, readFollowed } from "../login/followed.ts";
import { FakeChrome, refuses, saysNothing } from "./fake-chrome.ts";
import { message, page, session } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

let lives = 0;

/** A background that was just started. */
async function background() {
  const life = `?life=${++lives}`;
  const { followLogin } = (await import(
    `../background/follow-login.js${life}`
  )) as typeof import("../background/follow-login.ts");
  const { look } = (await import(`../background/look.js${life}`)) as typeof import("../background/look.ts");
  return { followLogin, look };
}

/** A gateway that takes these keys alone; and what it was asked. */
function gateway(...taken: string[]) {
  const asked: string[] = [];
  const ask: Ask = async ({ login }: Account) => {
    asked.push(`${login.musicid} ${login.musickey}`);
    if (!taken.includes(login.musickey)) throw new CredentialExpiredError("old");
    return page(session("a", message("1", 100)));
  };
  return { ask, asked, taken };
}

const cookie = (name: string, value: string, domain: string) => ({ name, value, domain });

/** A browser with two keys of one login at y.qq.com: `a` is nearer than `b`. */
function twoKeys(): FakeChrome {
  const chrome = new FakeChrome();
  chrome.cookies.set("uin", "o0111111").set("qm_keyst", "Q_H_L_b");
  chrome.otherCookies.push(cookie("qqmusic_key", "Q_H_L_a", ".y.qq.com"));
  return chrome;
}

const logins = async () =>
  (await keptAccounts()).all.value.map(({ login }) => `${login.musicid} ${login.musickey}`).sort();
const [a, b] = ["111111 Q_H_L_a", "111111 Q_H_L_b"];

/** What the background does once a minute. */
async function minute(ask: Ask): Promise<void> {
  const { followLogin, look } = await background();
  await followLogin(ask);
  await look(ask);
}

describe("an old key beside a new one", () => {
  it("is tried once by the background that signs in", async () => {
    twoKeys();
    await follow();
    const { ask, asked } = gateway("Q_H_L_b");
    await minute(ask);
    await minute(ask);
    assert.deepEqual(await logins(), [b]);
    assert.deepEqual(asked, [a, b, b, b], "signing in, and a look each");
  });

  it("is tried once when both are refused", async () => {
    const chrome = twoKeys();
    await follow();
    const { ask, asked } = gateway();
    for (let i = 0; i < 3; i++) await minute(ask);
    assert.deepEqual([await logins(), asked], [[], [a, b]]);
    assert.equal(chrome.badge, "");
  });

  it("is tried before the login of an account is said to have expired", async () => {
    const chrome = twoKeys();
    await follow();
    const { ask, asked, taken } = gateway("Q_H_L_a");
    await minute(ask);
    asked.length = 0;
    taken.splice(0, 1, "Q_H_L_b");
    await minute(ask);
    await minute(ask);
    assert.deepEqual([await logins(), chrome.badge], [[b], "1"]);
    assert.deepEqual(asked, [a, b, b]);
  });

  it("is tried once then: what is said after that stays", async () => {
    const chrome = twoKeys();
    await follow();
    const { ask, asked, taken } = gateway("Q_H_L_a");
    await minute(ask);
    asked.length = taken.length = 0;
    for (let i = 0; i < 4; i++) await minute(ask);
    assert.deepEqual([asked, chrome.badge], [[a, b], "!"]);
  });

  it("is not gone back to, and gives way to the next new one", async () => {
    const chrome = twoKeys();
    await follow();
    const { ask, taken } = gateway("Q_H_L_b");
    await minute(ask);
    taken.push("Q_H_L_c");
    chrome.otherCookies.splice(0, 1, cookie("qqmusic_key", "Q_H_L_c", ".y.qq.com"));
    await minute(ask);
    assert.deepEqual(await logins(), ["111111 Q_H_L_c"]);
  });

  it("may be taken in another dialect", async () => {
    const chrome = twoKeys();
    await follow();
    await minute(gateway().ask);
    chrome.local.set(gatewayName(siteAccount("1").endpoint), JSON.stringify({ dialect: "14.9" }));
    await minute(gateway("Q_H_L_a").ask);
    assert.deepEqual(await logins(), [a]);
  });

  it("is no matter where nobody answers", async () => {
    twoKeys();
    await follow();
    const { ask, asked } = gateway("Q_H_L_a", "Q_H_L_b");
    const silent: Ask = (account) => ask(account).then(() => Promise.reject(new NetworkError("silence")));
    await minute(silent);
    assert.deepEqual([asked, await logins()], [[a], []]);
  });

  it("is tried with no account but the one that follows the cookies", async () => {
    const chrome = twoKeys();
    await follow();
    const { ask, asked } = gateway("Q_H_L_a");
    await minute(ask);
    await signIn({ musicid: "777777", musickey: "Q_H_L_t" });
    asked.length = 0;
    await minute(ask);
    assert.deepEqual([asked, chrome.badge], [["777777 Q_H_L_t"], "!"]);
  });

  it("is right in the next life of the background wherever it was killed", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] }); // who was killed waits for nothing any more
    let killed = true;
    for (let steps = 0; killed; steps++) {
      const chrome = twoKeys();
      await follow();
      const { ask } = gateway("Q_H_L_b");
      chrome.left = steps;
      killed = await Promise.race([chrome.killed.then(() => true), minute(ask).then(() => false)]);
      chrome.left = Infinity;
      await minute(ask);
      assert.deepEqual([await logins(), chrome.badge], [[b], "1"], `killed after ${steps} steps`);
    }
  });
});

describe("another login beside that of the account", () => {
  it("changes nothing where its number alone came: the key is still the account's", async () => {
    const chrome = new FakeChrome();
    chrome.cookies.set("uin", "o0111111").set("qm_keyst", "Q_H_L_a");
    await follow();
    const { ask, asked } = gateway("Q_H_L_a");
    await minute(ask);
    asked.length = 0;
    chrome.cookies.set("uin", "o0222222"); // somebody else at qq.com
    await minute(ask);
    assert.deepEqual([await logins(), asked], [[a], [a]]);
  });

  it("is not taken while the account's own is at a nearer host, though that has expired", async () => {
    const chrome = new FakeChrome();
    chrome.cookies.set("uin", "o0222222").set("qm_keyst", "Q_H_L_b");
    chrome.otherCookies.push(cookie("uin", "111111", "y.qq.com"), cookie("qm_keyst", "Q_H_L_a", "y.qq.com"));
    await follow();
    const { ask, taken } = gateway("Q_H_L_a", "Q_H_L_b");
    await minute(ask);
    assert.deepEqual(await logins(), [a]);
    taken.splice(0, 1);
    await minute(ask);
    await minute(ask);
    assert.deepEqual([await logins(), chrome.badge], [[a], "!"]);
  });

  it("is taken where the nearer one is refused and nobody is signed in", async () => {
    const chrome = new FakeChrome();
    chrome.cookies.set("uin", "o0222222").set("qm_keyst", "Q_H_L_b");
    chrome.otherCookies.push(
      cookie("wxuin", "1152921504606846999", "y.qq.com"),
      cookie("qm_keyst", "W_X_old", "y.qq.com"),
    );
    await follow();
    const { ask } = gateway("Q_H_L_b");
    await minute(ask);
    await minute(ask);
    assert.deepEqual(await logins(), ["222222 Q_H_L_b"]);
  });
});

describe("cookies that the browser does not give", () => {
  async function followed(): Promise<FakeChrome> {
    const chrome = twoKeys();
    await follow({ store: "0" });
    await minute(gateway("Q_H_L_a").ask);
    return chrome;
  }

  for (const [what, break_] of [
    ["it refuses", (chrome: FakeChrome) => (chrome.faults.cookies = refuses)],
    ["it does not say whether they may be read", (chrome: FakeChrome) => (chrome.faults.consent = refuses)],
  ] as const) {
    it(`are no logout, and new messages are looked for: ${what}`, async () => {
      const chrome = await followed();
      const before = await readFollowed();
      break_(chrome);
      chrome.badge = "";
      await minute(gateway("Q_H_L_a").ask);
      assert.deepEqual([await logins(), chrome.badge], [[a], "1"]);
      assert.deepEqual(await readFollowed(), before);
    });
  }

  it("are no logout: it never answers", async (t) => {
    const chrome = await followed();
    t.mock.timers.enable({ apis: ["setTimeout"] });
    chrome.faults.cookies = saysNothing;
    const { followLogin } = await background();
    const following = followLogin(gateway("Q_H_L_a").ask);
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    t.mock.timers.tick(5_000);
    assert.equal(await following, false);
    assert.deepEqual(await logins(), [a]);
  });

  it("are gone with their container, and the account with them, until somebody logs in elsewhere", async () => {
    const chrome = new FakeChrome();
    chrome.kind = "firefox";
    const own = { domain: ".qq.com", storeId: "firefox-container-3" };
    chrome.otherCookies.push({ name: "uin", value: "111111", ...own }, { name: "qm_keyst", value: "Q_H_L_a", ...own });
    await follow({ store: "firefox-container-3" });
    await minute(gateway("Q_H_L_a").ask);
    assert.deepEqual(await logins(), [a]);
    chrome.otherCookies.length = 0;
    await minute(gateway("Q_H_L_a").ask);
    assert.deepEqual([await logins(), (await readFollowed())?.account], [[], null]);
  });

  it("of the store that is followed count, whatever another one has", async () => {
    const chrome = await followed();
    chrome.stores.set("firefox-container-3", [5]);
    const other = { domain: ".qq.com", storeId: "firefox-container-3" };
    chrome.otherCookies.push({ name: "uin", value: "2", ...other }, { name: "qm_keyst", value: "Q_H_L_c", ...other });
    await minute(gateway("Q_H_L_a").ask);
    assert.deepEqual(await logins(), [a]);
  });
});
