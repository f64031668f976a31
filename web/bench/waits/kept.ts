import type { Page } from "playwright-core";
import type { ArchiveBenchPage, Filled } from "../archive/in-page.js";
import { openTabOnDisk } from "../archive/tab-on-disk.js";
import type { Plan } from "../plan.js";
import { waitOf, type Wait, type WaitSubject } from "../wait.js";
import { startDemo } from "../../e2e/harness.js";
import { sample } from "../../e2e/inbox-page.js";
import { timeOfPaint, watchForList, type WatchedForPaint } from "./painted.js";

/** Conversations in the kept list. */
const conversations = 60;

/** The subjects of what is kept, with as many messages in a conversation as planned. */
export function keptSubjects({ kept: { messages } }: Plan): [list: WaitSubject, whole: WaitSubject, open: WaitSubject] {
  const kept = "the inbox, kept messages, no gateway:";
  return [
    { id: "kept-list", what: `${kept} first paint of the empty frame to the painted list of sessions`, goal: 100 },
    { id: "kept-list-whole", what: `${kept} load to the painted list of sessions` },
    {
      id: "kept-open",
      what: `${kept} click on a conversation of ${messages.toLocaleString("en")} messages to its painted end`,
      goal: 100,
    },
  ];
}

/** Loads the inbox again and again, with an archive on disk and no gateway, and opens a long conversation. */
export async function measureKept(plan: Plan): Promise<Wait[]> {
  const demo = await startDemo();
  const tab = await openTabOnDisk(demo);
  const { page } = tab;
  try {
    await page.locator(".demo button", { hasText: sample.nick }).click();
    await page.locator(".session").first().waitFor();
    await tab.openArchiveBench();
    const filled = await page.evaluate(
      ([account, filling]) => (globalThis as unknown as ArchiveBenchPage).archiveBench.keep(account, filling),
      [
        { endpoint: "", musicid: sample.musicid },
        { conversations, messages: plan.kept.messages },
      ] as const,
    );
    await tab.goOffline();
    await page.addInitScript(watchForList);
    const list: number[] = [];
    const whole: number[] = [];
    const open: number[] = [];
    for (let i = 0; i < plan.waits; i++) {
      await page.goto(demo.url);
      const painted = await page.evaluate(() => (globalThis as unknown as WatchedForPaint).listPainted);
      const first = await page.evaluate(timeOfPaint, "first-paint" as const);
      whole.push(painted);
      list.push(painted - first);
      open.push(await timeToOpen(page, filled));
    }
    const [listSubject, wholeSubject, openSubject] = keptSubjects(plan);
    return [waitOf(listSubject, list), waitOf(wholeSubject, whole), waitOf(openSubject, open)];
  } finally {
    await tab.close();
    await demo.stop();
  }
}

function timeToOpen(page: Page, filled: Filled): Promise<number> {
  return page.evaluate(async ({ id, newest }) => {
    const atEnd = () => {
      const view = document.querySelector(".messages")?.getBoundingClientRect();
      const last = [...document.querySelectorAll(".messages li")].at(-1);
      const place = last?.getBoundingClientRect();
      return view && place && last!.textContent.includes(newest) && place.top < view.bottom && place.bottom > view.top;
    };
    const clicked = performance.now();
    document.querySelector<HTMLElement>(`[data-session="${id}"]`)!.click();
    do await new Promise(requestAnimationFrame);
    while (!atEnd());
    // What a frame has painted is there in the task after it.
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now() - clicked;
  }, filled);
}
