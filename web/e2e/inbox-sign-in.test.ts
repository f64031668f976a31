// Signing in, and what happens when a login or the way to the gateway fails.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { InboxPage, sample, second } from "./inbox-page.js";
import { fillIn, submit } from "./sign-in-form.js";

let demo: Demo;
let browser: Browser;

withDemoAndBrowser((started) => ({ demo, browser } = started));
beforeEach(() => simulator(demo).reset());

const failedLoads = /Failed to load resource/;

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
