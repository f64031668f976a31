import type { Page } from "playwright-core";
import type { ArchiveBenchPage, Filled } from "../archive/in-page.js";
import { openTabOnDisk } from "../archive/tab-on-disk.js";
import type { Plan } from "../plan.js";
import { rowOf, type Row, type RowSubject } from "../row.js";
import type { Pairs } from "../statistics.js";
import { waitOf, type Wait, type WaitSubject } from "../wait.js";
import { startDemo } from "../../e2e/harness.js";
import { sample } from "../../e2e/inbox-page.js";
import { copyOfSite, shownIn, writeLiteralPage } from "./literal-page.js";
import { timeOfPaint, watchForEnd, watchForList, type WatchedForPaint } from "./painted.js";

/** Conversations in the kept list. */
const conversations = 60;

/** How long a frame lasts, in milliseconds. */
const frame = 1000 / 60;

const kept = "the inbox, kept messages, no gateway:";

export const keptListSubject: RowSubject = {
  id: "kept-list",
  what: `${kept} load to the painted list of sessions`,
  beside: "the same page painting the same rows from a literal in its own script",
  unit: "ms",
  compare: "times",
  target: 1.3,
};
export const keptLastSubject: RowSubject = {
  ...keptListSubject,
  id: "kept-last",
  what: `${kept} load to the painted end of the conversation that was open`,
};
export const keptPaintSubject: WaitSubject = {
  id: "kept-list-paint",
  what: `${kept} first paint of the empty frame to the painted list of sessions`,
  goal: 100,
};

/** When a conversation is clicked on: as soon as the list is painted, and when the page has come to rest. */
const moments = { open: "right after the list", rest: "once the page has come to rest" };

type Moment = keyof typeof moments;

/** The subjects of opening a conversation at a moment, with as many messages as planned. */
export function openSubjects(
  { kept: { messages } }: Plan,
  moment: Moment,
): [times: RowSubject, onTop: RowSubject, wait: WaitSubject] {
  const id = `kept-${moment}`;
  const many = messages.toLocaleString("en");
  const what = `${kept} click on a conversation of ${many} messages to its painted end, ${moments[moment]}`;
  const beside = "the same rows from memory";
  return [
    { id, what, beside, unit: "ms", compare: "times", target: 1.2 },
    { id: `${id}-frame`, what, beside: `${beside}, in time`, unit: "ms", compare: "onTop", target: frame },
    { id: `${id}-wait`, what, goal: 100 },
  ];
}

/** All that measureKept measures. */
export const keptSubjects = (plan: Plan) => [
  keptListSubject,
  keptLastSubject,
  keptPaintSubject,
  ...openSubjects(plan, "open"),
  ...openSubjects(plan, "rest"),
];

/** The inbox with an archive on disk and no gateway. */
export interface KeptInbox {
  page: Page;
  url: string;
  filled: Filled;
  /** The folder of the site. */
  folder: string;
}

/** Fills an archive whose first conversation has so many messages, and lets something be done with the inbox. */
export async function withKeptInbox<Result>(messages: number, work: (inbox: KeptInbox) => Promise<Result>) {
  const site = copyOfSite();
  const demo = await startDemo(site.folder);
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
        { conversations, messages },
      ] as const,
    );
    await tab.goOffline();
    await page.addInitScript(watchForList);
    await page.addInitScript(watchForEnd, filled.newest);
    return await work({ page, url: demo.url, filled, folder: site.folder });
  } finally {
    await tab.close();
    await demo.stop();
    site.remove();
  }
}

/** Loads the inbox again and again, at the list and at a conversation, and opens that, each in turns with a literal. */
export const measureKept = (plan: Plan): Promise<(Row | Wait)[]> =>
  withKeptInbox(plan.kept.messages, async ({ page, url, filled, folder }) => {
    const at = `#/c/${filled.id}`;
    await listOf(page, url);
    const list = await shownIn(page);
    await timeToOpen(page, filled);
    const opened = await shownIn(page);
    const literalList = url + writeLiteralPage(folder, "literal-list", "index.html", list, opened);
    const literalLast = url + writeLiteralPage(folder, "literal-last", "index.html", opened);

    const [lists, lasts, opens, rests]: Pairs[] = [newPairs(), newPairs(), newPairs(), newPairs()];
    const paints: number[] = [];
    for (let i = 0; i < plan.waits; i++) {
      lists!.ours.push(await listOf(page, url));
      paints.push(lists!.ours.at(-1)! - (await page.evaluate(timeOfPaint, "first-paint" as const)));
      opens!.ours.push(await timeToOpen(page, filled));
      lists!.beside.push(await listOf(page, literalList));
      opens!.beside.push(await timeToOpen(page, filled));
      lasts!.ours.push(await endOf(page, url + at));
      lasts!.beside.push(await endOf(page, literalLast + at));
      await listOf(page, url);
      // The module has started, and the gateway could not be reached.
      await page.locator(".banner").first().waitFor();
      rests!.ours.push(await timeToOpenAtRest(page, filled));
      await listOf(page, literalList);
      rests!.beside.push(await timeToOpenAtRest(page, filled));
    }
    return [
      rowOf(keptListSubject, lists!),
      rowOf(keptLastSubject, lasts!),
      waitOf(keptPaintSubject, paints),
      ...openRows(openSubjects(plan, "open"), opens!),
      ...openRows(openSubjects(plan, "rest"), rests!),
    ];
  });

function openRows([times, onTop, wait]: ReturnType<typeof openSubjects>, pairs: Pairs): (Row | Wait)[] {
  return [rowOf(times, pairs), rowOf(onTop, pairs), waitOf(wait, pairs.ours)];
}

const newPairs = (): Pairs => ({ ours: [], beside: [] });

async function listOf(page: Page, url: string): Promise<number> {
  await page.goto(url);
  return page.evaluate(() => (globalThis as unknown as WatchedForPaint).listPainted);
}

async function endOf(page: Page, url: string): Promise<number> {
  await page.goto(url);
  return page.evaluate(() => (globalThis as unknown as WatchedForPaint).endPainted);
}

/** Clicks on the conversation that was filled, and gives how long it takes until its end is painted. */
export function timeToOpen(page: Page, { id }: Filled): Promise<number> {
  return page.evaluate(async (id) => {
    const clicked = performance.now();
    document.querySelector<HTMLElement>(`[data-session="${id}"]`)!.click();
    return (await (globalThis as unknown as WatchedForPaint).paintedEnd()) - clicked;
  }, id);
}

async function timeToOpenAtRest(page: Page, filled: Filled): Promise<number> {
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  return timeToOpen(page, filled);
}
