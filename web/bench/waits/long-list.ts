import type { Page } from "playwright-core";
import type { Plan } from "../plan.js";
import { waitOf, type Wait, type WaitSubject } from "../wait.js";
import { simulator, startChromium, startDemo } from "../../e2e/harness.js";
import { InboxPage, sample } from "../../e2e/inbox-page.js";
import { longestTask } from "./longest-task.js";

/** The subjects of a list that is as long as planned. */
export function longListSubjects({ conversations }: Plan): [poll: WaitSubject, message: WaitSubject, key: WaitSubject] {
  const what = (when: string) =>
    `the inbox with ${conversations.toLocaleString("en")} conversations: longest task of its page while ${when}`;
  return [
    { id: "long-list-poll", what: what("it looks for news and there are none"), goal: 16 },
    { id: "long-list-message", what: what("a message comes in one of them"), goal: 16 },
    { id: "long-list-key", what: what("a letter is written in the search field"), goal: 16 },
  ];
}

/** Waits for the next look for news, which comes by itself, until what came of it was painted. */
async function look(page: Page): Promise<void> {
  const answered = await page.waitForResponse((response) => response.url().includes("/cgi-bin/"), { timeout: 60_000 });
  await answered.finished();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}

/** Fills an account with conversations, loads all of them, and looks what the page does for one message and for one key. */
export async function measureLongList(plan: Plan): Promise<Wait[]> {
  const demo = await startDemo();
  const browser = await startChromium();
  try {
    const { incoming } = simulator(demo);
    const send = (user: number, text: string) =>
      incoming({ musicid: sample.musicid, userId: String(100_000_000 + user), text });
    for (let i = 0; i < plan.conversations; i++) await send(i, "你好");
    const { page, close } = await InboxPage.enter(browser, demo);
    const search = page.getByRole("searchbox");
    await search.fill("谁也不是");
    await page.getByText("没有名字包含").waitFor({ timeout: 120_000 }); // when all of them are loaded
    await search.fill("");
    const first = page.locator('[aria-posinset="1"]');

    const poll: number[] = [];
    const message: number[] = [];
    const key: number[] = [];
    for (let i = 0; i < plan.waits; i++) {
      const news = async () => {
        await send((i * 37) % plan.conversations, `第 ${i} 条`);
        await first.getByText(`第 ${i} 条`, { exact: true }).waitFor({ timeout: 60_000 });
      };
      message.push(await longestTask(browser, page, news));
      poll.push(await longestTask(browser, page, () => look(page)));
      await search.focus();
      const type = async () => {
        await page.keyboard.press(String(i % 10));
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
      };
      key.push(await longestTask(browser, page, type));
      await search.fill("");
    }
    await close();
    const [pollSubject, messageSubject, keySubject] = longListSubjects(plan);
    return [waitOf(pollSubject, poll), waitOf(messageSubject, message), waitOf(keySubject, key)];
  } finally {
    await browser.close();
    await demo.stop();
  }
}
