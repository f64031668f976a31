// Takes the pictures for the extension stores, in the sizes they ask for: the inbox with the sample data, and how one signs in.

import { mkdirSync, readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { ExtensionBrowser } from "./extension-browser.js";
import { fromRoot, startChromium, startDemo, type Demo } from "./harness.js";
import { InboxPage } from "./inbox-page.js";
import { writePicture } from "./picture-files.js";
import { startStandIn } from "./stand-in.js";

const folder = "docs/store/pictures";
const size = { width: 1280, height: 800 };
const tileSize = { width: 440, height: 280 };
/** Samples that are there to see whether a page survives them. */
const hostile = ["<img src=x", "דניאל גיטרה"];

async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await writePicture(`${folder}/${name}.png`, await page.screenshot({ animations: "disabled" }));
}

async function choose({ page }: InboxPage, conversation: string, item: string): Promise<void> {
  const row = page.locator(".session", { hasText: conversation }).first();
  await row.hover();
  await row.locator("[aria-haspopup]").click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function picturesOfTheInbox(browser: Browser, demo: Demo): Promise<void> {
  const options = { viewport: size, reducedMotion: "reduce" as const };
  const inbox = await InboxPage.enter(browser, demo, options, /Failed to load resource/);
  const { page } = inbox;
  for (const conversation of hostile) {
    await choose(inbox, conversation, "删除会话");
    await page.locator(".question .danger").click();
    await inbox.session(conversation).waitFor({ state: "detached" });
  }
  for (const conversation of ["许知夏", "贝斯手阿哲", "小鹿乱撞"]) await inbox.openSession(conversation);
  await page.getByText("已删除", { exact: true }).waitFor({ state: "detached" });
  await take(page, "1-conversation");

  await page.keyboard.press("Control+k");
  await page.locator("#find-field").fill("听");
  await page.locator("dialog.find mark").first().waitFor();
  await take(page, "2-find");
  await page.keyboard.press("Escape");

  await choose(inbox, "许知夏", "导出这个会话");
  await page.getByRole("button", { name: "开始", exact: true }).click();
  await page.getByRole("button", { name: "保存文件", exact: true }).waitFor({ timeout: 60_000 });
  await take(page, "3-export");
  await page.keyboard.press("Escape");

  await page.emulateMedia({ colorScheme: "dark" });
  await inbox.openSession("🌙月亮邮差");
  await take(page, "4-dark");
  await inbox.close();
}

async function pictureOfSigningIn(): Promise<void> {
  const standIn = await startStandIn();
  const extension = await ExtensionBrowser.start(standIn);
  try {
    const page = await extension.open("inbox.html");
    await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).waitFor();
    await page.locator(".module-loading").waitFor({ state: "detached" });
    await take(page, "5-sign-in");
  } finally {
    await extension.stop();
    await standIn.stop();
  }
}

async function tile(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: tileSize });
  await page.setContent(`<style>
    body { margin: 0; height: 100vh; display: flex; align-items: center; justify-content: center; gap: 22px;
      background: #e3f2ec; color: #14231d; font: 21px/1.5 sans-serif }
    svg { width: 104px } b { display: block; font-size: 34px; line-height: 1.4 }
  </style>${readFileSync(fromRoot("web/app/icon.svg"), "utf8")}<div><b>QQ 音乐私信</b>在电脑上读，在电脑上回<br>非官方扩展</div>`);
  await take(page, "tile");
  await page.close();
}

mkdirSync(fromRoot(folder), { recursive: true });
const demo = await startDemo();
const browser = await startChromium();
try {
  await picturesOfTheInbox(browser, demo);
  await tile(browser);
  await pictureOfSigningIn();
} finally {
  await browser.close();
  await demo.stop();
}
