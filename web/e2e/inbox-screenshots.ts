// Takes the pictures of the inbox with the sample data in view.

import { mkdirSync } from "node:fs";
import type { BrowserContextOptions } from "playwright-core";
import { fromRoot, startChromium, startDemo } from "./harness.js";
import { InboxPage, sample } from "./inbox-page.js";

const desk = { width: 1280, height: 860 };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

mkdirSync(fromRoot("docs/screenshots"), { recursive: true });
const demo = await startDemo();
const browser = await startChromium();

async function picture(
  name: string,
  options: BrowserContextOptions,
  prepare: (inbox: InboxPage) => Promise<void>,
): Promise<void> {
  const inbox = await InboxPage.open(browser, demo, { reducedMotion: "reduce", ...options }, /Failed to load resource/);
  await inbox.page.locator(".demo .primary").waitFor();
  await inbox.page.locator(".module-loading").waitFor({ state: "detached" });
  await prepare(inbox);
  await inbox.page.mouse.move(0, 0);
  await inbox.page.waitForLoadState("networkidle");
  const path = `docs/screenshots/${name}.png`;
  await inbox.page.screenshot({ path: fromRoot(path), animations: "disabled" });
  await inbox.close();
  console.log(path);
}

const show = (session: string) => async (inbox: InboxPage) => {
  await inbox.demo(sample.nick);
  await inbox.openSession(session);
};

try {
  await picture("sign-in", { locale: "zh-CN", viewport: desk }, async () => {});
  await picture("thread", { locale: "zh-CN", viewport: desk }, show("演出票务通知"));
  await picture("find", { locale: "zh-CN", viewport: desk }, async (inbox) => {
    await show("小鹿乱撞")(inbox);
    await inbox.page.keyboard.press("Control+k");
    await inbox.page.locator("#find-field").fill("你");
    await inbox.page.locator("dialog.find mark").first().waitFor();
  });
  await picture("dark", { locale: "zh-CN", viewport: desk, colorScheme: "dark" }, show("🌙月亮邮差"));
  await picture("phone", { locale: "zh-CN", ...phone }, async (inbox) => inbox.demo(sample.nick));
  await picture("phone-thread", { locale: "zh-CN", colorScheme: "dark", ...phone }, show("小鹿乱撞"));
} finally {
  await browser.close();
  await demo.stop();
}
