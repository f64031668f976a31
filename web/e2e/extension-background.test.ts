// The background of the extension, which looks for new messages.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { eventually } from "./eventually.js";
import type { ExtensionBrowser } from "./extension-browser.js";
import { seen, stepsIn, trouble, writer } from "./extension-steps.js";
import { assertTellsNothing } from "./extension-told.js";
import { simulator } from "./harness.js";
import { Phone } from "./inbox-keeping.js";
import { sample } from "./inbox-page.js";
import type { StandIn } from "./stand-in.js";
import { withStandInAndExtension } from "./stand-in-and-extension.js";

describe("the extension", () => {
  let standIn: StandIn;
  let browser: ExtensionBrowser;
  const { logIn, signedIn } = stepsIn(() => ({ standIn, browser }));

  withStandInAndExtension((started) => ({ standIn, browser } = started));
  beforeEach(async () => {
    await simulator(standIn.demo).reset();
    await browser.forgetAll();
    standIn.gateway.length = standIn.site.length = 0;
  });

  describe("the background", () => {
    const incoming = (text: string) =>
      simulator(standIn.demo).incoming({ musicid: sample.musicid, userId: writer, text });
    const announced = async () => Object.keys(await chrome.notifications.getAll()).length === 1;

    /** Lets the background look, and asserts that it announced nothing once it has seen what there is. */
    async function announcesNothing(page: Page): Promise<void> {
      const before = JSON.stringify(await page.evaluate((name) => chrome.storage.session.get(name), seen));
      await browser.lookNow(page);
      await browser.until(
        page,
        async ([name, text]) => JSON.stringify(await chrome.storage.session.get(name)) !== text,
        [seen, before] as const,
      );
      assert.deepEqual(await page.evaluate(async () => Object.keys(await chrome.notifications.getAll())), []);
    }

    it("has its alarm again when the inbox is opened", async () => {
      const page = await signedIn();
      await browser.killBackground();
      await page.evaluate(() => chrome.alarms.clearAll());
      await browser.open("inbox.html");
      await browser.until(page, async () => (await chrome.alarms.get("look"))?.periodInMinutes === 1);
    });

    it("shows a new message on the button and announces who wrote it", async () => {
      const page = await signedIn();
      await page.evaluate(() => chrome.action.setBadgeText({ text: "" }));
      standIn.gateway.length = 0;
      await incoming("这句话不在通知里");
      await browser.lookNow(page);
      await browser.until(page, announced);
      await browser.until(page, async () => (await chrome.action.getBadgeText({})) !== "");
      assertTellsNothing(standIn.gateway);
      const shown = JSON.stringify(await page.evaluate(() => chrome.notifications.getAll()));
      assert.ok(!shown.includes("这句话不在通知里"));
    });

    it("leads from an announcement to its conversation, in the tab that is there", async () => {
      const page = await signedIn();
      const inbox = await browser.open("inbox.html");
      await inbox.locator(".session", { hasText: "妈妈" }).locator(".session-open").click();
      await inbox.locator(".thread h2", { hasText: "妈妈" }).waitFor();
      await page.bringToFront();
      await incoming("点开就是这里");
      await browser.lookNow(page);
      await browser.until(page, announced);
      const [id] = await page.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
      const worker = await browser.worker();
      // Nobody can press on a notification of the system in a test.
      await worker.evaluate((shown) => {
        const { onClicked } = chrome.notifications as unknown as { onClicked: { dispatch(id: string): void } };
        onClicked.dispatch(shown);
      }, id!);
      await inbox.locator(".messages li", { hasText: "点开就是这里" }).waitFor();
      assert.match(await inbox.evaluate(() => location.hash), /^#\/c\//);
      assert.equal(await inbox.evaluate(() => document.visibilityState), "visible");
      await browser.until(page, async () => Object.keys(await chrome.notifications.getAll()).length === 0);
    });

    it("announces nothing of what was written on the phone, but what comes after it", async () => {
      const page = await signedIn();
      const phone = await Phone.open(standIn.demo);
      await phone.send("1482719937", "我在手机上写的");
      phone.close();
      await announcesNothing(page);
      await incoming("这是别人写的");
      await browser.lookNow(page);
      await browser.until(page, announced);
    });

    it("announces nothing of a conversation that is muted", async () => {
      await logIn();
      const inbox = await browser.signIn();
      const row = inbox.locator(".session", { hasText: "南桥乐队" }).first();
      await row.hover();
      await row.locator("[aria-haspopup]").click();
      await inbox.getByRole("menuitem", { name: "消息免打扰" }).click();
      await row.locator(".session-sign").waitFor();
      const page = await browser.open("options.html");
      await inbox.close();
      await incoming("没有人会听见");
      await announcesNothing(page);
    });

    it("is killed and goes on", async () => {
      const page = await signedIn();
      await browser.killBackground();
      await incoming("你还在吗");
      await browser.lookNow(page);
      await browser.until(page, announced);
      await browser.killBackground();
      const asked = standIn.gateway.length;
      await browser.lookNow(page);
      await eventually(() => standIn.gateway.length > asked);
      assert.ok(await page.evaluate(announced), "and does not announce it twice");
    });

    it("leaves the gateway alone after a rate limit", async () => {
      const page = await signedIn();
      await simulator(standIn.demo).inject({ kind: "child", code: 2001, method: "GetSessionList" });
      await browser.lookNow(page);
      await browser.until(
        page,
        async (name) => {
          const { [name]: kept } = (await chrome.storage.session.get(name)) as Record<string, { until: number }>;
          return (kept?.until ?? 0) > Date.now();
        },
        trouble,
      );
      const asked = standIn.gateway.length;
      await browser.killBackground();
      await browser.lookNow(page);
      await browser.until(page, async () => (await chrome.alarms.get("look"))!.scheduledTime > Date.now());
      assert.equal(standIn.gateway.length, asked);
    });

    it("can be told to look less, or not at all", async () => {
      const page = await browser.open("options.html");
      const period = (minutes: number | undefined) =>
        browser.until(page, async (wanted) => (await chrome.alarms.get("look"))?.periodInMinutes === wanted, minutes);
      await page.getByLabel("检查新私信").selectOption("15");
      await period(15);
      await page.getByLabel("检查新私信").selectOption("0");
      await period(undefined);
      await page.getByLabel("检查新私信").selectOption("1");
      await period(1);
    });
  });
});
