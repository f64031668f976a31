// The console's first call, in WebKit.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { simulator, startDemo, type Demo } from "../harness.js";
import { startWebKit, type WebKit } from "./webkit-browser.js";
import { WebKitPage } from "./webkit-page.js";

let demo: Demo;
let webkit: WebKit;
let page: WebKitPage;
before(async () => {
  demo = await startDemo();
  webkit = await startWebKit();
  page = new WebKitPage(webkit.driver);
  await webkit.driver.get(`${demo.url}console.html`);
  await page.shown('button[type="submit"][aria-disabled="false"]');
  await page.until(() => document.querySelector('input[name="account"]:checked:not([value="own"])'));
  await page.click("button", /^中文$/);
});
after(async () => {
  await webkit?.stop();
  await demo?.stop();
});

it("is answered with a sample account", async () => {
  await page.click('nav a[href="#getSessions"]');
  await page.click('button[type="submit"]');
  await page.shown('.answer[data-state="answered"]');
  await page.click(".toolbar .segments button", /^文本$/);
  const answer = JSON.parse(await page.shown("#panel-answer pre")) as { sessions: unknown[] };
  assert.ok(answer.sessions.length > 0);
});

it("says why one was refused", async () => {
  await simulator(demo).inject({ kind: "child", code: 10099, method: "GetConfig" });
  await page.click('nav a[href="#getConfig"]');
  await page.shown(".call-heading .name", "getConfig");
  await page.click('button[type="submit"]');
  await page.shown(".failure .error-name", "CGIError");
});
