// The console with a module that cannot be loaded, or ends.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { openPage, simulator, type Demo } from "./harness.js";

let demo: Demo;
let browser: Browser;

withDemoAndBrowser((started) => ({ demo, browser } = started));

describe("a module that cannot be loaded", () => {
  const moduleAddress = /qqmusicpm\.wasm$/;

  /** Opens the page while something is wrong with what it loads, and reads the message. */
  async function failing(spoil: (page: Page) => Promise<unknown>, then?: (page: Page) => Promise<void>) {
    const { page, close } = await openPage(browser, {}, /^Failed to load resource/);
    await spoil(page);
    await page.goto(`${demo.url}console.html`);
    const text = await page.getByRole("alert").innerText();
    await then?.(page);
    await close();
    return text;
  }

  it("for it is not there", async () => {
    const text = await failing((page) => page.route(moduleAddress, (route) => route.fulfill({ status: 404 })));
    assert.match(text, /qqmusicpm\.wasm.*HTTP 404/);
  });

  it("for it is a web page", async () => {
    const text = await failing((page) =>
      page.route(moduleAddress, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" })),
    );
    assert.match(text, /不是 WebAssembly 模块.*text\/html/);
  });

  it("for the network is down", async () => {
    const text = await failing((page) => page.route(moduleAddress, (route) => route.abort()));
    assert.match(text, /无法取得 qqmusicpm\.wasm/);
  });

  it("for wasm_exec.js is not there", async () => {
    const text = await failing((page) => page.route(/wasm_exec\.js$/, (route) => route.fulfill({ status: 404 })));
    assert.match(text, /无法取得 wasm_exec\.js/);
  });

  it("for the browser has no WebAssembly", async () => {
    const text = await failing((page) =>
      page.addInitScript(() => delete (globalThis as { WebAssembly?: unknown }).WebAssembly),
    );
    assert.match(text, /不支持 WebAssembly/);
  });

  it("for its bytes are damaged", async () => {
    const text = await failing((page) =>
      page.route(moduleAddress, (route) =>
        route.fulfill({ contentType: "application/wasm", body: Buffer.from("\0asm\x01\0\0\0damaged") }),
      ),
    );
    assert.match(text, /模块无法运行/);
  });

  it("is loaded when the user tries again and it is there", async () => {
    let broken = true;
    await failing(
      (page) => page.route(moduleAddress, (route) => (broken ? route.abort() : route.continue())),
      async (page) => {
        broken = false;
        await page.getByRole("button", { name: "重试" }).click();
        await page.locator('button[type="submit"][aria-disabled="false"]').waitFor();
      },
    );
  });

  it("is not missed when a server does not name its type", async () => {
    const { page, close } = await openPage(browser);
    await page.route(moduleAddress, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ body: await response.body(), contentType: "application/octet-stream" });
    });
    await page.goto(`${demo.url}console.html`);
    await page.locator('button[type="submit"][aria-disabled="false"]').waitFor();
    await close();
  });
});

describe("a module that ends", () => {
  // As a fatal error in Go ends it: the program is over, and nothing answers any more.
  const endable = `{
    const run = Go.prototype.run;
    Go.prototype.run = function (instance) {
      run.call(this, instance);
      return new Promise((resolve) => { globalThis.endModule = resolve; });
    };
  }`;

  it("fails the call that runs, says so, and is started again when the user wants it", async () => {
    const { page, close } = await openPage(browser);
    await page.route(/wasm_exec\.js$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()) + endable });
    });
    await page.goto(`${demo.url}console.html`);
    const run = page.locator('button[type="submit"][aria-disabled="false"]');
    await simulator(demo).inject({ kind: "", delayMs: 60_000, method: "GetSessionList" });
    await run.click();
    await page.locator(".waiting").waitFor();
    await page.evaluate(() => (globalThis as unknown as { endModule(): void }).endModule());
    assert.equal(await page.locator(".failure .error-name").innerText(), "ModuleError");
    await page.getByRole("button", { name: "重试" }).click();
    await run.click();
    await page.locator(".tree").waitFor();
    await close();
  });
});
