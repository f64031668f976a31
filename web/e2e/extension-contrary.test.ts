// The extension's background looks for new messages, whatever the gateway does otherwise than is believed.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { mixtures, nameOf, rows } from "./contrary-rows.js";
import { ExtensionBrowser } from "./extension-browser.js";
import { seen, trouble, writer } from "./extension-steps.js";
import { simulator } from "./harness.js";
import { sample } from "./inbox-page.js";
import { loginCookies, startStandIn, type StandIn } from "./stand-in.js";

describe("the extension's background, when this is otherwise than believed:", () => {
  let standIn: StandIn;
  let browser: ExtensionBrowser;
  let page: Page;

  before(async () => {
    standIn = await startStandIn();
    browser = await ExtensionBrowser.start(standIn);
    standIn.cookies = loginCookies(`o0${sample.musicid}`, sample.musickey, { wechat: false });
    const site = await browser.visit("https://y.qq.com/");
    const inbox = await browser.signIn();
    page = await browser.open("options.html");
    await browser.until(page, async (name) => name in (await chrome.storage.session.get(name)), seen);
    await inbox.close();
    await site.close();
  });
  after(async () => {
    await browser?.stop();
    await standIn?.stop();
  });
  beforeEach(async () => {
    await simulator(standIn.demo).contrary({});
    await page.evaluate(async (learned) => {
      const names = Object.keys(await chrome.storage.local.get(null));
      await chrome.storage.local.remove(names.filter((name) => name.startsWith(learned)));
      for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id);
      await chrome.action.setBadgeText({ text: "" });
    }, "qqmusicpm.gateway.");
  });

  /** Looks once, so that all there is is known. */
  async function look() {
    await page.evaluate((names) => chrome.storage.session.remove(names), [seen, trouble]);
    await browser.lookNow(page);
    await browser.until(page, async (name) => name in (await chrome.storage.session.get(name)), trouble);
  }
  const incoming = () => simulator(standIn.demo).incoming({ musicid: sample.musicid, userId: writer, text: "在吗" });
  const announced = () => page.evaluate(async () => Object.keys(await chrome.notifications.getAll()).length);
  const badge = () => page.evaluate(() => chrome.action.getBadgeText({}));

  for (const row of [...rows, ...mixtures]) {
    it(nameOf(row), async () => {
      const [, switches] = row;
      await simulator(standIn.demo).contrary(switches);
      if ("refuse20.9" in switches) {
        // A page finds out in which dialect the gateway is to be asked.
        const inbox = await browser.open("panel.html");
        await inbox.locator(".session").first().waitFor();
        await inbox.close();
      }
      await look();
      assert.equal(await announced(), 0, "what was there is not news");
      await incoming();
      await browser.lookNow(page);
      await browser.until(page, async () => Object.keys(await chrome.notifications.getAll()).length === 1);
      await browser.until(page, async () => /^\d+\+?$/.test(await chrome.action.getBadgeText({})));
    });
  }

  for (const [what, switches] of [
    ["a login page behind a code 2001", { loginPause: "page" }],
    ["a key that has served its time", { keyRequests: 1 }],
  ] as const) {
    it(`${what} is told on the button`, async () => {
      await simulator(standIn.demo).contrary(switches);
      for (let i = 0; i < 2; i++) {
        await page.evaluate((name) => chrome.storage.session.remove(name), trouble);
        await browser.lookNow(page);
        await browser.until(page, async (name) => name in (await chrome.storage.session.get(name)), trouble);
      }
      await browser.until(page, async () => (await chrome.action.getBadgeText({})) === "!");
    });
  }

  it("a pause without a word is not called an ended login", async () => {
    await simulator(standIn.demo).contrary({ loginPause: "bare" });
    await look();
    assert.notEqual(await badge(), "!");
  });

  it("what is left of a deleted message is not announced", async () => {
    await look();
    await simulator(standIn.demo).contrary({ husks: "state" });
    const { sessionId, messageId } = await incoming();
    await simulator(standIn.demo).deleted({ musicid: sample.musicid, sessionId, messageId });
    await page.evaluate((name) => chrome.storage.session.remove(name), trouble);
    await browser.lookNow(page);
    await browser.until(page, async (name) => name in (await chrome.storage.session.get(name)), trouble);
    assert.equal(await announced(), 0);
  });
});
