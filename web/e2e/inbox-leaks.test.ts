// Who walks through conversations leaves nothing of them behind.

import assert from "node:assert/strict";
import { it } from "node:test";
import type { CDPSession, Page } from "playwright-core";
import type { Demo } from "./harness.js";
import { Phone } from "./inbox-keeping.js";
import { enterOnce } from "./inbox-page.js";

/** Conversations of which the row of the last is not in the page while the first ones are in view. */
const names = ["贝斯手阿哲", "南桥乐队", "翻唱区的阿柚", "妈妈", "陈默声"];

let demo: Demo;
let page: Page;
let devtools: CDPSession;
let addresses: { name: string; address: string }[];

enterOnce(/^$/, (opened) => {
  demo = opened.demo;
  page = opened.inbox.page;
});

/** Opens one conversation after the other by its address, as the buttons of the browser do. */
async function walk(times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    for (const { name, address } of addresses) {
      await page.evaluate((to) => void (location.hash = to), address);
      await page.locator(".thread > .pane-header", { hasText: name }).waitFor();
      await page.locator(".messages li").first().waitFor();
    }
  }
}

/** The DOM nodes that are kept and not in the page, after collections that change nothing any more. */
async function nodesOutside(): Promise<number> {
  for (let least = Infinity; ;) {
    await devtools.send("HeapProfiler.collectGarbage");
    // More or fewer messages may be in view by now.
    const inside = await page.evaluate(() => {
      const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
      let count = 1;
      while (walker.nextNode()) count++;
      return count;
    });
    const { nodes } = await devtools.send("Memory.getDOMCounters");
    if (nodes - inside >= least) return least;
    least = nodes - inside;
  }
}

it("a row that left the list is let go of", async () => {
  const phone = await Phone.open(demo);
  const idOf = async (name: string) => (await phone.conversation(name)).sessionId;
  addresses = await Promise.all(names.map(async (name) => ({ name, address: `#/c/${await idOf(name)}` })));
  phone.close();
  devtools = await page.context().newCDPSession(page);
  await walk(2);
  const before = await nodesOutside();
  await walk(6);
  const after = await nodesOutside();
  // A row has 25.
  assert.ok(after - before < 25, `${before} nodes outside the page after two walks, ${after} after six more`);
});
