// Several tabs of one account: what is done in one is there in the others, without the gateway.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { cutOff, keepMessages } from "./inbox-keeping.js";
import { InboxPage, sample } from "./inbox-page.js";

let demo: Demo;
let browser: Browser;
let one: InboxPage;
let other: InboxPage;

withDemoAndBrowser((started) => ({ demo, browser } = started));
beforeEach(async () => {
  await simulator(demo).reset();
  one = await InboxPage.open(browser, demo, {}, /Failed to load resource/);
  await one.signInOnDisk(sample);
  other = await one.anotherTab();
});
afterEach(() => one.close());

/** Deletes what a menu belongs to. */
async function remove(tab: InboxPage, of: ReturnType<InboxPage["message"]>, item: string) {
  await of.hover();
  await of.locator("[aria-haspopup]").click();
  await tab.page.getByRole("menuitem", { name: item }).click();
  await tab.page.locator(".question .danger").click();
}

for (const place of ["memory", "on disk"] as const) {
  describe(`with messages kept ${place}, what one tab does appears in another that does not reach the gateway:`, () => {
    beforeEach(async () => {
      if (place === "on disk") await keepMessages(one);
      for (const tab of [one, other]) await tab.openSession("贝斯手阿哲");
      await cutOff(other.page);
    });

    it("a message that was sent", async () => {
      await one.send("从另一页发出");
      await other.message("从另一页发出").locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
      assert.equal(await other.message("从另一页发出").count(), 1);
    });

    it("a message that was deleted", async () => {
      await one.send("马上删掉");
      await other.message("马上删掉").locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
      await one.message("马上删掉").locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
      await remove(one, one.message("马上删掉"), "删除消息");
      await other.message("马上删掉").waitFor({ state: "detached" });
    });

    it("a conversation that was deleted", async () => {
      await remove(one, one.session("南桥乐队"), "删除会话");
      await other.session("南桥乐队").waitFor({ state: "detached" });
    });

    it("a draft", async () => {
      await one.openSession("妈妈");
      await one.field.fill("写到一半");
      await other.session("妈妈").getByText("[草稿]").waitFor();
    });
  });
}
