// The inbox says why the module does not start, whatever the reason, and starts when the user tries again and it can.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { recordName } from "../app/model/record-names.js";
import { openPage, type Demo } from "./harness.js";
import { sample } from "./inbox-page.js";

let demo: Demo;
let browser: Browser;
withDemoAndBrowser((started) => ({ demo, browser } = started));

interface Mendable {
  mend(): void;
}

/** Takes a property away from the page until it is mended. */
function without(path: string) {
  const names = path.split(".");
  const name = names.pop()!;
  const owner = names.reduce<object>((object, step) => (object as Record<string, object>)[step]!, globalThis);
  const kept = Object.getOwnPropertyDescriptor(owner, name)!;
  Reflect.deleteProperty(owner, name);
  const mend = (globalThis as unknown as Partial<Mendable>).mend;
  Object.assign(globalThis, {
    mend() {
      mend?.();
      Object.defineProperty(owner, name, kept);
    },
  });
}

/** Lets no module have memory until it is mended. */
function outOfMemory() {
  const { instantiate } = WebAssembly;
  const fail = () => Promise.reject(new RangeError("Out of memory: Cannot allocate Wasm memory for new instance"));
  Object.assign(WebAssembly, { instantiate: fail });
  Object.assign(globalThis, { mend: () => Object.assign(WebAssembly, { instantiate }) });
}

/** Lets nothing be compiled until it is mended. */
function compileLater() {
  const { compileStreaming } = WebAssembly;
  const mended = new Promise<void>((mend) => Object.assign(globalThis, { mend }));
  WebAssembly.compileStreaming = async (source) => {
    await mended;
    return compileStreaming(source);
  };
}

/** Lets nothing be idle until it is mended. */
function busy() {
  const { requestIdleCallback } = globalThis;
  const mended = new Promise<void>((mend) => Object.assign(globalThis, { mend }));
  globalThis.requestIdleCallback = (callback) => {
    void mended.then(() => requestIdleCallback(callback));
    return 0;
  };
}

interface Obstacle {
  prepare: (page: Page) => Promise<unknown>;
  says: RegExp;
}

const oldBrowser: Obstacle = {
  prepare: async (page) => {
    await page.addInitScript(without, "TextEncoder");
    await page.addInitScript(without, "URL.canParse");
  },
  says: /TextEncoder/,
};

const obstacles: Record<string, Obstacle> = {
  "no memory": { prepare: (page) => page.addInitScript(outOfMemory), says: /RangeError: Out of memory/ },
  "no TextDecoder": { prepare: (page) => page.addInitScript(without, "TextDecoder"), says: /TextDecoder/ },
  "no TextEncoder and no URL.canParse, as in an old browser": oldBrowser,
};

const open = () => openPage(browser, {}, /gtimg\.cn|qlogo\.cn|WebAssembly|wasm|Failed to load resource/);

describe("the inbox says why it does not start, and starts when it is tried again:", () => {
  for (const [what, { prepare, says }] of Object.entries(obstacles)) {
    it(what, async () => {
      const { page, close } = await open();
      await prepare(page);
      await page.goto(demo.url);
      await failed(page, says);
      await page.evaluate(() => (globalThis as unknown as Mendable).mend());
      await page.locator(".module-failed .primary").click();
      await page.locator(".module-failed").waitFor({ state: "detached" });
      await page.locator(".demo button", { hasText: sample.nick }).click();
      await page.locator(".session").first().waitFor();
      await close();
    });
  }

  it("also for somebody with an account", async () => {
    const { page, close } = await enter();
    await oldBrowser.prepare(page);
    await page.reload();
    await failed(page, oldBrowser.says);
    await page.evaluate(() => (globalThis as unknown as Mendable).mend());
    await page.locator(".module-failed .primary").click();
    await page.locator(".session").first().waitFor();
    await close();
  });

  it("a policy that forbids WebAssembly", async () => {
    const { page, close } = await open();
    await page.route(demo.url, async (route) => {
      const response = await route.fetch();
      const policy = response.headers()["content-security-policy"]!.replace(" 'wasm-unsafe-eval'", "");
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
    });
    await page.goto(demo.url);
    await failed(page, /WebAssembly may not be compiled here/);
    await page.locator(".module-failed .primary").click();
    await failed(page, /WebAssembly may not be compiled here/);
    await page.unroute(demo.url);
    await page.reload();
    await page.locator(".demo button", { hasText: sample.nick }).click();
    await page.locator(".session").first().waitFor();
    await close();
  });
});

describe("what is kept is shown before the module is there", () => {
  it("and the module is asked for once", async () => {
    const { page, close } = await enterAndKeep();
    let asked = 0;
    page.on("request", (request) => {
      if (request.url().endsWith("/qqmusicpm.wasm")) asked++;
    });
    await page.addInitScript(compileLater);
    await page.reload();
    await page.locator(".session").first().waitFor();
    const answered = page.waitForResponse(/cgi-bin/);
    await page.evaluate(() => (globalThis as unknown as Mendable).mend());
    await answered;
    assert.equal(asked, 1);
    await close();
  });
});

describe("a conversation that is opened as soon as the list is there", () => {
  it("is shown before the module is asked for", async () => {
    const { page, close } = await enterAndKeepMessages();
    await page.addInitScript(busy);
    let asked = 0;
    page.on("request", (request) => {
      if (request.url().endsWith("/qqmusicpm.wasm")) asked++;
    });
    await page.goto(demo.url);
    await page.reload();
    await page.locator(".session").first().click();
    await page.locator(".bubble").first().waitFor();
    assert.equal(asked, 0);
    const answered = page.waitForResponse(/cgi-bin/);
    await page.evaluate(() => (globalThis as unknown as Mendable).mend());
    await answered;
    await close();
  });
});

describe("a page that is loaded at a conversation that is kept", () => {
  it("shows its messages at once, without the grey of those that are waited for", async () => {
    const { page, close } = await enterAndKeepMessages();
    await page.addInitScript(watchForGrey);
    await page.reload();
    await page.locator(".bubble").first().waitFor();
    assert.equal(await page.evaluate(() => (globalThis as unknown as WatchedForGrey).wasGrey), false);
    await close();
  });
});

interface WatchedForGrey {
  wasGrey: boolean;
}

/** Notes whether a conversation was in view whose messages were not there yet. */
function watchForGrey() {
  const watched = Object.assign(globalThis as unknown as WatchedForGrey, { wasGrey: false });
  new MutationObserver(() => {
    watched.wasGrey ||= document.querySelector(".thread .skeleton") !== null;
  }).observe(document, { childList: true, subtree: true });
}

/** Enters, keeps messages, and opens the first conversation: its messages are kept. */
async function enterAndKeepMessages() {
  const watched = await enterAndKeep();
  await watched.page.locator(".session").first().click();
  await watched.page.locator(".bubble").first().waitFor();
  return watched;
}

/** Opens the page and enters, so that the account is kept, and whatever messages come. */
async function enterAndKeep() {
  const watched = await enter();
  const keeps = recordName("keeps", { endpoint: "", musicid: sample.musicid });
  await watched.page.evaluate((name) => localStorage.setItem(name, JSON.stringify({ keeps: true })), keeps);
  await watched.page.reload();
  await watched.page.locator(".session").first().waitFor();
  return watched;
}

/** Opens the page and enters, so that the account is kept. */
async function enter() {
  const watched = await open();
  await watched.page.goto(demo.url);
  await watched.page.locator(".demo button", { hasText: sample.nick }).click();
  await watched.page.locator(".session").first().waitFor();
  return watched;
}

/** Asserts that the page says that the module did not start, and among the details why. */
async function failed(page: Page, says: RegExp) {
  const panel = page.locator(".module-failed");
  await panel.getByRole("heading", { name: "未能启动" }).waitFor();
  await panel.locator("summary").click();
  assert.match(await panel.locator("pre").innerText(), says);
}
