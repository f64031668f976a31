// The console on small screens and for a screen reader.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { violations } from "./axe.js";
import { ConsolePage } from "./console-page.js";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import type { Demo } from "./harness.js";

let demo: Demo;
let browser: Browser;

withDemoAndBrowser((started) => ({ demo, browser } = started));

describe("a phone", () => {
  let page: ConsolePage;
  before(async () => {
    page = await ConsolePage.open(browser, demo, { viewport: { width: 360, height: 740 }, hasTouch: true });
  });
  after(() => page.close());

  it("shows nothing beyond the edge of the screen", async () => {
    await page.run();
    assert.equal(await page.page.evaluate(() => document.documentElement.scrollWidth), 360);
  });

  it("has one control for the list of calls", async () => {
    await page.page.getByRole("combobox", { name: "接口" }).selectOption("getConfig");
    await page.page.getByRole("heading", { name: "获取私信设置", exact: true }).waitFor();
    assert.equal((await page.run()).state, "answered");
  });

  it("brings the answer into view", async () => {
    const top = await page.page.locator(".answer").evaluate((answer) => answer.getBoundingClientRect().top);
    assert.ok(top < 740, `the answer begins at ${top}`);
  });
});

describe("accessibility", () => {
  const variants: [name: string, options: BrowserContextOptions][] = [
    ["Chinese, light", { locale: "zh-CN", colorScheme: "light" }],
    ["Chinese, dark", { locale: "zh-CN", colorScheme: "dark" }],
    ["English, light", { locale: "en-US", colorScheme: "light" }],
    ["English, dark, on a phone", { locale: "en-US", colorScheme: "dark", viewport: { width: 360, height: 740 } }],
  ];
  for (const [name, options] of variants) {
    describe(name, () => {
      let page: ConsolePage;
      before(async () => {
        page = await ConsolePage.open(browser, demo, options);
      });
      after(() => page.close());

      it("with nothing run yet", async () => assert.deepEqual(await violations(page.page), []));

      it("with an answer as a tree, and a history", async () => {
        await page.run();
        await page.run();
        await page.page.locator(".toolbar .segments button").first().click();
        assert.deepEqual(await violations(page.page), []);
      });

      it("with an answer as text", async () => {
        await page.page.locator(".toolbar .segments button").nth(1).click();
        assert.deepEqual(await violations(page.page), []);
      });

      it("with the record of requests", async () => {
        await page.page.locator("#tab-request").click();
        assert.deepEqual(await violations(page.page), []);
      });

      it("with an error and a wrong field, all folds open", async () => {
        for (const fold of await page.page.locator("details.more summary").all()) await fold.click();
        await page.field("size").fill("1.5");
        await page.run();
        assert.deepEqual(await violations(page.page), []);
      });

      it("with an account of one's own and another gateway", async () => {
        await page.page.locator('input[value="own"]').check();
        await page.page.locator(".connection select").selectOption("other");
        assert.deepEqual(await violations(page.page), []);
      });

      it("with a question", async () => {
        await page.page.goto(`${demo.url}console.html#markAllMessagesRead`);
        await page.field("encryptUin").fill("oK6kow");
        await page.page.locator('button[type="submit"]').click();
        await page.page.getByRole("dialog").waitFor();
        assert.deepEqual(await violations(page.page), []);
      });
    });
  }
});
