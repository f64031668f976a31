// What is kept on this computer: everything, by a job that takes its time, and what a backup brings back.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { InboxPage } from "./inbox-page.js";

let demo: Demo;
let browser: Browser;
let inbox: InboxPage;
let page: Page;

withDemoAndBrowser((started) => ({ demo, browser } = started));
beforeEach(async () => {
  await simulator(demo).reset();
  inbox = await InboxPage.enter(browser, demo);
  page = inbox.page;
  await inbox.downloadsOnly();
});
afterEach(() => inbox.close());

const section = () => page.locator(".keeping");
const keeps = () => section().getByLabel("把私信保存在这台电脑上");
const press = (name: string) => section().getByRole("button", { name, exact: true }).click();
const asked = async () =>
  (await simulator(demo).requests()).filter(({ methods }) => methods.includes("GetMessage")).length;

async function openSettings() {
  await page.getByRole("button", { name: "设置", exact: true }).click();
  await section().waitFor();
}

async function exportOne(name: string): Promise<string> {
  await inbox.find(name);
  await inbox.session(name).first().hover();
  await inbox.session(name).first().locator("[aria-haspopup]").click();
  await page.getByRole("menuitem", { name: "导出这个会话" }).click();
  const dialog = page.locator("dialog.export");
  await dialog.getByRole("button", { name: "开始" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "保存文件" }).click({ timeout: 60_000 }),
  ]);
  await dialog.getByRole("button", { name: "关闭" }).first().click();
  return download.path();
}

describe("keeping everything", () => {
  it("reads all but what is unread, says what that is, and has it after a reload", async () => {
    await page.clock.install();
    await openSettings();
    await keeps().check();
    await press("开始");
    const status = section().getByRole("status");
    while (!/其余的私信都已保存/.test(await status.innerText())) await page.clock.runFor(500);
    assert.match(await section().innerText(), /已完成 35 \/ 48 个会话/);
    assert.match(await section().innerText(), /13 个会话有未读消息/);
    assert.ok(await section().locator(".keeping-unread").getByText("小鹿乱撞").isVisible());

    const before = await asked();
    await page.reload();
    await page.locator(".session").first().waitFor();
    await openSettings();
    await status.filter({ hasText: "其余的私信都已保存" }).waitFor();
    assert.equal(await asked(), before);
  });

  it("waits when the user pauses it", async () => {
    await openSettings();
    await keeps().check();
    await press("开始");
    await section()
      .getByText(/已完成 [1-9]/)
      .waitFor();
    await press("暂停");
    await section().getByRole("status").getByText("已暂停。").waitFor();
    await section().getByRole("button", { name: "继续" }).waitFor();
  });
});

describe("a backup", () => {
  it("brings back what was exported before everything was deleted", async () => {
    await openSettings();
    await keeps().check();
    await page.keyboard.press("Escape");
    const file = await exportOne("贝斯手阿哲");
    const messages = (await readFile(file, "utf8")).trimEnd().split("\n").length - 2;
    await openSettings();
    await keeps().click();
    await page.getByRole("button", { name: "删除，不再保存" }).click();
    await keeps().and(page.locator(":not(:checked)")).waitFor();
    await page.reload();
    await openSettings();
    await keeps().check();
    await section().locator("input[type=file]").setInputFiles(file);
    await section()
      .getByText(`读入完成：文件里有 ${messages} 条消息，其中 ${messages} 条是新的。`)
      .waitFor({ timeout: 30_000 });
    await page.reload();
    await openSettings();
    await section().getByText(`已保存 1 个会话的 ${messages} 条消息`).waitFor();
  });

  it("of something else is refused", async () => {
    await openSettings();
    await keeps().check();
    const file = { name: "notes.jsonl", mimeType: "application/jsonl", buffer: Buffer.from("{}\n") };
    await section().locator("input[type=file]").setInputFiles(file);
    await section().getByRole("alert").getByText("这不是导出的 JSON Lines 文件").waitFor();
  });
});
