// The extension under settings that are not usual: a browser that has less, a user that allows less, and lives that end.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { recordPrefix } from "../app/model/record-names.js";
import { ExtensionBrowser } from "./extension-browser.js";
import { badgeIs, openFirst, otherWays, stepsIn, typeIn } from "./extension-steps.js";
import { simulator } from "./harness.js";
import { sample, second } from "./inbox-page.js";
import { startStandIn, type StandIn } from "./stand-in.js";
import { withStandInAndExtension } from "./stand-in-and-extension.js";

const looksEachMinute = async () => (await chrome.alarms.get("look"))?.periodInMinutes === 1;

describe("in a Chromium without a side panel, notifications and alarms, the extension", () => {
  let standIn: StandIn;
  let browser: ExtensionBrowser;

  before(async () => {
    standIn = await startStandIn();
    const without = ["sidePanel", "notifications", "alarms"];
    browser = await ExtensionBrowser.start(standIn, { consented: false, without });
  });
  after(async () => {
    await browser?.stop();
    await standIn?.stop();
  });

  it("opens a tab when its button is pressed, and shows that one afterwards", async () => {
    // Nobody can press the browser's own buttons in a test.
    const press = async () =>
      (await browser.worker()).evaluate(() => {
        (chrome.action.onClicked as unknown as { dispatch(tab: object): void }).dispatch({});
      });
    const opened = browser.context.waitForEvent("page");
    await press();
    const tab = await opened;
    await tab.waitForURL("**/inbox.html");
    const other = await browser.visit("about:blank");
    await press();
    await tab.waitForFunction(() => document.visibilityState === "visible");
    const tabs = browser.context.pages().filter((page) => page.url() === tab.url());
    assert.equal(tabs.length, 1);
    await other.close();
  });

  it("is an inbox, which counts on the button and offers no settings of what is not there", async () => {
    const page = await browser.open("inbox.html#settings");
    const settings = page.locator("dialog.settings");
    await settings.getByRole("heading", { name: "外观" }).waitFor();
    assert.equal(await settings.getByText("新私信提醒").count(), 0);
    await page.getByRole("button", { name: "关闭" }).click();
    await otherWays(page);
    await typeIn(page, sample, "此标签页");
    await page.locator(".session").first().waitFor();
    await browser.until(page, async () => /^\d+\+?$/.test(await chrome.action.getBadgeText({})));
  });
});

describe("the extension", () => {
  let standIn: StandIn;
  let browser: ExtensionBrowser;
  const { logIn } = stepsIn(() => ({ standIn, browser }));

  withStandInAndExtension((started) => ({ standIn, browser } = started));
  beforeEach(async () => {
    await simulator(standIn.demo).reset();
    await browser.actsAt("ON_ALL_SITES");
    await browser.forgetAll();
    standIn.gateway.length = 0;
  });

  const sends = async () =>
    (await simulator(standIn.demo).requests()).filter(({ methods }) => methods.includes("SendMessageAsync")).length;

  it("lets an update wait, which would end its pages", async () => {
    const waits = (await browser.worker()).evaluate(() => chrome.runtime.onUpdateAvailable.hasListeners());
    assert.equal(await waits, true);
  });

  it("cannot be let into private windows", async () => assert.equal(await browser.mayBecomePrivate(), false));

  describe("that may act on a click alone", () => {
    const banner = (page: Page) => page.locator(".banner", { hasText: "浏览器没有允许扩展访问音乐网关（u.y.qq.com）" });

    it("asks nothing in any of its places, says why, and goes on by itself once it may", async () => {
      await logIn();
      const panel = await browser.signIn();
      const tab = await browser.open("inbox.html");
      await openFirst(tab);
      await browser.actsAt("ON_CLICK");
      for (const page of [panel, tab]) await banner(page).getByRole("button", { name: "允许访问" }).waitFor();
      await browser.until(panel, badgeIs, "!");
      assert.match(await panel.evaluate(() => chrome.action.getTitle({})), /u\.y\.qq\.com/);
      standIn.gateway.length = 0;
      await tab.locator(".composer textarea").fill("等允许了再发");
      await tab.locator(".composer textarea").press("Enter");
      const message = tab.locator(".messages li", { hasText: "等允许了再发" });
      await message.getByText("等待浏览器允许访问网关").waitFor();
      await browser.lookNow(panel);
      await browser.until(panel, async () => (await chrome.alarms.get("look"))!.scheduledTime > Date.now());
      assert.equal(standIn.gateway.length, 0);
      await browser.actsAt("ON_ALL_SITES");
      await message.locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
      await message.locator(".on-its-way").waitFor({ state: "detached" });
      for (const page of [panel, tab]) await banner(page).waitFor({ state: "detached" });
      await browser.until(panel, async () => /^\d+\+?$/.test(await chrome.action.getBadgeText({})));
      assert.doesNotMatch(await panel.evaluate(() => chrome.action.getTitle({})), /u\.y\.qq\.com/);
      assert.equal(await sends(), 1);
    });

    it("names the permission to whoever signs in, and signs in once it is there", async () => {
      await browser.actsAt("ON_CLICK");
      const page = await browser.open("panel.html");
      await otherWays(page);
      await typeIn(page, sample, "此标签页");
      const problem = page.locator(".sign-in-problem");
      await problem.getByText("浏览器没有允许扩展访问音乐网关（u.y.qq.com）", { exact: true }).waitFor();
      await problem.getByRole("button", { name: "允许访问" }).waitFor();
      assert.equal(standIn.gateway.length, 0);
      await browser.actsAt("ON_ALL_SITES");
      await page.locator(".session").first().waitFor();
    });

    it("checks no gateway", async () => {
      await logIn();
      await browser.signIn();
      await browser.actsAt("ON_CLICK");
      standIn.gateway.length = 0;
      const page = await browser.open("inbox.html#check");
      const dialog = page.getByRole("dialog", { name: "检查网关" });
      await dialog.getByRole("button", { name: "允许访问" }).waitFor();
      await dialog.getByRole("button", { name: "开始" }).click();
      await dialog.getByText("因浏览器没有允许访问网关而停止").waitFor();
      assert.equal(standIn.gateway.length, 0);
    });
  });

  describe("after its life has ended", () => {
    const onDisk = { endpoint: "https://u.y.qq.com", musicid: second.musicid };

    /** Somebody is logged in at y.qq.com, and another account is on disk, with something that was begun to write. */
    async function twoAccounts(): Promise<void> {
      await logIn();
      const page = await browser.signIn();
      await page.locator(".account-button").click();
      await page.getByRole("menuitem", { name: "添加账号…" }).click();
      await otherWays(page);
      await typeIn(page, second, "此设备");
      await page.locator("form.typed-login").waitFor({ state: "detached" });
      await openFirst(page);
      await page.locator(".composer textarea").fill("还没写完");
      await browser.until(
        page,
        async (prefix) => Object.keys(await chrome.storage.local.get()).some((name) => name.startsWith(prefix)),
        recordPrefix("draft", onDisk),
      );
      await browser.open("panel.html");
    }

    for (const [what, end, staysInMemory] of [
      ["because it was switched off and on", () => browser.offAndOn(), true],
      ["because another version came", () => browser.update("99.0.0"), true],
      ["because the browser was started again", () => browser.restart(), false],
    ] as const) {
      it(`${what} has what is on disk, and looks for news again`, async () => {
        await twoAccounts();
        await end();
        const page = await browser.open("options.html");
        await browser.until(page, looksEachMinute);
        // A login of the browser's cookies is there as long as they are; nothing else of it was kept.
        const inMemory = async (key: string) => JSON.stringify(await chrome.storage.session.get()).includes(key);
        if (staysInMemory) await browser.until(page, inMemory, sample.musickey);
        else assert.equal(await page.evaluate(inMemory, sample.musickey), false);
        const inbox = await browser.open("inbox.html");
        await inbox.locator(`.account-button[aria-label*="${second.nick}"]`).waitFor();
        await openFirst(inbox);
        assert.equal(await inbox.locator(".composer textarea").inputValue(), "还没写完");
      });
    }
  });
});
