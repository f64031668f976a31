// The console itself: loading, languages, accounts, keyboard, small screens, accessibility.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { violations } from "./axe.js";
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

describe("without a simulator behind the page", () => {
  it("asks for an account", async () => {
    const { page, close } = await openPage(browser, {}, /^Failed to load resource/);
    await page.route(/_simulator/, (route) => route.fulfill({ status: 404 }));
    await page.goto(`${demo.url}console.html`);
    assert.ok(await page.getByLabel("musickey").isVisible());
    await close();
  });
});
