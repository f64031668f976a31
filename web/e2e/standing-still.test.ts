// What a page shows stays where it is while the rest of the page comes: whoever clicks hits what they saw.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { openPage, type Demo } from "./harness.js";

let demo: Demo;
let browser: Browser;
withDemoAndBrowser((started) => ({ demo, browser } = started));

/** Holds back what is asked for at an address until it is let go. */
async function holdBack(page: Page, address: string) {
  const asked = page.waitForRequest(address);
  let letGo!: () => void;
  const free = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(address, async (route) => {
    await free;
    await route.continue();
  });
  return { asked, letGo };
}

/** Where everything is that can be pressed or written in. */
const places = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("button, a, summary, input, select, textarea")].map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const name = element.textContent || element.getAttribute("name") || element.className;
      return `${name}: ${[left, top, width, height].map(Math.round)}`;
    }),
  );

const sizes = { "a wide window": { width: 1280, height: 800 }, "a phone": { width: 390, height: 844 } };

const pages = {
  inbox: { address: "", loading: ".module-loading", ready: ".demo button", retry: ".module-failed .primary" },
  console: { address: "console.html", loading: ".loading", ready: ".account input", retry: ".load-failed button" },
};

for (const [what, { address, loading, ready, retry }] of Object.entries(pages)) {
  describe(`the ${what} stands still`, () => {
    for (const [size, viewport] of Object.entries(sizes)) {
      it(`when the module has come, in ${size}`, async () => {
        const { page, close } = await openPage(browser, { viewport });
        const module = await holdBack(page, "**/qqmusicpm.wasm");
        await page.goto(demo.url + address);
        await page.locator(ready).first().waitFor();
        await page.locator(loading).waitFor();
        const before = await places(page);
        module.letGo();
        await page.locator(loading).waitFor({ state: "detached" });
        assert.deepEqual(await places(page), before);
        await close();
      });
    }

    it("when it is known that there are sample accounts", async () => {
      const { page, close } = await openPage(browser);
      const samples = await holdBack(page, "**/_simulator/accounts");
      await page.goto(demo.url + address);
      await page.getByRole("heading").first().waitFor();
      await samples.asked;
      const before = await places(page);
      samples.letGo();
      await page.locator(ready).first().waitFor();
      const after = await places(page);
      assert.deepEqual(
        before.filter((place) => !after.includes(place)),
        [],
      );
      await close();
    });

    it("when the module cannot be run before that is known", async () => {
      const { page, close } = await openPage(browser, {}, /^Failed to load resource/);
      const samples = await holdBack(page, "**/_simulator/accounts");
      await page.route(/(qqmusicpm\.wasm|wasm_exec\.js)$/, (route) => route.fulfill({ status: 404 }));
      const failed = page.waitForResponse((response) => response.status() === 404);
      await page.goto(demo.url + address);
      await failed;
      samples.letGo();
      await page.locator(ready).first().waitFor();
      await page.locator(retry).waitFor();
      await close();
    });

    it("and does not wait for ever to know it", async () => {
      const { page, close } = await openPage(browser);
      await holdBack(page, "**/_simulator/accounts");
      await page.goto(demo.url + address);
      await page.getByLabel("musicid").waitFor();
      await close();
    });
  });
}
