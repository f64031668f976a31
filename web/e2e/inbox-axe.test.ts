// The inbox in both languages and themes, for a screen reader.

import assert from "node:assert/strict";
import { beforeEach, describe } from "node:test";
import type { Browser } from "playwright-core";
import { violations } from "./axe.js";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { InboxPage } from "./inbox-page.js";
import { it } from "./tests-of-engine.js";

let demo: Demo;
let browser: Browser;

withDemoAndBrowser((started) => ({ demo, browser } = started));
beforeEach(() => simulator(demo).reset());

describe("axe-core", () => {
  for (const [colorScheme, locale] of [
    ["light", "en-US"],
    ["dark", "zh-CN"],
  ] as const) {
    it(`finds nothing in what is opened over the inbox: ${colorScheme}, ${locale}`, async () => {
      const inbox = await InboxPage.enter(
        browser,
        demo,
        { colorScheme, locale, reducedMotion: "reduce" },
        /Failed to load/,
      );
      const { page } = inbox;
      const found: string[] = [];
      const look = async (where: string, shown: string) => {
        await page.locator(shown).first().waitFor();
        found.push(...(await violations(page)).map((one) => `${where}: ${one}`));
        await page.keyboard.press("Escape");
        await page.locator(shown).first().waitFor({ state: "detached" });
      };
      await inbox.openSession("小鹿乱撞");
      const bubble = page.locator(".row.them .bubble.is-text").last();
      const item = (name: RegExp) => page.getByRole("menuitem", { name });
      await bubble.click({ button: "right" });
      await look("the menu of a message", ".menu");
      await bubble.click({ button: "right" });
      await item(/^选择多条|^Select/).click();
      await look("selected messages", ".tick[aria-checked=true]");
      await bubble.click({ button: "right" });
      await item(/^详情|^Details/).click();
      await look("the details of a message", "dialog[open]");
      await page.locator(".emoji-button").click();
      await look("emoji", ".emoji-grid button");
      await inbox.threadMenu(/^跳到某一天|^Go to a day/);
      await look("the calendar", "dialog[open] table");
      await page.locator("body").click({ position: { x: 2, y: 2 } });
      await page.keyboard.press("?");
      await look("the keys", "dialog[open] .key-press");
      await page.getByRole("button", { name: /^新会话$|^New conversation$/ }).click();
      await look("whom to write to", "dialog[open] input");
      await page.locator(".account-button").click();
      await look("the account menu", ".menu");
      await inbox.openSession("摄影师老K");
      await page.locator("button.picture").first().click();
      await look("the viewer", "dialog.viewer[open]");
      assert.deepEqual(found, []);
      await inbox.close();
    });
  }

  // Each value of a setting with each value of the others, two at a time.
  for (const [colorScheme, locale, width] of [
    ["light", "zh-CN", 360],
    ["light", "en-US", 1280],
    ["dark", "zh-CN", 1280],
    ["dark", "en-US", 360],
  ] as const) {
    it(`finds nothing: ${colorScheme}, ${locale}, ${width} px`, async () => {
      const options = { colorScheme, locale, viewport: { width, height: 800 }, reducedMotion: "reduce" as const };
      const inbox = await InboxPage.open(browser, demo, options, /Failed to load resource/);
      const { page } = inbox;
      const found: string[] = [];
      const look = async (where: string) => {
        found.push(...(await violations(page)).map((one) => `${where}: ${one}`));
      };
      const back = async () => {
        if (width === 360) await page.locator(".back").click();
      };
      await page.locator(".demo .primary").waitFor();
      await page.locator("form.typed-login button[type=submit]").click();
      await page.locator(".fault").waitFor();
      await look("sign-in");
      await page.locator(".demo .primary").click();
      await page.locator(".session").first().waitFor();
      await inbox.downloadsOnly();
      await look("list");
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill("不");
      await page.getByRole("option").locator("mark").first().waitFor();
      await look("search");
      await page.keyboard.press("Escape");
      for (const name of ["小鹿乱撞", "许知夏", "<img", "演出票务", "摄影师老K", "实验音乐小组"]) {
        await inbox.openSession(name);
        await page.locator(".messages .row.them, .messages .line").first().waitFor();
        await look(name);
        await back();
      }
      await simulator(demo).inject({ kind: "status", status: 502, method: "SendMessageAsync" });
      await inbox.openSession("小鹿乱撞");
      await simulator(demo).inject({ kind: "status", status: 502, method: "GetMessage", times: -1 });
      await inbox.send("失败的样子");
      await page.locator(".bubble.is-maybe").waitFor();
      await look("a message of which nobody knows yet");
      await page.locator(".failed .primary:not([aria-disabled=true])").waitFor();
      await simulator(demo).reset();
      await simulator(demo).inject({ kind: "child", code: 500001, method: "SendMessageAsync" });
      await page.locator(".failed .button").nth(1).click(); // sends it once more
      await page.locator(".bubble.is-failed").waitFor();
      await look("a message that failed");
      await page.locator(".thread > .pane-header [aria-haspopup]").click();
      await look("a menu");
      await page.locator(".menu .danger").first().click();
      await page.locator(".question").waitFor();
      await look("a question");
      await page.keyboard.press("Escape");
      await back();
      await page.locator(".session-pane .icon-settings").click();
      await page.locator(".this-gateway").waitFor();
      await look("settings");
      await page.keyboard.press("Escape");
      const data = { feedbackURL: "https://y.qq.com/f" };
      await simulator(demo).inject({ kind: "child", code: 2001, times: -1, method: "GetSessionList", data });
      await page.locator(".countdown").waitFor();
      await look("a rate limit");
      await simulator(demo).reset();
      await page.locator(".banner > button").first().click();
      await page.locator(".banner").waitFor({ state: "detached" });
      const dialog = page.locator("dialog.export");
      const next = () => dialog.locator(".buttons .primary").click();
      await inbox.listMenu(/^导出|^Export/);
      await dialog.locator(".export-choice").first().waitFor();
      await look("the export of all");
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      await inbox.openSession("贝斯手阿哲");
      await inbox.threadMenu(/^导出|^Export/);
      await dialog.locator(".export-choice").first().waitFor();
      await look("the export of a conversation");
      await simulator(demo).inject({ kind: "", method: "GetMessage", delayMs: 60_000, times: -1 });
      await next();
      await dialog.locator("[role=progressbar]").waitFor();
      await look("an export that runs");
      await dialog.locator(".buttons .button").click();
      await dialog
        .getByRole("status")
        .filter({ has: page.locator("h3") })
        .waitFor();
      await look("an export that was stopped");
      await simulator(demo).reset();
      await simulator(demo).inject({ kind: "child", method: "GetMessage", code: 2001, times: -1, data });
      await next();
      await dialog.locator(".countdown").waitFor();
      await look("an export that waits");
      await simulator(demo).reset();
      await next();
      await dialog.locator(".export-choice").first().waitFor();
      await look("an export that is complete");
      await Promise.all([page.waitForEvent("download"), next()]);
      await dialog.locator(".export-file").waitFor();
      await look("an export that was saved");
      assert.deepEqual(found, []);
      await inbox.close();
    });
  }
});
