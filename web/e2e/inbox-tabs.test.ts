// The inbox in two tabs of one browser.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { InboxPage, sample, second } from "./inbox-page.js";

let demo: Demo;
let browser: Browser;
let here: InboxPage;
let there: InboxPage;

withDemoAndBrowser((started) => ({ demo, browser } = started));

async function openAccounts(page: Page, item: string) {
  await page.locator(".account-button").click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

const onDisk = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }));

beforeEach(async () => {
  await simulator(demo).reset();
  here = await InboxPage.open(browser, demo);
  await here.signInOnDisk(sample);
  there = await here.anotherTab();
  await there.page.locator(".session").first().waitFor();
});
afterEach(() => here.close());

describe("an account in two tabs", () => {
  it("that one removes is gone in the other, which brings nothing back", async () => {
    await there.openSession("小鹿乱撞");
    await there.field.fill("还没写完");
    await openAccounts(here.page, "退出登录…");
    await here.page.locator(".question .danger").click();
    await there.page.locator(".sign-in").waitFor();
    const left = await onDisk(there.page);
    assert.doesNotMatch(left, new RegExp(`${sample.musicid}|${sample.musickey}|还没写完`));
    await there.page.reload();
    await there.page.locator(".sign-in").waitFor();
  });

  it("that one adds is there in the other, which stays with its own", async () => {
    await there.openSession("贝斯手阿哲");
    await openAccounts(here.page, "添加账号…");
    await here.signInOnDisk(second);
    await openAccounts(there.page, "账号…");
    await there.page.locator(".account-list li", { hasText: second.musicid }).waitFor();
    await there.page.keyboard.press("Escape");
    await there.page.getByRole("button", { name: `当前账号: ${sample.nick}` }).waitFor();
    await there.page.locator(".thread h2", { hasText: "贝斯手阿哲" }).waitFor();
    await there.page.reload();
    await there.page.getByRole("button", { name: `当前账号: ${sample.nick}` }).waitFor();
    await here.page.reload();
    await here.page.getByRole("button", { name: `当前账号: ${second.musicid}` }).waitFor();
  });

  it("that one renews goes on in the other", async () => {
    const account = { musicid: "10001", musickey: "Q_H_L_first" };
    await openAccounts(here.page, "添加账号…");
    await here.signInOnDisk(account);
    const other = await here.anotherTab();
    await simulator(demo).inject({ kind: "child", code: 1000, times: -1, account: account.musicid });
    await other.page.getByRole("button", { name: "刷新", exact: true }).click();
    const expired = other.page.locator(".banner.bad", { hasText: "登录已失效" });
    await expired.waitFor();
    await simulator(demo).reset();
    await openAccounts(here.page, "添加账号…");
    await here.signInOnDisk({ ...account, musickey: "Q_H_L_second" });
    await expired.waitFor({ state: "detached" });
  });
});

describe("a draft in two tabs", () => {
  it("appears in the other one, and goes when it is sent", async () => {
    for (const tab of [here, there]) await tab.openSession("贝斯手阿哲");
    await here.field.fill("两个标签页");
    await there.page.waitForFunction(() => document.querySelector("textarea")?.value === "两个标签页");
    await here.field.press("Enter");
    await there.page.waitForFunction(() => document.querySelector("textarea")?.value === "");
  });

  it("does not erase one of another conversation", async () => {
    await here.openSession("贝斯手阿哲");
    await here.field.fill("给阿哲的草稿");
    await there.openSession("小鹿乱撞");
    await there.field.fill("给小鹿的草稿");
    await there.field.fill("");
    await here.page.reload();
    await here.openSession("贝斯手阿哲");
    assert.equal(await here.field.inputValue(), "给阿哲的草稿");
  });
});
