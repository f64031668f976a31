// What a page prints in a browser.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Block, MarkdownPage } from "./markdown-pages.js";

/** The scripts that a page's HTML file loads. */
export function scriptsOf(page: MarkdownPage, html: string): Block[] {
  const { code } = page.blocks.find(({ name }) => name === html)!;
  return page.blocks.filter(({ name, language }) => language === "js" && code.includes(`src="${name}"`));
}

/** Waits for lines in the console of a page, which must be these. */
export async function prints(page: Page, open: () => Promise<unknown>, expected: string[]): Promise<void> {
  assert.notDeepEqual(expected, []);
  const printed: string[] = [];
  const all = new Promise<void>((resolve, reject) => {
    page.on("pageerror", reject);
    page.on("console", (message) => {
      if (message.type() === "log") printed.push(message.text());
      if (printed.length === expected.length) resolve();
    });
  });
  all.catch(() => {}); // met below, also when it comes before
  await open();
  await Promise.race([all, page.waitForEvent("close", { timeout: 20_000 }).catch(() => {})]);
  assert.deepEqual(printed, expected);
}
