// What is seen in a browser that lacks something: a page that works, or a sentence that says why not. Chromium plays the
// older browsers: what they have not is taken away before the scripts of the page run.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { missingLookups } from "../minimum-versions/lookups.js";
import { takeAway } from "../minimum-versions/take-away.js";
import leastVersions from "../common/minimum-versions.gen.json" with { type: "json" };
import { withDemoAndBrowser } from "./demo-and-browser.js";
import type { ExtensionBrowser } from "./extension-browser.js";
import { openPage, simulator, type Demo } from "./harness.js";
import { sample } from "./inbox-page.js";
import { withStandInAndExtension } from "./stand-in-and-extension.js";

/** Lets the browser be one of English. */
function speakEnglish(): void {
  Object.defineProperty(navigator, "language", { value: "en-US" });
}

type Outcome = "works" | "is too old" | "needs WebAssembly" | "has not started";

const sentences: Record<Exclude<Outcome, "works">, Record<"zh" | "en", RegExp>> = {
  "is too old": {
    zh: /^这个页面需要更新的浏览器：至少是 (.+)。$/,
    en: /^This page needs a newer browser: at least (.+)\.$/,
  },
  "needs WebAssembly": {
    zh: /^这个页面需要 WebAssembly：请在浏览器里打开它，或者更新浏览器，至少是 (.+)。$/,
    en: /^This page needs WebAssembly: turn it on, or update the browser to at least (.+)\.$/,
  },
  "has not started": {
    zh: /^页面没能启动。请重新加载；如果还是不行，请更新浏览器，至少是 (.+)。$/,
    en: /^The page could not start\. Reload it; if that does not help, update the browser to at least (.+)\.$/,
  },
};

/** The least versions of a part, as a sentence names them. */
function named(part: "inbox" | "console" | "extension", language: "zh" | "en"): string {
  const { chrome, firefox, safari } = { safari: undefined, ...leastVersions[part].versions };
  if (language === "zh") {
    const first = `Chrome 或 Edge ${chrome}`;
    return safari ? `${first}、Firefox ${firefox} 或 Safari ${safari}` : `${first} 或 Firefox ${firefox}`;
  }
  const first = `Chrome or Edge ${chrome}`;
  return safari ? `${first}, Firefox ${firefox} or Safari ${safari}` : `${first} or Firefox ${firefox}`;
}

async function assertSays(page: Page, outcome: Exclude<Outcome, "works">, part: "inbox" | "console" | "extension") {
  const sentence = page.getByRole("alert");
  await sentence.waitFor();
  const language = (await page.evaluate(() => navigator.language)).startsWith("zh") ? "zh" : "en";
  const text = await page.evaluate(() => document.body.innerText.trim());
  assert.match(text, sentences[outcome][language]);
  assert.equal(sentences[outcome][language].exec(text)![1], named(part, language));
  assert.equal(await sentence.getAttribute("lang"), language === "zh" ? "zh-CN" : "en");
  assert.ok(await sentence.isVisible());
}

// What ends with the sentence ends with an error as well, and some sample pictures are elsewhere.
const elsewhere = /gtimg\.cn|qlogo\.cn/;

describe("without a feature", () => {
  let demo: Demo;
  let browser: Browser;
  withDemoAndBrowser((started) => ({ demo, browser } = started));
  beforeEach(() => simulator(demo).reset());

  async function open(path: string, missing: readonly string[], locale: string, expected: RegExp) {
    const opened = await openPage(browser, { locale }, expected);
    await opened.page.route(elsewhere, (route) => route.abort());
    await opened.page.addInitScript(takeAway, missing);
    await opened.page.goto(demo.url + path);
    return opened;
  }

  const works = {
    inbox: async (page: Page) => {
      await page.locator(".demo button", { hasText: sample.nick }).click();
      await page.locator(".session-open").first().click();
      await page.locator(".messages li").first().waitFor();
      await page.locator(".composer textarea").fill("你好 https://y.qq.com/n/ryqq");
      await page.locator(".composer textarea").press("Enter");
      await page.locator('.messages a[href="https://y.qq.com/n/ryqq"]').waitFor();
      await simulator(demo).incoming({ musicid: sample.musicid, userId: "5566778899", text: "在吗" });
    },
    console: async (page: Page) => {
      await page.locator('button[type="submit"][aria-disabled="false"]').waitFor();
      await page.locator('input[name="account"]:checked:not([value="own"])').waitFor();
      await page.locator('nav a[href="#getSessions"]').click();
      await page.locator('button[type="submit"]').click();
      await page.locator('.answer[data-state="answered"]').waitFor();
    },
  };

  for (const [part, path] of [
    ["inbox", ""],
    ["console", "console.html"],
  ] as const) {
    describe(`the ${part}`, () => {
      for (const [missing, outcome] of [
        ["URL.canParse", "works"],
        ["Intl.Segmenter", "works"],
        ["Promise.withResolvers", "works"],
        ["Array.prototype.toSorted", "works"],
        ["Array.prototype.at", "is too old"],
        ["TransformStream", "is too old"],
        ["HTMLScriptElement.prototype.noModule", "is too old"],
        ["WebAssembly", part === "inbox" ? "needs WebAssembly" : "says so itself"],
      ] as const) {
        for (const locale of outcome === "works" ? ["zh-CN"] : ["zh-CN", "en-US"]) {
          it(`${outcome} without ${missing} (${locale})`, async () => {
            const expected = outcome === "works" ? elsewhere : /./;
            const { page, close } = await open(path, [missing], locale, expected);
            if (outcome === "works") await works[part](page);
            else if (outcome === "says so itself") await page.getByText("WebAssembly").first().waitFor();
            else await assertSays(page, outcome, part);
            await close();
          });
        }
      }

      for (const [engine, version] of Object.entries(leastVersions[part].versions)) {
        it(`works without all that ${engine} ${version} has not`, async () => {
          const missing = missingLookups(engine as "chrome" | "firefox" | "safari", version);
          assert.ok(missing.includes("URL.canParse"));
          const { page, close } = await open(path, missing, "zh-CN", elsewhere);
          await works[part](page);
          await close();
        });
      }

      for (const [name, break_] of [
        ["has a script that cannot be parsed", (source: string) => `${source}\n=>`],
        ["has a script that throws", (source: string) => `throw new Error("none");\n${source}`],
        ["lacks a script", () => undefined],
      ] as const) {
        for (const locale of ["zh-CN", "en-US"]) {
          it(`has not started when it ${name} (${locale})`, async () => {
            const { page, close } = await openPage(browser, { locale }, /./);
            await page.route(/assets\/(?:index|console)-.*\.js$/, async (route) => {
              const response = await route.fetch();
              const body = break_(await response.text());
              await (body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ response, body }));
            });
            await page.goto(demo.url + path);
            await assertSays(page, "has not started", part);
            await close();
          });
        }
      }

      it("stays when a style sheet or a picture is missing", async () => {
        const { page, close } = await openPage(browser, {}, /./);
        await page.route(/\.css$|\.svg$/, (route) => route.abort());
        await page.goto(demo.url + path);
        await works[part](page);
        assert.equal(await page.getByText(/没能启动/).count(), 0);
        await close();
      });
    });
  }
});

describe("the extension without a feature", () => {
  let browser: ExtensionBrowser;
  withStandInAndExtension((started) => ({ browser } = started));

  async function open(path: string, missing: readonly string[], english = false): Promise<Page> {
    const page = await browser.context.newPage();
    await page.addInitScript(takeAway, missing);
    if (english) await page.addInitScript(speakEnglish);
    await page.goto(`chrome-extension://${browser.id}/${path}`);
    return page;
  }

  for (const [path, shown] of [
    ["options.html", "select"],
    ["panel.html", ".sign-in"],
    ["inbox.html", ".sign-in"],
  ] as const) {
    for (const [missing, outcome] of [
      ["URL.canParse", "works"],
      ["Promise.withResolvers", "works"],
      ["structuredClone", "is too old"],
      ["Array.prototype.at", "is too old"],
      ["Intl.Segmenter", "is too old"],
      ["WebAssembly", "needs WebAssembly"],
      ["chrome.storage", "has not started"],
    ] as const) {
      for (const language of outcome === "works" ? ["zh"] : ["zh", "en"]) {
        it(`${path} ${outcome} without ${missing} (${language})`, async () => {
          const page = await open(path, [missing], language === "en");
          if (outcome === "works") await page.locator(shown).first().waitFor();
          else await assertSays(page, outcome, "extension");
          await page.close();
        });
      }
    }

    for (const [engine, version] of Object.entries(leastVersions.extension.versions)) {
      it(`${path} works without all that ${engine} ${version} has not`, async () => {
        const page = await open(path, missingLookups(engine as "chrome" | "firefox", version));
        await page.locator(shown).first().waitFor();
        await page.close();
      });
    }
  }
});
