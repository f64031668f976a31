import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Account } from "../../app/account/accounts.ts";
import type { Problem, ProblemKind } from "../../app/model/problem.ts";
import { keptAccounts, siteAccount } from "../account/kept-accounts.ts";
import { readFollowed } from "../login/followed.ts";
import { BrowserLogin } from "../page/browser-login.ts";
import { settled } from "../../app/test/shared-store.ts";
import { FakeChrome, refuses, saysNothing } from "./fake-chrome.ts";

const problem = (kind: ProblemKind): Problem => ({ kind, code: "", says: "", page: "", maybeSent: false, detail: "" });

/** Signs in as the page does, at a gateway that takes some keys and answers others with a problem. */
async function page(problems: Record<string, ProblemKind> = {}) {
  const tried: string[] = [];
  const accounts = await keptAccounts();
  const signIn = async ({ login }: Account) => {
    tried.push(`${login.musicid} ${login.musickey}`);
    const kind = problems[login.musickey];
    return kind && problem(kind);
  };
  return { login: new BrowserLogin({ accounts, signIn }), tried };
}

describe("signing in with the browser's login", () => {
  it("takes the login, which is followed then", async () => {
    const chrome = new FakeChrome();
    chrome.cookies.set("uin", "o0111111").set("qm_keyst", "Q_H_L_a");
    const { login, tried } = await page();
    await login.signIn();
    assert.deepEqual([login.now.value.stage, tried], ["idle", ["111111 Q_H_L_a"]]);
    assert.deepEqual((await readFollowed())?.account, siteAccount("111111"));
  });

  it("says that the cookies were not to be read", async () => {
    const chrome = new FakeChrome();
    chrome.answer = false;
    const { login } = await page();
    await login.signIn();
    assert.equal(login.now.value.stage, "declined");
    assert.equal(await readFollowed(), undefined);
  });

  it("says that nobody is logged in", async () => {
    new FakeChrome();
    const { login, tried } = await page();
    await login.signIn();
    assert.deepEqual([login.now.value.stage, tried], ["notLoggedIn", []]);
  });

  it("says that the browser does not give the cookies, and can be tried again", async () => {
    const chrome = new FakeChrome();
    chrome.cookies.set("uin", "o0111111").set("qm_keyst", "Q_H_L_a");
    chrome.faults.cookies = refuses;
    const { login, tried } = await page();
    await login.signIn();
    assert.deepEqual([login.now.value.stage, tried], ["unreadable", []]);
    delete chrome.faults.cookies;
    await login.signIn();
    assert.deepEqual(tried, ["111111 Q_H_L_a"]);
  });

  it("says so too when the browser never answers", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const chrome = new FakeChrome();
    chrome.faults.cookies = saysNothing;
    const { login } = await page();
    const done = login.signIn();
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    assert.equal(login.now.value.stage, "checking");
    t.mock.timers.tick(5_000);
    await done;
    assert.equal(login.now.value.stage, "unreadable");
  });

  it("reads the store of its window, and has it followed, after the browser was closed too", async () => {
    const chrome = new FakeChrome();
    chrome.stores.set("firefox-container-3", [5]);
    chrome.tabs.set(5, "https://y.qq.com/");
    chrome.activeTab = 5;
    chrome.cookies.set("uin", "o0222222").set("qm_keyst", "Q_H_L_b");
    const own = { domain: ".qq.com", storeId: "firefox-container-3" };
    chrome.otherCookies.push({ name: "uin", value: "111111", ...own }, { name: "qm_keyst", value: "Q_H_L_a", ...own });
    const { login, tried } = await page();
    await login.signIn();
    assert.deepEqual(tried, ["111111 Q_H_L_a"]);
    chrome.session.clear();
    assert.equal((await readFollowed())?.store, "firefox-container-3");
  });

  it("opens y.qq.com where a login is found then", async () => {
    const chrome = new FakeChrome();
    chrome.stores.set("firefox-container-3", [5]);
    chrome.tabs.set(5, "https://example.com/");
    chrome.activeTab = 5;
    const { login } = await page();
    assert.equal(login.openSite(), false);
    await login.signIn();
    assert.equal(login.now.value.stage, "notLoggedIn");
    assert.equal(login.openSite(), true);
    await settled();
    assert.deepEqual(chrome.opened, [{ url: "https://y.qq.com/", cookieStoreId: "firefox-container-3" }]);
  });

  describe("with an old key beside a new one", () => {
    function cookies(): FakeChrome {
      const chrome = new FakeChrome();
      chrome.cookies.set("uin", "o0111111").set("qm_keyst", "Q_H_L_b");
      chrome.otherCookies.push({ name: "qqmusic_key", value: "Q_H_L_a", domain: ".y.qq.com" });
      return chrome;
    }
    const [a, b] = ["111111 Q_H_L_a", "111111 Q_H_L_b"];
    for (const [what, problems, tried, stage] of [
      ["takes the nearest", {}, [a], "idle"],
      ["tries the other one once it is refused", { Q_H_L_a: "wrongKey" }, [a, b], "idle"],
      ["says what the first met when both are", { Q_H_L_a: "wrongKey", Q_H_L_b: "noLogin" }, [a, b], "failed"],
      ["tries no other one when nobody answers", { Q_H_L_a: "unreachable" }, [a], "failed"],
      ["tries no other one when it is to wait", { Q_H_L_a: "limited" }, [a], "failed"],
    ] as const) {
      it(what, async () => {
        cookies();
        const { login, tried: done } = await page(problems);
        await login.signIn();
        const now = login.now.value;
        assert.deepEqual([done, now.stage], [tried, stage]);
        if (now.stage === "failed") assert.equal(now.problem.kind, Object.values(problems)[0]);
      });
    }

    it("tells which one was refused, so that the background does not go back to it", async () => {
      cookies();
      const { login } = await page({ Q_H_L_a: "expired" });
      await login.signIn();
      assert.deepEqual(
        (await readFollowed())?.refused.map(({ musickey }) => musickey),
        ["Q_H_L_a"],
      );
    });
  });
});
