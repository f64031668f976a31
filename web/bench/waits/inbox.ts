import type { Plan } from "../plan.js";
import { waitOf, type Wait, type WaitSubject } from "../wait.js";
import { startChromium, startDemo } from "../../e2e/harness.js";
import { InboxPage } from "../../e2e/inbox-page.js";
import { timeOfPaint, watchForList, type WatchedForPaint } from "./painted.js";

export const firstPaintSubject: WaitSubject = {
  id: "inbox-paint",
  what: "the inbox, signed in: load to first contentful paint",
};
export const listPaintSubject: WaitSubject = {
  id: "inbox-list",
  what: "the inbox, signed in: load to the painted list of sessions",
};

/** Loads the inbox again in a tab that is signed in to the simulator, each time in a profile of its own. */
export async function measureInbox(plan: Plan): Promise<Wait[]> {
  const demo = await startDemo();
  const browser = await startChromium();
  try {
    const first: number[] = [];
    const list: number[] = [];
    for (let i = 0; i < plan.waits; i++) {
      const { page, close } = await InboxPage.enter(browser, demo);
      await page.addInitScript(watchForList);
      await page.reload();
      list.push(await page.evaluate(() => (globalThis as unknown as WatchedForPaint).listPainted));
      first.push(await page.evaluate(timeOfPaint, "first-contentful-paint" as const));
      await close();
    }
    return [waitOf(firstPaintSubject, first), waitOf(listPaintSubject, list)];
  } finally {
    await browser.close();
    await demo.stop();
  }
}
