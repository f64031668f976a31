// Takes the moving pictures of the READMEs: the inbox is there, a conversation is read and answered, and an answer comes.

import type { Browser } from "playwright-core";
import { conversationIn } from "../app/shell/address.ts";
import { startChromium, startDemo, simulator, type Demo } from "./harness.js";
import { InboxPage, sample } from "./inbox-page.js";
import { writeMotion, type Frame } from "./picture-files.js";

const friend = "小鹿乱撞";
const answer = "那就周六，老地方见";
const lastWord = "说定了，我带上外婆🦞";

async function motion(browser: Browser, demo: Demo, locale: string, path: string): Promise<void> {
  await simulator(demo).reset();
  const options = {
    locale,
    viewport: { width: 960, height: 600 },
    deviceScaleFactor: 2,
    reducedMotion: "reduce" as const,
  };
  const inbox = await InboxPage.open(browser, demo, options, /Failed to load resource/);
  const { page } = inbox;
  await page.locator(".demo .primary").waitFor();
  await inbox.demo(sample.nick);
  await page.waitForLoadState("networkidle");
  const frames: Frame[] = [];
  const show = async (milliseconds: number) =>
    void frames.push({ picture: await page.screenshot({ animations: "disabled" }), milliseconds });

  await page.mouse.move(0, 0);
  await show(1_500);
  await inbox.session(friend).hover();
  await show(600);
  await inbox.openSession(friend);
  await page.mouse.move(0, 0);
  await page.waitForLoadState("networkidle");
  await show(2_500);
  for (const character of answer) {
    await inbox.field.pressSequentially(character);
    await show(160);
  }
  await show(500);
  await inbox.field.press("Enter");
  await inbox.message(answer).waitFor();
  await page.locator(".messages .sending").waitFor({ state: "detached" });
  await show(1_500);
  await simulator(demo).incoming({ musicid: sample.musicid, sessionId: openConversation(inbox), text: lastWord });
  await inbox.message(lastWord).waitFor({ timeout: 60_000 });
  await show(3_500);
  await inbox.close();
  await writeMotion(path, frames);
}

/** The id of the conversation that is open, which stands in the address of the page. */
function openConversation({ page }: InboxPage): string {
  const id = conversationIn(new URL(page.url()).hash);
  if (id === undefined) throw new Error(`no conversation is open at ${page.url()}`);
  return id;
}

const demo = await startDemo();
const browser = await startChromium();
try {
  await motion(browser, demo, "zh-CN", "docs/screenshots/inbox-zh.webp");
  await motion(browser, demo, "en-US", "docs/screenshots/inbox-en.webp");
} finally {
  await browser.close();
  await demo.stop();
}
