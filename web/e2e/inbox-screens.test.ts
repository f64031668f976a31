// The inbox on a phone and on a wide screen.

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
