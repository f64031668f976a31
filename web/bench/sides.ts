// Two sides of a row, measured in turns.

import type { Browser, Page } from "playwright-core";
import type { BenchPage } from "./in-page/bench.js";
import type { Given, SideName } from "./in-page/sides.js";
import type { Rounds } from "./plan.js";
import type { Pairs } from "./statistics.js";

/** Something that does units of work and says how many milliseconds each took. */
export interface Side {
  time(units: number): Promise<number>;
}

/** Measures both sides in turns: ours, the other, ours, the other. */
export async function inTurns({ warmUp, pairs, units }: Rounds, ours: Side, beside: Side): Promise<Pairs> {
  if (warmUp > 0) {
    await ours.time(warmUp);
    await beside.time(warmUp);
  }
  const measured: Pairs = { ours: [], beside: [] };
  for (let i = 0; i < pairs; i++) {
    measured.ours.push(await ours.time(units));
    measured.beside.push(await beside.time(units));
  }
  return measured;
}

/** A side in a page of its own profile, so that neither side cleans up after the other. */
export interface PageSide extends Side {
  page: Page;
  /** The JSON of what a unit of work gave. */
  gave: string;
  close(): Promise<void>;
}

/** Opens a page and prepares a side in it, after something else in the page where that is given. */
export async function openSide(
  browser: Browser,
  url: string,
  name: SideName,
  given: Given,
  before?: () => void,
): Promise<PageSide> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(0);
  await page.goto(url);
  if (before) await page.evaluate(before);
  const gave = await page.evaluate(
    ({ name, given }) => (globalThis as unknown as BenchPage).bench.prepare(name, given),
    { name, given },
  );
  return {
    page,
    gave,
    time: (units) => page.evaluate((units) => (globalThis as unknown as BenchPage).bench.time(units), units),
    close: () => context.close(),
  };
}
