import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readBrowserLogins } from "../login/browser-cookies.ts";
import { loginCookies } from "../login/cookie-login.ts";
import { openSiteIn, storeHere } from "../login/cookie-store.ts";
import { FakeChrome, refuses, saysNothing, type FakeCookie } from "./fake-chrome.ts";

/** The cookies of a login, kept in some way. */
function login(uin: string, how: Partial<FakeCookie> = {}): FakeCookie[] {
  const pairs = [
    ["uin", uin],
    ["qm_keyst", `Q_H_L_${uin}`],
  ] as const;
  return pairs.map(([name, value]) => ({ name, value, domain: ".qq.com", ...how }));
}

const numbers = async (store = "") => (await readBrowserLogins(store)).map(({ musicid }) => musicid);

describe("the cookies of y.qq.com", () => {
  for (const kind of ["chromium", "chromium 118", "firefox"] as const) {
    it(`are read in ${kind}`, async () => {
      const chrome = new FakeChrome();
      chrome.kind = kind;
      chrome.otherCookies.push(...login("111111"));
      assert.deepEqual(await numbers(), ["111111"]);
    });
  }

  it("are those of the site itself where first parties are isolated", async () => {
    const chrome = new FakeChrome();
    chrome.kind = "isolating";
    chrome.otherCookies.push(
      ...login("111111", { firstPartyDomain: "qq.com" }),
      ...login("222222", { firstPartyDomain: "example.com" }),
      ...login("333333"), // from before
    );
    assert.deepEqual(await numbers(), ["111111"]);
  });

  it("are not those from when first parties were isolated", async () => {
    const chrome = new FakeChrome();
    chrome.kind = "firefox";
    chrome.otherCookies.push(...login("111111", { firstPartyDomain: "qq.com" }));
    assert.deepEqual(await numbers(), []);
  });

  for (const [whose, partitionKey, found] of [
    ["that the site keeps apart for itself count", { topLevelSite: "https://qq.com" }, ["111111"]],
    ["that it keeps for another site do not", { topLevelSite: "https://example.com" }, []],
    [
      "that it keeps for itself within another site do not",
      { topLevelSite: "https://qq.com", hasCrossSiteAncestor: true },
      [],
    ],
  ] as const) {
    it(`${whose}`, async () => {
      const chrome = new FakeChrome();
      chrome.otherCookies.push(...login("111111", { partitionKey }));
      assert.deepEqual(await numbers(), found);
    });
  }

  it("are those of one store", async () => {
    const chrome = new FakeChrome();
    chrome.stores.set("firefox-container-3", [5]);
    chrome.otherCookies.push(...login("111111"), ...login("222222", { storeId: "firefox-container-3" }));
    assert.deepEqual(await numbers(), ["111111"]);
    assert.deepEqual(await numbers("firefox-container-3"), ["222222"]);
  });

  it("are asked for by name: no other one is read", async () => {
    new FakeChrome();
    const { cookies } = globalThis.chrome;
    const { getAll } = cookies;
    const names = new Set<string | undefined>();
    cookies.getAll = ((asked: chrome.cookies.GetAllDetails) => (names.add(asked.name), getAll(asked))) as typeof getAll;
    await readBrowserLogins("");
    assert.deepEqual([...names], [...loginCookies]);
  });

  it("that the browser does not give are no logout", async () => {
    const chrome = new FakeChrome();
    chrome.faults.cookies = refuses;
    await assert.rejects(readBrowserLogins(""), /does not want/);
  });

  it("are waited for no longer than some seconds", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    new FakeChrome().faults.cookies = saysNothing;
    const read = readBrowserLogins("");
    t.mock.timers.tick(5_000);
    await assert.rejects(read, { name: "TimeoutError" });
  });
});

describe("the store of cookies", () => {
  function containers(): FakeChrome {
    const chrome = new FakeChrome();
    chrome.stores.set("0", [1]).set("firefox-container-3", [5]);
    chrome.tabs.set(1, "https://example.com/").set(5, "https://y.qq.com/");
    return chrome;
  }

  it("is that of the tab which shows the page", async () => {
    const chrome = containers();
    chrome.ownTab = 1;
    chrome.activeTab = 5;
    assert.equal(await storeHere(), "0");
  });

  it("is that of the tab in view where the page is beside it", async () => {
    const chrome = containers();
    chrome.activeTab = 5;
    assert.equal(await storeHere(), "firefox-container-3");
  });

  it("is the browser's choice where it says nothing of them", async () => {
    const chrome = containers();
    chrome.activeTab = 5;
    chrome.faults.stores = refuses;
    assert.equal(await storeHere(), "");
  });

  it("is the browser's choice where it never answers", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const chrome = containers();
    chrome.faults.stores = saysNothing;
    const store = storeHere();
    t.mock.timers.tick(5_000);
    assert.equal(await store, "");
  });

  for (const [store, opened] of [
    ["firefox-container-3", [{ url: "https://y.qq.com/", cookieStoreId: "firefox-container-3" }]],
    ["firefox-default", []],
    ["0", []],
    ["", []],
  ] as const) {
    it(`of a container is the one in which y.qq.com is opened; otherwise a link does it: ${store}`, () => {
      const chrome = new FakeChrome();
      assert.equal(openSiteIn(store), opened.length > 0);
      assert.deepEqual(chrome.opened, opened);
    });
  }
});
