// The account of the extension: how it is signed in, kept, renewed and signed out of.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Page, Route } from "playwright-core";
import { eventually } from "./eventually.js";
import type { ExtensionBrowser } from "./extension-browser.js";
import { allKept, assertInMemoryAlone, keepsAnAccount, keepsNoAccount } from "./extension-kept.js";
import { badgeIs, openFirst, otherWays, stepsIn, typeIn } from "./extension-steps.js";
import { simulator } from "./harness.js";
import { sample, second } from "./inbox-page.js";
import type { StandIn } from "./stand-in.js";
import { withStandInAndExtension } from "./stand-in-and-extension.js";

describe("the extension", () => {
  let standIn: StandIn;
  let browser: ExtensionBrowser;
  const { logIn, logOut } = stepsIn(() => ({ standIn, browser }));

  withStandInAndExtension((started) => ({ standIn, browser } = started));
  beforeEach(async () => {
    await simulator(standIn.demo).reset();
    await browser.forgetAll();
    standIn.gateway.length = standIn.site.length = 0;
  });

  describe("signing in", () => {
    for (const [kind, account] of Object.entries({ QQ: sample, WeChat: second })) {
      it(`takes the login of y.qq.com: ${kind}`, async () => {
        await logIn(account);
        const page = await browser.signIn();
        assert.ok((await page.locator(".session").count()) > 5);
        const [request] = await simulator(standIn.demo).requests();
        assert.equal(request?.musicid, account.musicid);
        assert.deepEqual(request?.methods, ["GetSessionList"]);
      });
    }

    it("keeps the key in memory alone", async () => {
      await logIn();
      const page = await browser.signIn();
      assertInMemoryAlone(await page.evaluate(allKept), sample.musickey);
    });

    it("waits for the login where there is none, and goes on by itself", async () => {
      const page = await browser.open("panel.html");
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).click();
      await page.getByText("你还没有登录 y.qq.com").waitFor();
      assert.equal(standIn.gateway.length, 0);
      await logIn();
      await page.locator(".session").first().waitFor();
    });

    it("says so when the login does not hold", async () => {
      await logIn({ musicid: "10001", musickey: "Q_H_L_expired" });
      const page = await browser.open("panel.html");
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).click();
      await page.locator(".problem-facts").waitFor();
      await browser.until(page, async () =>
        JSON.stringify(await chrome.storage.session.get("followRefused")).includes("Q_H_L_expired"),
      );
      const asked = standIn.gateway.length;
      await browser.lookNow(page);
      await browser.until(page, async () => (await chrome.alarms.get("look"))!.scheduledTime > Date.now());
      assert.equal(standIn.gateway.length, asked, "the background does not ask with it again");
      assert.ok(await page.evaluate(keepsNoAccount), "the background does not take it either");
    });

    it("is one sign-in when the background takes the login before the page does", async () => {
      await logIn();
      const page = await browser.open("panel.html");
      const held: Route[] = [];
      await page.route("https://u.y.qq.com/**", (route) => {
        if (held.length < 2 && route.request().postData()?.includes("GetSessionList")) held.push(route);
        else void route.continue();
      });
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).click();
      await eventually(() => held.length > 0);
      await browser.lookNow(page);
      await browser.until(page, keepsAnAccount);
      await held[0]!.continue();
      await page.locator(".session-open").first().click();
      await page.locator(".messages li").first().waitFor();
      await eventually(() => held.length === 2);
      const answered = page.waitForResponse((response) => response.request() === held[1]!.request());
      await held[1]!.continue();
      await (await answered).finished();
      await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
      assert.ok(await page.locator(".messages li").first().isVisible(), "the conversation stays open");
    });

    it("stands in the middle of a wide page", async () => {
      const page = await browser.open("inbox.html");
      const button = await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).boundingBox();
      const { width } = page.viewportSize()!;
      assert.equal(Math.round(button!.x + button!.width / 2), width / 2);
    });

    it("leads to the other ways, and back", async () => {
      const page = await browser.open("panel.html");
      await page.getByRole("button", { name: "其他账号，或手动填写" }).click();
      await page.getByLabel("musickey").first().waitFor();
      await page.getByRole("button", { name: "返回", exact: true }).click();
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).waitFor();
    });
  });

  describe("the login", () => {
    it("ends with a logout in another tab", async () => {
      await logIn();
      const panel = await browser.signIn();
      await logOut();
      await panel.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).waitFor();
      await browser.until(panel, keepsNoAccount);
      await browser.until(panel, badgeIs, "");
      assert.ok(!JSON.stringify(await panel.evaluate(() => chrome.storage.session.get())).includes(sample.musickey));
    });

    it("ends and begins again while no page is open", async () => {
      await logIn();
      const panel = await browser.signIn();
      const page = await browser.open("options.html");
      await panel.close();
      await browser.killBackground();
      await logOut();
      await browser.until(page, keepsNoAccount);
      await browser.until(page, badgeIs, "");
      await logIn(second);
      await browser.until(page, async () => (await chrome.action.getBadgeText({})) !== "");
      assert.equal((await simulator(standIn.demo).requests()).at(-1)?.musicid, second.musicid);
    });

    it("is renewed with the site's, after it expired too", async () => {
      const account = { musicid: "10001", musickey: "Q_H_L_first" };
      await logIn(account);
      const panel = await browser.signIn();
      await logIn({ ...account, musickey: "Q_H_L_expired" });
      await browser.until(panel, badgeIs, "!");
      await logIn({ ...account, musickey: "Q_H_L_second" });
      await browser.until(panel, async () => !(await chrome.action.getBadgeText({})).includes("!"));
      await browser.until(panel, async () =>
        JSON.stringify(await chrome.storage.session.get()).includes("Q_H_L_second"),
      );
      await panel.locator(".session").first().waitFor();
      assert.equal(await panel.locator(".banner").count(), 0);
    });
  });

  describe("an account that was typed in", () => {
    /** Signs in with a typed login, where it shall be kept, and waits for the inbox. */
    async function typeInAnother(page: Page, login: Parameters<typeof typeIn>[1], place: string) {
      await otherWays(page);
      await typeIn(page, login, place);
      await page.locator(".session").first().waitFor();
    }

    it("stays in use while somebody logs in at y.qq.com, and so does what is being written", async () => {
      const page = await browser.open("panel.html");
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).click(); // it is followed from now on
      await page.getByText("你还没有登录 y.qq.com").waitFor();
      await typeInAnother(page, second, "此标签页");
      await openFirst(page);
      await page.locator(".composer textarea").fill("还没写完");
      await logIn();
      await browser.until(
        page,
        async (key) => JSON.stringify(await chrome.storage.session.get()).includes(key),
        sample.musickey,
      );
      await page.locator(".account-button").click();
      await page.getByRole("menuitem", { name: "账号…", exact: true }).click();
      await page.locator(".account-list li", { hasText: sample.musicid }).waitFor();
      assert.equal(await page.locator(".composer textarea").inputValue(), "还没写完");
      assert.match((await page.locator(".account-button").getAttribute("aria-label")) ?? "", new RegExp(second.nick));
    });

    it("can be moved from memory to this device, with what was being written", async () => {
      const page = await browser.open("panel.html");
      await typeInAnother(page, sample, "此标签页");
      await openFirst(page);
      await page.locator(".composer textarea").fill("搬家之前写的");
      const other = await browser.open("inbox.html");
      await openFirst(other);
      await page.locator(".account-button").click();
      await page.getByRole("menuitem", { name: "添加账号…" }).click();
      await typeInAnother(page, sample, "此设备");
      await browser.until(
        page,
        async (key) => JSON.stringify(await chrome.storage.local.get()).includes(key),
        sample.musickey,
      );
      await browser.until(page, keepsNoAccount);
      for (const one of [page, other]) {
        assert.equal(await one.locator(".composer textarea").inputValue(), "搬家之前写的");
      }
      await page.reload();
      await openFirst(page);
      assert.equal(await page.locator(".composer textarea").inputValue(), "搬家之前写的");
    });
  });

  // Nobody can give the leave again in a test: this one comes last.
  describe("an account that is signed out of", () => {
    it("takes the leave to read the cookies with it", async () => {
      await logIn();
      const page = await browser.signIn();
      await page.locator(".account-button").click();
      await page.getByRole("menuitem", { name: "账号…", exact: true }).click();
      await page.getByRole("button", { name: "退出登录：" }).click();
      await page.locator(".question .danger").click();
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).waitFor();
      await browser.until(page, async () => !(await chrome.permissions.getAll()).permissions?.includes("cookies"));
      const { origins } = await page.evaluate(() => chrome.permissions.getAll());
      assert.deepEqual(origins, ["https://u.y.qq.com/*"]);
      assert.ok(await page.evaluate(keepsNoAccount));
      await browser.until(page, badgeIs, "");
      await browser.until(
        page,
        async (musicid) => {
          const kept = [await chrome.storage.session.get(), await chrome.storage.local.get()];
          return !JSON.stringify(kept).includes(musicid);
        },
        sample.musicid,
      );
    });
  });
});
