import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { bundled } from "../archive/bundled.js";
import type { ArchiveBenchPage } from "../archive/in-page.js";
import type { SearchFloorPage } from "../archive/search-floor.js";
import { openTabOnDisk } from "../archive/tab-on-disk.js";
import type { Plan } from "../plan.js";
import { rowOf, type Row, type RowSubject } from "../row.js";
import type { Pairs } from "../statistics.js";
import { scratchFolder } from "../bench-world.js";
import { waitOf, type Wait, type WaitSubject } from "../wait.js";
import { startChromium, startDemo } from "../../e2e/harness.js";
import { sample } from "../../e2e/inbox-page.js";

/** What is written, of which there is much, little and nothing; found in another order each time. */
const queries = ["的", "音乐", "今天", "qq", "一 不", "爱"];

/** The subjects of an archive of so many messages. */
function subjectsOf(messages: number, goal: number) {
  const what = (rest: string) => `the inbox, search of ${messages.toLocaleString("en")} messages: ${rest}`;
  const [first, all] = [what("key press to the first painted results"), what("key press to all painted results")];
  const row = (id: string, what: string): RowSubject => ({
    id: `search-${id}-${messages}`,
    what,
    beside: "a loop of includes over the same texts in a worker",
    unit: "ms",
    compare: "times",
    target: 1.5,
  });
  const wait = (id: string, what: string, goal?: number): WaitSubject => ({
    id: `search-${id}-${messages}`,
    what,
    ...(goal !== undefined && { goal }),
  });
  return {
    firstRow: row("first", first),
    allRow: row("all", all),
    load: wait("load", what("key that opens it to all messages at hand")),
    first: wait("first-wait", first, 50),
    all: wait("all-wait", all, goal),
    task: wait("task", what("longest time in which the page did nothing else"), 16),
  };
}

/** The subjects of the search, with as many messages as planned. */
export const searchSubjects = ({ kept: { searched } }: Plan): (RowSubject | WaitSubject)[] =>
  searched.flatMap(({ messages, goal }) => Object.values(subjectsOf(messages, goal)));

/** Searches archives on disk, with a gateway that cannot be reached, in turns with a loop over the same texts. */
export async function measureSearch(plan: Plan): Promise<(Row | Wait)[]> {
  const found: (Row | Wait)[] = [];
  for (const { messages, goal } of plan.kept.searched) found.push(...(await measureOne(plan, messages, goal)));
  return found;
}

async function measureOne(plan: Plan, messages: number, goal: number): Promise<(Row | Wait)[]> {
  const floor = await openFloor(messages);
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
    const [load, task]: [number[], number[]] = [[], []];
    const [first, all]: [Pairs, Pairs] = [
      { ours: [], beside: [] },
      { ours: [], beside: [] },
    ];
    for (let i = 0; i < plan.waits; i++) {
      load.push(await timeToLoad(page));
      for (const query of queries) {
        const took = await timeToFind(page, query);
        first.ours.push(took.first);
        all.ours.push(took.all);
        task.push(took.task);
        const beside = await floor.find(query);
        first.beside.push(beside.first);
        all.beside.push(beside.all);
      }
      await page.keyboard.press("Escape");
      await page.locator("dialog.find").waitFor({ state: "detached" });
    }
    const subjects = subjectsOf(messages, goal);
    return [
      rowOf(subjects.firstRow, first),
      rowOf(subjects.allRow, all),
      waitOf(subjects.load, load),
      waitOf(subjects.first, first.ours),
      waitOf(subjects.all, all.ours),
      waitOf(subjects.task, task),
    ];
  } finally {
    await tab.close();
    await demo.stop();
    await floor.close();
  }
}

/** Opens a page of its own, in a browser of its own, whose worker has so many texts. */
async function openFloor(messages: number) {
  const site = scratchFolder();
  for (const name of ["search-floor.js", "search-floor-worker.js"]) {
    writeFileSync(join(site.folder, name), await bundled(name));
  }
  writeFileSync(join(site.folder, "index.html"), '<!doctype html><script src="search-floor.js"></script><body></body>');
  const demo = await startDemo(site.folder);
  const browser: Browser = await startChromium();
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(demo.url);
  await page.evaluate((messages) => (globalThis as unknown as SearchFloorPage).searchFloor.fill(messages), messages);
  return {
    find: (query: string) =>
      page.evaluate((query) => (globalThis as unknown as SearchFloorPage).searchFloor.find(query), query),
    async close() {
      await browser.close();
      await demo.stop();
      site.remove();
    },
  };
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
    const all = ended() ? first : await painted(ended);
    port1.close();
    return { first: first - pressed, all: all - pressed, task };
  }, query);
}
