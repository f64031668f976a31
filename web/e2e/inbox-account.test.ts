// Signing in, keeping accounts, and what happens when a login or the way to the gateway fails.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Browser, Page, Route } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { InboxPage, sample, second } from "./inbox-page.js";
import { keptAnywhere } from "./kept-anywhere.js";

let demo: Demo;
let browser: Browser;

withDemoAndBrowser((started) => ({ demo, browser } = started));
beforeEach(() => simulator(demo).reset());

const failedLoads = /Failed to load resource/;

async function fillIn(inbox: InboxPage, musicid: string, musickey: string) {
  await inbox.page.getByLabel("musicid").fill(musicid);
  await inbox.page.getByLabel("musickey", { exact: true }).fill(musickey);
}

const submit = (inbox: InboxPage) => inbox.page.locator("form.typed-login button[type=submit]").click();

/** The databases are emptied behind the page of the sign-in, which is there at once. */
async function untilNothingIsKept(page: Page, of: RegExp): Promise<void> {
  const deadline = Date.now() + 10_000;
  let left = await page.evaluate(keptAnywhere);
  while (of.test(left) && Date.now() < deadline) left = await page.evaluate(keptAnywhere);
  assert.doesNotMatch(left, of);
}

describe("signing in", () => {
  it("shows the inbox of the first sample account one click away", async () => {
    const inbox = await InboxPage.open(browser, demo);
    await inbox.page.locator(".demo .primary").click();
    await inbox.session("小鹿乱撞").waitFor();
    await inbox.close();
  });

  it("takes fields, and keeps nothing unless it is told to", async () => {
    const inbox = await InboxPage.open(browser, demo);
    await fillIn(inbox, sample.musicid, sample.musickey);
    await submit(inbox);
    await inbox.session("小鹿乱撞").waitFor();
    const stored = await inbox.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    assert.doesNotMatch(stored, /sample0key/);
    await inbox.page.reload();
    await inbox.page.locator(".sign-in").waitFor();
    await inbox.close();
  });

  it("takes one line of cookies", async () => {
    const inbox = await InboxPage.open(browser, demo);
    await inbox.page.getByRole("button", { name: "粘贴 Cookie" }).click();
    await inbox.page
      .getByLabel("Cookie、cookies.txt、JSON 或 curl 命令")
      .fill(`pgv=1; wxuin=${second.musicid}; uin=o01; qm_keyst=${second.musickey}; x=y`);
    await submit(inbox);
    await inbox.session("小鹿乱撞").waitFor();
    const [request] = await simulator(demo).requests();
    assert.equal(request?.comm["qq"], second.musicid, "all 19 digits");
    await inbox.close();
  });

  it("says which half of a pasted login is missing, and at which field", async () => {
    const inbox = await InboxPage.open(browser, demo);
    await inbox.page.getByRole("button", { name: "粘贴 Cookie" }).click();
    await inbox.page.locator("[name=cookie]").fill(`{"musicid":"${sample.musicid}"}`);
    await submit(inbox);
    assert.match(await inbox.page.locator(".fault").innerText(), /没有找到密钥。.*qm_keyst/);
    assert.equal(await inbox.page.locator("[name=cookie]").getAttribute("aria-invalid"), "true");
    assert.deepEqual(await simulator(demo).requests(), []);
    await inbox.close();
  });

  for (const [what, musicid, musickey, says] of [
    ["incomplete", sample.musicid, "", /请填写 musickey/],
    ["no number", "abc", "k", /只能是数字/],
    ["the wrong way round", "Q_H_L_x", sample.musicid, /像是 musickey/],
    ["too long for a number", "99999999999999999999", "k", /太长/],
  ] as const) {
    it(`says that a login is ${what}, and sends nothing`, async () => {
      const inbox = await InboxPage.open(browser, demo);
      await fillIn(inbox, musicid, musickey);
      await submit(inbox);
      assert.match(await inbox.page.locator(".fault").innerText(), says);
      assert.deepEqual(await simulator(demo).requests(), []);
      await inbox.close();
    });
  }

  it("says at its field that a key is wrong that was never answered", async () => {
    const inbox = await InboxPage.open(browser, demo);
    await fillIn(inbox, "12345", "Q_H_L_expired");
    await submit(inbox);
    const field = inbox.page.getByRole("textbox", { name: "musickey", description: /musickey 不对/ });
    await inbox.page.locator("input:focus").and(field).waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await inbox.close();
  });

  it("says what to do when the gateway does not let the page in", async () => {
    const inbox = await InboxPage.open(browser, demo, {}, /Content Security Policy|policy: connect-src|Fetch API/);
    await fillIn(inbox, sample.musicid, sample.musickey);
    await inbox.page.getByText("连接", { exact: true }).click();
    await inbox.page.getByLabel("网关地址").fill("https://u.y.qq.com");
    await submit(inbox);
    const said = await inbox.page.locator(".sign-in-problem").innerText();
    assert.match(said, /CORS/);
    assert.match(said, /make run/);
    await inbox.close();
  });

  it("says that there is no network, and works when there is", async () => {
    const inbox = await InboxPage.open(browser, demo, {}, failedLoads);
    await inbox.page.locator(".module-loading").waitFor({ state: "detached" });
    await inbox.page.context().setOffline(true);
    await inbox.page.locator(".demo .primary").click();
    assert.match(await inbox.page.locator(".sign-in-problem").innerText(), /没有网络连接/);
    await inbox.page.context().setOffline(false);
    await inbox.demo(sample.nick);
    await inbox.close();
  });

  it("gives a detail to hand on that holds no secret", async () => {
    const inbox = await InboxPage.open(browser, demo);
    await inbox.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await fillIn(inbox, sample.musicid, "Q_H_L_wrong0secret0key");
    await submit(inbox);
    await inbox.page.getByText("错误详情", { exact: true }).click();
    await inbox.page.getByRole("button", { name: "复制错误详情" }).click();
    await inbox.page.getByRole("button", { name: "已复制" }).waitFor();
    const copied = await inbox.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /"call": "getSessions"/);
    assert.match(copied, /"time": "20.*"dialect": "20\.9".*qqmusicpm \d.*(?:Chrome|Firefox)/s);
    assert.doesNotMatch(copied, new RegExp(`secret0key|${sample.musicid}`));
    await inbox.close();
  });

  it("leads developers to the console", async () => {
    const inbox = await InboxPage.open(browser, demo);
    await inbox.page.getByRole("link", { name: "开发者：接口控制台" }).click();
    await inbox.page.getByRole("heading", { name: "QQ 音乐私信控制台" }).waitFor();
    await inbox.close();
  });
});

describe("an account", () => {
  for (const [place, kept] of [
    ["此标签页", "sessionStorage"],
    ["此设备", "localStorage"],
  ] as const) {
    it(`is kept in ${kept} when the user wants it`, async () => {
      const inbox = await InboxPage.open(browser, demo);
      await fillIn(inbox, sample.musicid, sample.musickey);
      await inbox.page.getByRole("button", { name: place }).click();
      await submit(inbox);
      await inbox.session("小鹿乱撞").waitFor();
      await inbox.page.reload();
      await inbox.session("小鹿乱撞").waitFor();
      const where = await inbox.page.evaluate(() => ({
        sessionStorage: JSON.stringify({ ...sessionStorage }).includes("sample0key"),
        localStorage: JSON.stringify({ ...localStorage }).includes("sample0key"),
      }));
      assert.deepEqual(where, { sessionStorage: kept === "sessionStorage", localStorage: kept === "localStorage" });
      await inbox.close();
    });
  }

  it("can be added, switched to and forgotten", async () => {
    const inbox = await InboxPage.enter(browser, demo);
    const { page } = inbox;
    const account = page.locator(".account-button");
    await account.click();
    await page.getByRole("menuitem", { name: "添加账号…" }).click();
    await inbox.demo(second.nick);
    await page.getByRole("button", { name: `当前账号: ${second.nick}` }).click();
    const current = page.getByRole("menuitemradio", { checked: true });
    assert.match((await current.getAttribute("aria-label")) ?? "", new RegExp(`^${second.nick} · ${second.musicid}`));
    assert.ok(await current.locator(".avatar").isVisible());
    await page.getByRole("menuitemradio", { name: sample.nick }).click();
    await page.getByRole("button", { name: `当前账号: ${sample.nick}` }).waitFor();
    await inbox.session("小鹿乱撞").waitFor();
    await account.click();
    await page.getByRole("menuitem", { name: "账号…", exact: true }).click();
    await page.getByRole("button", { name: `退出登录：${sample.nick}` }).click();
    await page.locator(".question .danger").click();
    await page.getByRole("button", { name: `当前账号: ${second.nick}` }).waitFor();
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    assert.ok(!stored.includes(sample.musickey), "it is forgotten");
    assert.ok(stored.includes(second.musickey), "the other is kept");
    await inbox.close();
  });

  for (const place of ["不保存", "此标签页", "此设备"]) {
    it(`that is signed out of leaves nothing anywhere: ${place}`, async () => {
      const inbox = await InboxPage.open(browser, demo);
      const { page } = inbox;
      await fillIn(inbox, sample.musicid, sample.musickey);
      await page.getByRole("button", { name: place }).click();
      await submit(inbox);
      await inbox.openSession("小鹿乱撞");
      await inbox.field.fill("没写完的话");
      await inbox.beginExport("贝斯手阿哲");
      const session = `qqmusicpm.session.${sample.musicid}`; // the module keeps it in dialects before this one
      await page.evaluate((name) => localStorage.setItem(name, "{}"), session);
      if (place !== "不保存") assert.match(await page.evaluate(keptAnywhere), /没写完的话/);
      assert.match(await page.evaluate(keptAnywhere), /贝斯手阿哲/, "a begun export");
      await page.locator(".account-button").click();
      await page.getByRole("menuitem", { name: "退出登录…" }).click();
      await page.locator(".question .danger").click();
      await page.locator(".sign-in").waitFor();
      await untilNothingIsKept(
        page,
        new RegExp(`${sample.musicid}|${sample.musickey}|${sample.nick}|没写完的话|贝斯手阿哲`),
      );
      await inbox.close();
    });
  }

  it("stays the one that was chosen while a sign-in to another one was on its way", async () => {
    const inbox = await InboxPage.enter(browser, demo);
    const { page } = inbox;
    await page.locator(".account-button").click();
    await page.getByRole("menuitem", { name: "添加账号…" }).click();
    const held: Route[] = [];
    const isOfSecond = (route: Route) => route.request().postData()?.includes(second.musicid) ?? false;
    await page.route("**/*.fcg*", (route) => void (isOfSecond(route) ? held.push(route) : route.continue()));
    await fillIn(inbox, second.musicid, second.musickey);
    const asked = page.waitForRequest((request) => request.postData()?.includes(second.musicid) ?? false);
    await submit(inbox);
    await asked;
    await page.locator(".known-account", { hasText: sample.nick }).click();
    await inbox.openSession("小鹿乱撞");
    await inbox.field.fill("还没写完");
    for (const route of held) await route.continue();
    await page.locator(".account-button").click();
    await page.getByRole("menuitem", { name: "账号…", exact: true }).click();
    await page.locator(".account-list li", { hasText: second.musicid }).waitFor();
    assert.equal(await inbox.field.inputValue(), "还没写完");
    await inbox.close();
  });

  it("whose login will soon end is told of once", async () => {
    const inbox = await InboxPage.open(browser, demo);
    const { page } = inbox;
    const createTime = Math.floor(Date.now() / 1000) - 2.8 * 86_400;
    await page.getByRole("button", { name: "粘贴 Cookie" }).click();
    await page.locator("[name=cookie]").fill(JSON.stringify({ ...sample, createTime: Math.floor(createTime) }));
    await page.getByRole("button", { name: "此标签页" }).click();
    await submit(inbox);
    const ending = page.locator(".banner", { hasText: "登录可能快要失效了" });
    await ending.waitFor();
    assert.match(await ending.innerText(), /用新的 musickey 重新登录即可/);
    await ending.getByRole("button", { name: "知道了" }).click();
    await ending.waitFor({ state: "detached" });
    await page.reload();
    await inbox.session("小鹿乱撞").waitFor();
    assert.equal(await ending.count(), 0);
    await inbox.close();
  });

  it("that meets a pause without end may sign in anew, and all goes on", async () => {
    const inbox = await InboxPage.enter(browser, demo);
    const { page } = inbox;
    const banner = page.locator(".banner", { hasText: "请求太频繁" });
    await simulator(demo).inject({ kind: "child", code: 2001, times: -1 });
    await page.getByRole("button", { name: "刷新", exact: true }).click();
    for (const pause of [/(30|2\d) 秒后/, /(60|5\d) 秒后/]) {
      await banner.getByText(pause).waitFor();
      assert.equal(await banner.getByRole("button", { name: "登录" }).count(), 0);
      await banner.getByRole("button", { name: "现在重试" }).click();
    }
    await banner.getByText("也可能是网关要你重新登录").waitFor();
    await banner.getByRole("button", { name: "登录" }).click();
    await simulator(demo).clearFaults();
    await page.getByLabel("musickey", { exact: true }).fill(sample.musickey);
    await submit(inbox);
    await banner.waitFor({ state: "detached" });
    await inbox.openSession("小鹿乱撞");
    await inbox.close();
  });

  it("is renewed with another key, and that is the one which is tried", async () => {
    const inbox = await InboxPage.open(browser, demo);
    const { page } = inbox;
    await fillIn(inbox, "10203040", "Q_H_L_before");
    await submit(inbox);
    await page.locator(".session").first().waitFor();
    await simulator(demo).contrary({ loginPause: "page" });
    await page.getByRole("button", { name: "刷新", exact: true }).click();
    await page.locator(".banner.bad").getByRole("button", { name: "登录" }).click();
    await page.getByLabel("musickey", { exact: true }).fill("Q_H_L_renewed");
    await submit(inbox);
    await page.locator(".banner").waitFor({ state: "detached" });
    await inbox.openSession("小鹿乱撞");
    await inbox.close();
  });

  it("that expires in the middle is renewed, and nothing is lost", async () => {
    const inbox = await InboxPage.enter(browser, demo);
    const { page } = inbox;
    await inbox.openSession("小鹿乱撞");
    await simulator(demo).inject({ kind: "child", code: 1000, times: -1, method: "SendMessageAsync" });
    await inbox.send("过期时发的");
    await page.locator(".banner.bad", { hasText: "登录已失效" }).waitFor();
    await inbox.field.fill("还没写完");
    await page.locator(".banner.bad").getByRole("button", { name: "登录" }).click();
    assert.equal(await page.getByLabel("musicid").inputValue(), sample.musicid);
    await simulator(demo).reset();
    await page.getByLabel("musickey", { exact: true }).fill(sample.musickey);
    await submit(inbox);
    await inbox.message("过期时发的").getByText("未发送").waitFor();
    assert.equal(await inbox.field.inputValue(), "还没写完");
    await inbox.message("过期时发的").getByRole("button", { name: "重试" }).click();
    await inbox.message("过期时发的").locator(".failed").waitFor({ state: "detached" });
    await inbox.close();
  });
});

describe("a module that cannot be loaded", () => {
  it("is said to be so, and loaded when the user tries again", async () => {
    const inbox = await InboxPage.open(browser, demo, {}, failedLoads);
    const { page } = inbox;
    await page.route(/qqmusicpm\.wasm$/, (route) => route.fulfill({ status: 404 }));
    await page.reload();
    await page.getByRole("heading", { name: "未能启动" }).waitFor();
    await page.unroute(/qqmusicpm\.wasm$/);
    await page.locator(".module-failed .primary").click();
    await inbox.demo(sample.nick);
    await inbox.close();
  });
});

describe("a module that dies", () => {
  // As a fault in it ends it: it throws when it is woken.
  const mortal = () => {
    const start = WebAssembly.instantiate as (module: WebAssembly.Module, imports: object) => Promise<object>;
    Object.assign(WebAssembly, {
      instantiate: async (module: WebAssembly.Module, imports: object) => {
        const instance = (await start(module, imports)) as WebAssembly.Instance;
        const resume = instance.exports["resume"] as () => void;
        const exports = {
          ...instance.exports,
          resume: () => {
            if ("dying" in globalThis) throw new Error("trap");
            resume();
          },
        };
        return Object.create(instance, { exports: { value: exports } }) as object;
      },
    });
  };

  it("is started again, and neither drafts nor unsent messages are lost", async () => {
    const inbox = await InboxPage.open(browser, demo);
    const { page } = inbox;
    await page.addInitScript(mortal);
    await page.reload();
    await inbox.demo(sample.nick);
    await inbox.openSession("贝斯手阿哲");
    // With the message, and not before it by an answer that was on its way.
    await page.evaluate(() => {
      const die = () => Object.assign(globalThis, { dying: true });
      addEventListener("keydown", (event) => event.key === "Enter" && die(), { capture: true });
    });
    await inbox.send("写到一半模块停了");
    await page.locator(".banner", { hasText: "模块意外停止" }).waitFor();
    await inbox.field.fill("草稿还在");
    await page.evaluate(() => delete (globalThis as { dying?: boolean }).dying);
    await page.getByRole("button", { name: "重新启动" }).click();
    await page.locator(".banner").waitFor({ state: "detached" });
    await inbox.message("写到一半模块停了").locator(".failed").waitFor();
    assert.equal(await inbox.field.inputValue(), "草稿还在");
    await inbox.close();
  });
});
