// The inbox by keyboard alone, on a phone, in both languages and themes, and for a screen reader.

import assert from "node:assert/strict";
import { beforeEach, describe } from "node:test";
import type { Browser, Locator } from "playwright-core";
import { violations } from "./axe.js";
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

describe("a phone", () => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

  it("has list and conversation as two screens, with a way back", async () => {
    const inbox = await InboxPage.enter(browser, demo, phone);
    const { page } = inbox;
    await inbox.openSession("小鹿乱撞");
    assert.ok(!(await page.locator(".session-pane").isVisible()));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    await page.getByRole("button", { name: "返回会话列表" }).click();
    await page.locator(".session-pane").waitFor();
    assert.ok(!(await page.locator(".thread").isVisible()));
    await page.locator(".session-open:focus", { hasText: "小鹿乱撞" }).waitFor();
    await inbox.openSession("许知夏");
    await page.goBack();
    await page.locator(".session-pane").waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    await inbox.close();
  });

  it("opens the menu of a conversation by a long press, and nothing else", async () => {
    const inbox = await InboxPage.enter(browser, demo, phone);
    const { page } = inbox;
    const row = inbox.session("许知夏").locator(".session-open");
    const finger = await fingerOn(row);
    await finger.down();
    await page.locator(".menu button:focus").waitFor();
    await finger.up();
    assert.equal(await page.evaluate(() => getSelection()?.toString()), "");
    await page.getByRole("menuitem", { name: "删除会话" }).tap();
    await page.locator(".question").waitFor();
    assert.ok(!(await page.locator(".thread").isVisible()), "no conversation was opened");
    await page.getByRole("button", { name: "取消" }).tap();
    await page.locator(".session-open:focus", { hasText: "许知夏" }).waitFor();
    await row.tap();
    await page.locator(".thread").waitFor();
    await inbox.close();
  });

  it("opens no menu while the list is moved", async () => {
    const inbox = await InboxPage.enter(browser, demo, phone);
    const { page } = inbox;
    await page.clock.install();
    const finger = await fingerOn(inbox.session("许知夏").locator(".session-open"));
    await finger.down();
    await finger.moveBy(-40);
    await page.clock.runFor(2000);
    await finger.up();
    assert.equal(await page.locator(".menu").count(), 0);
    assert.ok(!(await page.locator(".thread").isVisible()), "no conversation was opened");
    await inbox.close();
  });
});

describe("a wide screen", () => {
  it("has a conversation in a column, and notices above the field to write in, however high that is", async () => {
    const inbox = await InboxPage.enter(browser, demo, { viewport: { width: 1920, height: 900 } });
    const { page } = inbox;
    await inbox.openSession("小鹿乱撞");
    const box = async (selector: string) => (await page.locator(selector).boundingBox())!;
    assert.equal((await box(".messages ol")).width, 760);
    await inbox.field.fill("一行\n两行\n三行\n四行");
    await page.getByRole("button", { name: "刷新" }).click();
    const notice = await box(".notice");
    const composer = await box(".composer");
    assert.ok(composer.height > 120, `the field has grown: ${composer.height}`);
    assert.ok(notice.y + notice.height <= composer.y, `${JSON.stringify(notice)} ${JSON.stringify(composer)}`);
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

/** A finger on the middle of an element, as the browser feels it. */
async function fingerOn(element: Locator) {
  const touch = await element.page().context().newCDPSession(element.page());
  await element.scrollIntoViewIfNeeded();
  const box = (await element.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const send = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints });
  return {
    down: () => send("touchStart", [{ x, y }]),
    moveBy: (dy: number) => send("touchMove", [{ x, y: y + dy }]),
    up: () => send("touchEnd", []),
  };
}

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
