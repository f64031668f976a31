// Keeping accounts, and what happens when a login fails later.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Browser, Page, Route } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { InboxPage, sample, second } from "./inbox-page.js";
import { keptAnywhere } from "./kept-anywhere.js";
import { fillIn, submit } from "./sign-in-form.js";

let demo: Demo;
let browser: Browser;

withDemoAndBrowser((started) => ({ demo, browser } = started));
beforeEach(() => simulator(demo).reset());

/** The databases are emptied behind the page of the sign-in, which is there at once. */
async function untilNothingIsKept(page: Page, of: RegExp): Promise<void> {
  const deadline = Date.now() + 10_000;
  let left = await page.evaluate(keptAnywhere);
  while (of.test(left) && Date.now() < deadline) left = await page.evaluate(keptAnywhere);
  assert.doesNotMatch(left, of);
}

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
