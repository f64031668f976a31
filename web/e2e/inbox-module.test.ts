// A module that cannot be loaded, or dies, and the inbox around it.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { InboxPage, sample } from "./inbox-page.js";

let demo: Demo;
let browser: Browser;

withDemoAndBrowser((started) => ({ demo, browser } = started));
beforeEach(() => simulator(demo).reset());

const failedLoads = /Failed to load resource/;

describe("a module that cannot be loaded", () => {
  it("is said to be so, and loaded when the user tries again", async () => {
    const inbox = await InboxPage.open(browser, demo, {}, failedLoads);
    const { page } = inbox;
    await page.route(/qqmusicpm\.wasm$/, (route) => route.fulfill({ status: 404 }));
    await page.reload();
    await page.getByRole("heading", { name: "未能启动" }).waitFor();
    await page.unroute(/qqmusicpm\.wasm$/);
    await page.locator(".module-failed .primary").click();
    await inbox.demo(sample.nick);
    await inbox.close();
  });
});

describe("a module that dies", () => {
  // As a fault in it ends it: it throws when it is woken.
  const mortal = () => {
    const start = WebAssembly.instantiate as (module: WebAssembly.Module, imports: object) => Promise<object>;
    Object.assign(WebAssembly, {
      instantiate: async (module: WebAssembly.Module, imports: object) => {
        const instance = (await start(module, imports)) as WebAssembly.Instance;
        const resume = instance.exports["resume"] as () => void;
        const exports = {
          ...instance.exports,
          resume: () => {
            if ("dying" in globalThis) throw new Error("trap");
            resume();
          },
        };
        return Object.create(instance, { exports: { value: exports } }) as object;
      },
    });
  };

  it("is started again, and neither drafts nor unsent messages are lost", async () => {
    const inbox = await InboxPage.open(browser, demo);
    const { page } = inbox;
    await page.addInitScript(mortal);
    await page.reload();
    await inbox.demo(sample.nick);
    await inbox.openSession("贝斯手阿哲");
    // With the message, and not before it by an answer that was on its way.
    await page.evaluate(() => {
      const die = () => Object.assign(globalThis, { dying: true });
      addEventListener("keydown", (event) => event.key === "Enter" && die(), { capture: true });
    });
    await inbox.send("写到一半模块停了");
    await page.locator(".banner", { hasText: "模块意外停止" }).waitFor();
    await inbox.field.fill("草稿还在");
    await page.evaluate(() => delete (globalThis as { dying?: boolean }).dying);
    await page.getByRole("button", { name: "重新启动" }).click();
    await page.locator(".banner").waitFor({ state: "detached" });
    await inbox.message("写到一半模块停了").locator(".failed").waitFor();
    assert.equal(await inbox.field.inputValue(), "草稿还在");
    await inbox.close();
  });
});
