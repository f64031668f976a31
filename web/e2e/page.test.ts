// The console itself: its calls, languages and accounts.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { ConsolePage } from "./console-page.js";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { openPage, simulator, type Demo } from "./harness.js";

let demo: Demo;
let browser: Browser;

withDemoAndBrowser((started) => ({ demo, browser } = started));

describe("the page", () => {
  let page: ConsolePage;
  beforeEach(async () => {
    await simulator(demo).reset();
    page = await ConsolePage.open(browser, demo);
  });
  afterEach(() => page.close());

  it("lists 15 calls", async () => {
    assert.equal(await page.page.locator("nav li").count(), 15);
  });

  it("finds calls by a word of either language", async () => {
    await page.page.getByRole("searchbox", { name: "搜索接口" }).fill("删除");
    assert.deepEqual(await page.page.locator("nav li code").allInnerTexts(), ["deleteMessage", "deleteSession"]);
  });

  it("opens the call that the address names", async () => {
    await page.page.goto(`${demo.url}console.html#getConfig`);
    await page.page.getByRole("heading", { name: "获取私信设置", exact: true }).waitFor();
  });

  it("works at once with a sample account", async () => {
    assert.equal((await page.run()).state, "answered");
  });

  it("sends all 19 digits of a WeChat account", async () => {
    await page.account("北纬三十度");
    await page.run();
    const [request] = await simulator(demo).requests();
    assert.equal(request?.musicid, "1152921504606846999");
    assert.equal(request?.comm["qq"], "1152921504606846999");
  });

  it("shows the JavaScript that does the same", async () => {
    await page.choose("getMessages");
    await page.fill({ sessionId: "abc", size: "5" });
    const line = await page.page.locator(".javascript code").innerText();
    assert.equal(line, 'await client.getMessages({ size: 5, sessionId: "abc" })');
  });

  it("sends null where the protocol has one", async () => {
    await page.choose("getSessions");
    await page.page.getByText("更多参数").click();
    await page.page.getByLabel("fansFlag 是否传入").selectOption({ label: "null" });
    await page.run();
    assert.doesNotMatch((await page.requests()).at(-1)!, /FansFlag/);
  });

  it("answers with the gateway's own names when raw data is wanted", async () => {
    await page.choose("getConfig");
    await page.page.getByText("调用选项").click();
    await page.page.getByLabel("原始数据").check();
    assert.ok("config_value_str" in (await page.run()).answer);
  });

  it("signs a call when that is wanted", async () => {
    await page.choose("getConfig");
    await page.page.getByText("调用选项").click();
    await page.page.getByRole("combobox", { name: "签名" }).selectOption({ label: "总是" });
    await page.run();
    assert.equal((await simulator(demo).requests())[0]?.signed, true);
  });

  it("offers ids of earlier answers", async () => {
    const { answer } = await page.run();
    await page.choose("getMessages");
    const first = page.page.locator("#field-sessionId-list option").first();
    assert.equal(await first.getAttribute("value"), answer.sessions[0].sessionId);
  });

  it("copies the answer", async () => {
    await page.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const { answer } = await page.make("getConfig");
    await page.page.getByRole("button", { name: "复制: 结果" }).click();
    await page.page.getByRole("button", { name: "已复制: 结果" }).waitFor();
    assert.deepEqual(JSON.parse(await page.page.evaluate(() => navigator.clipboard.readText())), answer);
  });

  it("keeps a short history that brings a run back", async () => {
    await page.make("getConfig");
    await page.make("getSessions", { size: "3" });
    await page.page.locator(".history li", { hasText: "getConfig" }).getByRole("button").click();
    await page.page.getByRole("heading", { name: "获取私信设置", exact: true }).waitFor();
    assert.equal(await page.page.locator(".answer").getAttribute("data-run"), "1");
  });

  it("writes nothing of what strangers wrote as HTML", async () => {
    const { answer } = await page.make("getSessions", { size: "60" });
    const hostile = answer.sessions.find((s: { user: { nick: string } }) => s.user.nick.startsWith("<img"));
    await page.page.locator(".toolbar .segments button").first().click();
    await page.page.getByRole("button", { name: "全部展开" }).click();
    assert.ok((await page.page.locator(".tree").innerText()).includes(hostile.user.nick));
    assert.equal(await page.page.locator(".tree img, .tree script, .tree a, .tree svg").count(), 0);
  });

  it("runs with Ctrl+Enter from inside a field", async () => {
    await page.field("size").focus();
    const { state, about } = await page.ended(() => page.page.keyboard.press("Control+Enter"));
    assert.equal(state, "answered", about);
  });

  it("is used with the keyboard alone, from a call to its answer", async () => {
    const { keyboard } = page.page;
    const focused = () =>
      page.page.evaluate(() => document.activeElement?.getAttribute("href") ?? document.activeElement?.id);
    while ((await focused()) !== "#getConfig") await keyboard.press("Tab");
    await keyboard.press("Enter");
    while ((await focused()) !== "field-configType") await keyboard.press("Tab");
    const { answer } = await page.ended(() => keyboard.press("Enter"));
    assert.equal(answer.msg, "ok");
  });

  it("says the end of a run to a screen reader", async () => {
    await page.run();
    assert.match(await page.page.getByRole("status").innerText(), /^getSessions 已返回/);
  });
});

describe("the language", () => {
  const heading = (page: Page) => page.getByRole("heading", { level: 1 }).innerText();

  for (const [locale, title] of [
    ["zh-CN", "QQ 音乐私信控制台"],
    ["zh-TW", "QQ 音乐私信控制台"],
    ["en-US", "QQ Music private messages console"],
    ["fr-FR", "QQ Music private messages console"],
  ] as const) {
    it(`of a browser in ${locale}`, async () => {
      const page = await ConsolePage.open(browser, demo, { locale });
      assert.equal(await heading(page.page), title);
      await page.close();
    });
  }

  it("is changed with a click and remembered", async () => {
    const page = await ConsolePage.open(browser, demo, { locale: "zh-CN" });
    await page.page.getByRole("button", { name: "English" }).click();
    await page.page.reload();
    assert.equal(await heading(page.page), "QQ Music private messages console");
    assert.equal(await page.page.locator("html").getAttribute("lang"), "en");
    await page.close();
  });
});

describe("without a simulator behind the page", () => {
  it("asks for an account", async () => {
    const { page, close } = await openPage(browser, {}, /^Failed to load resource/);
    await page.route(/_simulator/, (route) => route.fulfill({ status: 404 }));
    await page.goto(`${demo.url}console.html`);
    assert.ok(await page.getByLabel("musickey").isVisible());
    await close();
  });
});
