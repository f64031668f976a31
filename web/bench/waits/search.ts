import type { Page } from "playwright-core";
import type { ArchiveBenchPage } from "../archive/in-page.js";
import { openTabOnDisk } from "../archive/tab-on-disk.js";
import type { Plan } from "../plan.js";
import { waitOf, type Wait, type WaitSubject } from "../wait.js";
import { startDemo } from "../../e2e/harness.js";
import { sample } from "../../e2e/inbox-page.js";

/** What is written, of which there is much, little and nothing; found in another order each time. */
const queries = ["的", "音乐", "今天", "qq", "一 不", "爱"];

/** The subjects of an archive of so many messages. */
function subjectsOf(messages: number, goal: number): WaitSubject[] {
  const what = (rest: string) => `the inbox, search of ${messages.toLocaleString("en")} messages: ${rest}`;
  return [
    { id: `search-load-${messages}`, what: what("key that opens it to all messages at hand") },
    { id: `search-first-${messages}`, what: what("key press to the first painted results"), goal: 50 },
    { id: `search-all-${messages}`, what: what("key press to all painted results"), goal },
    { id: `search-task-${messages}`, what: what("longest time in which the page did nothing else"), goal: 16 },
  ];
}

/** The subjects of the search, with as many messages as planned. */
export const searchSubjects = ({ kept: { searched } }: Plan): WaitSubject[] =>
  searched.flatMap(({ messages, goal }) => subjectsOf(messages, goal));

/** Searches archives on disk, with a gateway that cannot be reached. */
export async function measureSearch(plan: Plan): Promise<Wait[]> {
  const waits: Wait[] = [];
  for (const { messages, goal } of plan.kept.searched) waits.push(...(await measureOne(plan, messages, goal)));
  return waits;
}

async function measureOne(plan: Plan, messages: number, goal: number): Promise<Wait[]> {
  const demo = await startDemo();
  const tab = await openTabOnDisk(demo);
  const { page } = tab;
  try {
    await page.locator(".demo button", { hasText: sample.nick }).click();
    await page.locator(".session").first().waitFor();
    await tab.openArchiveBench();
    await page.evaluate(
      ([account, filling]) => (globalThis as unknown as ArchiveBenchPage).archiveBench.keep(account, filling),
      [
        { endpoint: "", musicid: sample.musicid },
        { conversations: 60, messages },
      ] as const,
    );
    await tab.goOffline();
    await page.goto(demo.url);
    await page.locator(".session").first().waitFor();
    const [load, first, all, task]: [number[], number[], number[], number[]] = [[], [], [], []];
    for (let i = 0; i < plan.waits; i++) {
      load.push(await timeToLoad(page));
      for (const query of queries) {
        const took = await timeToFind(page, query);
        first.push(took.first);
        all.push(took.all);
        task.push(took.task);
      }
      await page.keyboard.press("Escape");
      await page.locator("dialog.find").waitFor({ state: "detached" });
    }
    const [loadSubject, firstSubject, allSubject, taskSubject] = subjectsOf(messages, goal);
    return [
      waitOf(loadSubject!, load),
      waitOf(firstSubject!, first),
      waitOf(allSubject!, all),
      waitOf(taskSubject!, task),
    ];
  } finally {
    await tab.close();
    await demo.stop();
  }
}

function timeToLoad(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const pressed = performance.now();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "k", code: "KeyK", ctrlKey: true, bubbles: true }));
    // What is offered once it is known how much of the rest there is.
    do await new Promise(requestAnimationFrame);
    while (document.querySelector(".find-searched button") === null);
    return performance.now() - pressed;
  });
}

function timeToFind(page: Page, query: string): Promise<{ first: number; all: number; task: number }> {
  return page.evaluate(async (query) => {
    const field = document.querySelector<HTMLInputElement>("#find-field")!;
    const results = document.querySelector<HTMLElement>("#find-results")!;
    const write = (text: string) => {
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    };
    const painted = async (isThere: () => boolean) => {
      do await new Promise(requestAnimationFrame);
      while (!isThere());
      // What a frame has painted is there in the task after it.
      await new Promise((resolve) => setTimeout(resolve));
      return performance.now();
    };
    write("");
    await painted(() => results.querySelector(".find-found") === null);
    let task = 0;
    let last = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const now = performance.now();
      task = Math.max(task, now - last);
      last = now;
      port2.postMessage(undefined);
    };
    port2.postMessage(undefined);
    const pressed = performance.now();
    write(query);
    const ended = () => results.ariaBusy !== "true";
    const first = await painted(() => results.querySelector(".find-found mark") !== null || ended());
    const all = await painted(ended);
    port1.close();
    return { first: first - pressed, all: all - pressed, task };
  }, query);
}
