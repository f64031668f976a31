// A browser that does not keep what it should: the inbox says so once and goes on.

import assert from "node:assert/strict";
import { describe } from "node:test";
import type { Browser } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { closeSettings, keepBox, keepMessages, openSettings, readThrough } from "./inbox-keeping.js";
import { InboxPage, sample } from "./inbox-page.js";
import { it } from "./tests-of-engine.js";

let demo: Demo;
let browser: Browser;
withDemoAndBrowser((started) => ({ demo, browser } = started));

/** Enters with the sample account. */
async function enter(): Promise<InboxPage> {
  await simulator(demo).reset();
  return InboxPage.enter(browser, demo);
}

const said = ({ page }: InboxPage, text: string) => page.locator(".notice", { hasText: text });

/** Counts the notices with a text that come from now on. */
async function countNotices({ page }: InboxPage, text: string): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const shown = new Set<Node>();
    Object.assign(globalThis, { shown });
    const look = () => {
      for (const notice of document.querySelectorAll(".notice"))
        if (notice.textContent.includes(wanted)) shown.add(notice);
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  }, text);
  return () => page.evaluate(() => (globalThis as unknown as { shown: Set<Node> }).shown.size);
}

/** Everything works as if nothing had been said. */
async function assertGoesOn(inbox: InboxPage) {
  await inbox.openSession("妈妈");
  await inbox.send("还能用");
  await inbox.message("还能用").locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
}

/** Lets the inbox's site keep this many bytes. The browser does not hear of it once it has opened the database. */
async function limitStorage({ page }: InboxPage, bytes: number) {
  const browserOf = await page.context().newCDPSession(page);
  await browserOf.send("Storage.overrideQuotaForOrigin", { origin: new URL(demo.url).origin, quotaSize: bytes });
}

describe("a storage that is full", () => {
  it("from the beginning is said when something should be kept, and the inbox goes on", async () => {
    const inbox = await enter();
    await limitStorage(inbox, 1);
    await openSettings(inbox);
    await keepBox(inbox).click();
    await said(inbox, "存储空间已满").waitFor();
    await inbox.page.locator(".keeping-failed", { hasText: "存储空间已满" }).waitFor();
    await closeSettings(inbox);
    await assertGoesOn(inbox);
    await inbox.close();
  });

  it("with what was read is said once, and the inbox goes on", async () => {
    const inbox = await enter();
    await limitStorage(inbox, 300_000);
    await keepMessages(inbox);
    const full = await countNotices(inbox, "存储空间已满");
    await simulator(demo).incoming({ musicid: sample.musicid, userId: "424242", text: "很长".repeat(120_000) });
    await inbox.page.getByRole("button", { name: "刷新" }).click();
    await said(inbox, "存储空间已满").waitFor();
    await inbox.openSession("QQ音乐用户");
    await inbox.message("很长很长").waitFor();
    await said(inbox, "存储空间已满").getByRole("button", { name: "知道了" }).click();
    await inbox.openSession("调音台上的猫");
    assert.ok((await readThrough(inbox.page)).length > 97);
    await assertGoesOn(inbox);
    assert.equal(await full(), 1);
    await inbox.close();
  });
});

describe("a newer version in another tab", () => {
  it("is let through, and said; this one goes on in memory", async () => {
    const inbox = await enter();
    await keepMessages(inbox);
    await inbox.openSession("דניאל גיטרה");
    const newer = await inbox.page.context().newPage();
    await newer.goto(`${demo.url}console.html`);
    const version = await newer.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open("qqmusicpm-archive", 99);
          opening.onsuccess = () => resolve(opening.result.version);
          opening.onerror = () => reject(opening.error);
        }),
    );
    assert.equal(version, 99);
    await said(inbox, "另一个标签页运行着新版本").waitFor();
    assert.ok((await readThrough(inbox.page)).length > 28);
    await assertGoesOn(inbox);
    await inbox.close();
  });
});

describe("a browser that keeps nothing", () => {
  it("is said when it should, and the inbox works", async () => {
    await simulator(demo).reset();
    const inbox = await InboxPage.open(browser, demo);
    await inbox.page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("not in a private window", "SecurityError");
      };
    });
    await inbox.page.reload();
    await inbox.demo(sample.nick);
    await openSettings(inbox);
    await keepBox(inbox).click();
    await said(inbox, "浏览器无法保存数据").waitFor();
    await closeSettings(inbox);
    await assertGoesOn(inbox);
    await inbox.close();
  });
});
