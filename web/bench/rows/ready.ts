import assert from "node:assert/strict";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { chromiumFlags, chromiumPath } from "../../e2e/harness.js";
import { scratchFolder, type World } from "../bench-world.js";
import type { BenchPage } from "../in-page/bench.js";
import type { LoggedIn } from "../in-page/first-answer.js";
import type { Ready } from "../in-page/ready.js";
import type { Given } from "../in-page/sides.js";
import type { Plan } from "../plan.js";
import { rowOf, type Row, type RowSubject } from "../row.js";
import type { Pairs } from "../statistics.js";

const subject = (id: string, what: string): RowSubject => ({
  id: `ready-${id}`,
  what: `ready: navigation start to createClient resolved, ${what}`,
  beside: "the same page with an empty Go program",
  unit: "ms",
  compare: "times",
  target: 1.15,
});

export const answerSubject: RowSubject = {
  id: "first-answer",
  what: "first answer: navigation start to a page of sessions from the simulator, cold",
  beside: "the same page with an empty Go program, and no request",
  unit: "ms",
  compare: "times",
};

export const coldSubject = subject("cold", "cold");
export const warmSubject = subject("warm", "with a warm code cache");

/** Visits a page with a client and the page beside it, each time in a new profile. */
export const measureCold = async (world: World, plan: Plan) =>
  rowOf(coldSubject, await inNewProfiles(world, plan, "module.html"));

/** The same for a page that has its first answer. */
export const measureAnswer = async (world: World, plan: Plan) =>
  rowOf(answerSubject, await inNewProfiles(world, plan, "answer.html"));

async function inNewProfiles({ browser, demo, given }: World, { ready: { pairs } }: Plan, ours: string) {
  const visit = async (name: string) => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.addInitScript((credential) => {
        (globalThis as unknown as LoggedIn).credential = credential;
      }, given.credential);
      return await timeOf(page, demo.url + name);
    } finally {
      await context.close();
    }
  };
  await bothPages(1, ours, visit); // the server compresses what it sends first
  return bothPages(pairs, ours, visit);
}

/**
 * Visits each page in a profile that has visited it before, and that has kept compiled code of the module. Chromium
 * keeps code that it compiled for speed, after a while of use; a flag lets it do so without waiting.
 */
export async function measureWarm({ demo, given }: World, { ready: { pairs } }: Plan): Promise<Row> {
  const profile = scratchFolder();
  const context = await chromium.launchPersistentContext(profile.folder, {
    executablePath: chromiumPath(),
    args: [...chromiumFlags, "--js-flags=--wasm-caching-timeout-ms=0 --wasm-caching-threshold=1"],
  });
  try {
    const browser = context.browser()!;
    const visit = async (name: string) => {
      const page = await context.newPage();
      const at = await timeOf(page, demo.url + name);
      await page.close();
      return at;
    };
    await bothPages(2, "module.html", visit);
    const kept = await eventsOf(browser, () => useModule(context, demo.url, given));
    assert.ok(kept.has("v8.wasm.cachedModule"), "Chromium keeps the code of the module");
    await bothPages(1, "module.html", visit);
    const measured = await bothPages(pairs, "module.html", visit);
    const used = await eventsOf(browser, () => visit("module.html"));
    assert.ok(used.has("v8.wasm.moduleCacheHit"), "Chromium uses the code that it kept");
    return rowOf(warmSubject, measured);
  } finally {
    await context.close();
    profile.remove();
  }
}

async function bothPages(pairs: number, ours: string, visit: (name: string) => Promise<number>): Promise<Pairs> {
  const measured: Pairs = { ours: [], beside: [] };
  for (let i = 0; i < pairs; i++) {
    measured.ours.push(await visit(ours));
    measured.beside.push(await visit("empty.html"));
  }
  return measured;
}

async function timeOf(page: Page, url: string): Promise<number> {
  await page.goto(url);
  const { at, works } = await page.evaluate(() => (globalThis as unknown as Ready).ready);
  assert.ok(works, `${url} works`);
  return at;
}

/** Uses the module until its hot functions are compiled for speed. */
async function useModule(context: BrowserContext, url: string, given: Given): Promise<void> {
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(async (given) => {
    const { bench } = globalThis as unknown as BenchPage;
    await bench.prepare("pageByModule", given);
    await bench.time(300);
  }, given);
  await page.close();
}

/** The names of the events of Chromium's loading and compiling, while something is done. */
async function eventsOf(browser: Browser, work: () => Promise<unknown>): Promise<Set<string>> {
  const session = await browser.newBrowserCDPSession();
  const names = new Set<string>();
  session.on("Tracing.dataCollected", ({ value }) => {
    for (const event of value) names.add((event as { name: string }).name);
  });
  const includedCategories = ["devtools.timeline", "disabled-by-default-devtools.timeline"];
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories } });
  await work();
  const complete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return names;
}
