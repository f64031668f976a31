// The inbox by keyboard alone, with its menus, themes and languages.

import assert from "node:assert/strict";
import { beforeEach, describe } from "node:test";
import type { Browser, Locator } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { InboxPage } from "./inbox-page.js";
import { it } from "./tests-of-engine.js";

let demo: Demo;
let browser: Browser;

withDemoAndBrowser((started) => ({ demo, browser } = started));
beforeEach(() => simulator(demo).reset());

describe("the keyboard alone", () => {
  it("is enough to sign in, find a conversation, write, delete a message and go back", async () => {
    const inbox = await InboxPage.open(browser, demo);
    const { page } = inbox;
    const { keyboard } = page;
    await page.locator(".demo .primary").waitFor();
    const focused = (selector: string) => page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
    const tabTo = async (selector: string, key = "Tab") => {
      for (let i = 0; i < 40; i++) {
        if (await focused(selector)) return;
        await keyboard.press(key);
      }
      assert.fail(`${selector} is not reached`);
    };
    await tabTo(".demo .primary");
    await keyboard.press("Enter");
    await page.locator(".session").first().waitFor();
    await tabTo(".session-open");
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await page.locator(".messages li").first().waitFor();
    assert.ok(await focused(".composer textarea"), "the field to write in has the focus");
    await keyboard.type("键盘写的");
    await keyboard.press("Enter");
    await inbox.message("键盘写的").locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
    await tabTo(".messages", "Shift+Tab");
    await keyboard.press("ArrowUp");
    await page.locator(".messages li:focus", { hasText: "键盘写的" }).waitFor();
    await keyboard.press("Enter");
    await page.locator(".menu button:focus").waitFor();
    await keyboard.press("End");
    await keyboard.press("Enter");
    await page.locator(".question").waitFor();
    await tabTo(".question .danger");
    await keyboard.press("Enter");
    await inbox.message("键盘写的").waitFor({ state: "detached" });
    await tabTo(".session-open[aria-current]", "Shift+Tab");
    await inbox.close();
  });

  it("gets the focus back where it was when a question or a menu closes", async () => {
    const inbox = await InboxPage.enter(browser, demo);
    const { page } = inbox;
    await page.getByRole("button", { name: "设置" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("dialog.settings").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog.settings").waitFor({ state: "detached" });
    await page.locator("button:focus", { has: page.locator(".icon-settings") }).waitFor();
    await page.getByRole("button", { name: "更多操作", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".menu").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("[aria-haspopup]:focus").waitFor();
    await inbox.close();
  });
});

describe("the menu of a conversation", () => {
  const ways: Record<string, (row: Locator) => Promise<void>> = {
    "a right click": (row) => row.click({ button: "right" }),
    "the menu key": (row) => row.press("ContextMenu"),
  };
  for (const [way, open] of Object.entries(ways)) {
    it(`is opened by ${way}`, async () => {
      const inbox = await InboxPage.enter(browser, demo);
      const { page } = inbox;
      await open(inbox.session("许知夏").locator(".session-open"));
      await page.locator(".menu button:focus").waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".session-open:focus", { hasText: "许知夏" }).waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".thread h2", { hasText: "许知夏" }).waitFor();
      await inbox.close();
    });
  }
});

describe("the settings", () => {
  it("change theme and language, and are remembered", async () => {
    const inbox = await InboxPage.enter(browser, demo, { colorScheme: "light" });
    const { page } = inbox;
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByRole("button", { name: "设置" }).click();
    await page.getByRole("button", { name: "深色" }).click();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Settings", exact: true }).waitFor();
    assert.notEqual(await ground(), light);
    await page.reload();
    await page.locator(".session").first().waitFor();
    assert.notEqual(await ground(), light);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await inbox.close();
  });

  it("hide the pictures of strangers, or show them", async () => {
    const inbox = await InboxPage.enter(browser, demo);
    const { page } = inbox;
    const choose = async (choice: string) => {
      await page.getByRole("button", { name: "设置" }).click();
      await page.getByRole("button", { name: choice, exact: true }).click();
      await page.keyboard.press("Escape");
      await page.locator("dialog").waitFor({ state: "detached" });
    };
    const data = {
      musicid: "2837461905",
      userId: "55667788",
      msgType: 2,
      metaData: { pic: "/_simulator/media/a.png", url: "/_simulator/media/a.png", width: 60, height: 60 },
    };
    await page.request.post(`${demo.url}_simulator/incoming`, { data });
    await page.getByRole("button", { name: "刷新" }).click();
    await inbox.openSession("QQ音乐用户");
    await page.locator(".picture img").waitFor();
    await choose("不显示");
    await page.getByText("不显示陌生人的图片").waitFor();
    await choose("总是显示");
    await page.locator(".picture img").waitFor();
    await inbox.close();
  });
});
