// The extension in Chromium, against the simulator in the place of u.y.qq.com and y.qq.com: as it is installed, and its inbox.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import { violations } from "./axe.js";
import { ExtensionBrowser } from "./extension-browser.js";
import { badgeIs, site, stepsIn } from "./extension-steps.js";
import { assertTellsNothing } from "./extension-told.js";
import { simulator } from "./harness.js";
import { sample } from "./inbox-page.js";
import { loginCookies, startStandIn, type StandIn } from "./stand-in.js";
import { withStandInAndExtension } from "./stand-in-and-extension.js";

describe("the extension", () => {
  let standIn: StandIn;
  let browser: ExtensionBrowser;
  const { logIn } = stepsIn(() => ({ standIn, browser }));

  withStandInAndExtension((started) => ({ standIn, browser } = started));
  beforeEach(async () => {
    await simulator(standIn.demo).reset();
    await browser.forgetAll();
    standIn.gateway.length = standIn.site.length = 0;
  });

  /** Presses a link, and gives the tab that it opens. */
  async function openedBy(link: Locator): Promise<Page> {
    const [opened] = await Promise.all([browser.context.waitForEvent("page"), link.click()]);
    return opened;
  }

  describe("the inbox", () => {
    it("reads and sends", async () => {
      await logIn();
      const page = await browser.signIn();
      await page.locator(".session", { hasText: "贝斯手阿哲" }).locator(".session-open").click();
      await page.locator(".messages li").first().waitFor();
      const text = `来自扩展 ${process.pid}`;
      await page.locator(".composer textarea").fill(text);
      await page.locator(".composer textarea").press("Enter");
      await page.locator(".messages li", { hasText: text }).locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
      const sent = (await simulator(standIn.demo).requests()).filter((one) => one.methods.includes("SendMessageAsync"));
      assert.equal(sent.length, 1);
      assertTellsNothing(standIn.gateway);
    });

    it("is beside the page and in a tab, for one login", async () => {
      await logIn();
      const panel = await browser.signIn();
      const opened = browser.context.waitForEvent("page");
      await panel.locator(".pane-header [aria-haspopup=menu]").last().click();
      await panel.getByRole("menuitem", { name: "在标签页中打开" }).click();
      const tab = await opened;
      await tab.locator(".session").first().waitFor();
      assert.equal(new URL(tab.url()).pathname, "/inbox.html");
      assert.deepEqual(await panel.evaluate(() => chrome.sidePanel.getPanelBehavior()), {
        openPanelOnActionClick: true,
      });
    });

    it("has an address for each conversation, in the panel and in a tab, and comes back to it", async () => {
      await logIn();
      const pages = [await browser.signIn(), await browser.open("inbox.html")];
      const names = ["贝斯手阿哲", "妈妈"];
      for (const [i, page] of pages.entries()) {
        await page.locator(".session", { hasText: names[i]! }).locator(".session-open").click();
        await page.waitForFunction(() => location.hash.startsWith("#/c/"));
      }
      for (const [i, page] of pages.entries()) {
        await page.reload();
        await page.locator(".thread h2", { hasText: names[i]! }).waitFor();
        await page.goBack();
        await page.locator(".thread").waitFor({ state: "detached" });
        assert.equal(await page.evaluate(() => location.hash), "");
      }
    });

    it("reaches no host but the gateway and those of the service's pictures", async () => {
      const page = await browser.open("inbox.html");
      await page.waitForFunction(() => document.querySelector(".sign-in") !== null);
      const refused = await page.evaluate(
        async (addresses) => {
          const outcomes = await Promise.allSettled(addresses.map((address) => fetch(address)));
          return outcomes.map(({ status }) => status);
        },
        ["https://c.y.qq.com/", "https://example.com/", "http://u.y.qq.com/"],
      );
      assert.deepEqual(refused, ["rejected", "rejected", "rejected"]);
      assert.equal(standIn.site.length, 0);
    });

    it("opens the check of the gateway from the settings of the extension", async () => {
      await logIn();
      await browser.signIn();
      const options = await browser.open("options.html");
      const inbox = await openedBy(options.getByRole("link", { name: "检查网关" }));
      await inbox.getByRole("dialog", { name: "检查网关" }).waitFor();
      assert.ok(!inbox.url().includes("#check"));
    });

    it("has all settings in one place, and its options are among them", async () => {
      await logIn();
      await browser.signIn();
      const options = await browser.open("options.html");
      const inbox = await openedBy(options.getByRole("link", { name: "打开全部设置" }));
      const notify = inbox.locator("dialog.settings").getByLabel("有新私信时通知我");
      await notify.uncheck();
      await options.locator("#notify:not(:checked)").waitFor();
      await options.getByRole("button", { name: "深色" }).click();
      await inbox.locator("html[data-theme=dark]").waitFor({ state: "attached" });
    });

    it("has its settings where nobody is signed in, too", async () => {
      const options = await browser.open("options.html");
      const inbox = await openedBy(options.getByRole("link", { name: "打开全部设置" }));
      await inbox.locator("dialog.settings").getByLabel("有新私信时通知我").waitFor();
      await inbox.getByRole("button", { name: "关闭" }).click();
      await inbox.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).waitFor();
    });

    it("can be used by everybody", async () => {
      for (const path of ["panel.html", "options.html"]) {
        const page = await browser.open(path);
        await page.locator("main").waitFor();
        assert.deepEqual(await violations(page), [], path);
      }
    });
  });
});

describe("an extension that was just installed", () => {
  it("has read nothing, and asks for the cookies when it is clicked", async () => {
    const standIn = await startStandIn();
    const browser = await ExtensionBrowser.start(standIn, { consented: false });
    try {
      standIn.cookies = loginCookies(sample.musicid, sample.musickey);
      await browser.visit(site);
      const page = await browser.open("panel.html");
      assert.deepEqual(await page.evaluate(() => chrome.permissions.getAll()), {
        origins: ["https://u.y.qq.com/*"],
        permissions: ["alarms", "notifications", "storage", "declarativeNetRequestWithHostAccess", "sidePanel"],
      });
      assert.equal(await page.evaluate(() => typeof chrome.cookies), "undefined");
      await page.evaluate(() => chrome.action.setBadgeText({ text: "7" }));
      await browser.lookNow(page);
      await browser.until(page, badgeIs, "");
      const loaded = await (
        await browser.worker()
      ).evaluate(() => performance.getEntriesByType("resource").map((one) => one.name));
      assert.deepEqual(loaded, [], "no module is started while nobody is signed in");
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).click();
      await page.getByText("等待你的选择").waitFor();
      assert.equal(standIn.gateway.length, 0);

      const window = await page.evaluate(async () => (await chrome.windows.getCurrent()).id!);
      await page.evaluate((windowId) => chrome.sidePanel.open({ windowId }), window);
      await browser.until(page, async () => {
        const [panel] = await chrome.runtime.getContexts({ contextTypes: ["SIDE_PANEL"] });
        return panel?.documentUrl === chrome.runtime.getURL("panel.html");
      });
    } finally {
      await browser.stop();
      await standIn.stop();
    }
  });
});
