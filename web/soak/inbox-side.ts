// The inbox in Chromium, kept on disk, while a message a second comes in ten conversations that somebody walks through.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from "playwright-core";
import { chromiumFlags, chromiumPath, simulator, startDemo, type Demo } from "../e2e/harness.js";
import { keepMessages, keptRecords, Phone } from "../e2e/inbox-keeping.js";
import { InboxPage, sample } from "../e2e/inbox-page.js";
import type { Mark, Side, Subject } from "./figure.js";
import { countInPage, type CountingPage } from "./in-page.js";
import { withoutMachineCode } from "./machine-code.js";
import { everySecond, leastOf, type Schedule } from "./schedule.js";

/** How many conversations are written in, and how many more are as they were at every mark. */
const busyConversations = 10;
/** As many as the inbox keeps at hand: then none of the busy ones is. */
const quietConversations = 6;
/** So many seconds one conversation is looked at before the next one. */
const secondsInOne = 7;
/** The names that can be waited for as they are written. */
const plainName = /^[\p{Script=Han}A-Za-z]{1,10}$/u;

const subjects: readonly Subject[] = [
  { id: "wasm", what: "linear memory", unit: "bytes", expected: "flat" },
  { id: "heap", what: "heap, conversations in view in which nothing comes", unit: "bytes", expected: "flat" },
  { id: "nodes", what: "DOM nodes", unit: "count", expected: "flat" },
  { id: "listeners", what: "listeners", unit: "count", expected: "flat" },
  { id: "timers", what: "timers", unit: "count", expected: "flat" },
  { id: "records", what: "records in IndexedDB", unit: "count", expected: "flat" },
  { id: "heapBusy", what: "heap, conversations in view in which messages come", unit: "bytes", expected: "grows" },
  { id: "disk", what: "IndexedDB on disk", unit: "bytes", expected: "grows" },
  { id: "messages", what: "messages that came", unit: "count", expected: "grows" },
];

/** Lets it run, and tells what was found at each mark. */
export async function soakInbox(schedule: Schedule): Promise<Side> {
  const demo = await startDemo();
  const folder = mkdtempSync(join(tmpdir(), "qqmusicpm-soak-"));
  const context = await chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: chromiumPath(),
    headless: true,
    locale: "zh-CN",
    viewport: { width: 1280, height: 800 },
    args: [...chromiumFlags, `--js-flags=${withoutMachineCode.join(" ")}`],
  });
  try {
    return await new InboxSoak(demo, context).run(schedule);
  } finally {
    await context.close();
    await demo.stop();
    rmSync(folder, { recursive: true });
  }
}

/** A profile on disk in the place of a browser that makes profiles. */
const asBrowser = (context: BrowserContext) => ({ newContext: async () => context }) as Pick<Browser, never> as Browser;

interface Place {
  id: string;
  nick: string;
}

class InboxSoak {
  private readonly demo: Demo;
  private readonly context: BrowserContext;
  private readonly marks: Mark[] = [];
  private busy: Place[] = [];
  private quiet: Place[] = [];
  private came = 0;
  private walked = 0;

  constructor(demo: Demo, context: BrowserContext) {
    this.demo = demo;
    this.context = context;
  }

  async run(schedule: Schedule): Promise<Side> {
    await this.context.addInitScript(countInPage);
    const inbox = await InboxPage.open(asBrowser(this.context), this.demo);
    await inbox.signInOnDisk(sample);
    await keepMessages(inbox);
    await this.choose();
    const { page } = inbox;
    page.setDefaultTimeout(60_000); // the SDK works beside it
    const devtools = await this.context.newCDPSession(page);
    await this.walkThroughAll(page);
    await everySecond(schedule, {
      second: async (second) => {
        await this.write(this.busy[second % this.busy.length]!);
        if (second % secondsInOne === 0) await this.open(page, this.busy[this.walked++ % this.busy.length]!);
      },
      mark: async (minute) => {
        this.marks.push({ minute, figures: await this.look(page, devtools) });
        process.stderr.write(`soak: inbox, ${this.came} messages\n`);
      },
    });
    await inbox.close();
    const done = { messages: this.came, "conversations opened": this.walked };
    return { id: "inbox", what: "inbox in Chromium", subjects, marks: this.marks, done };
  }

  private async choose(): Promise<void> {
    const phone = await Phone.open(this.demo);
    const all = (await phone.conversations()).map(({ sessionId, user }) => ({ id: sessionId, nick: user?.nick ?? "" }));
    phone.close();
    const places = all.filter(({ nick }) => plainName.test(nick));
    this.busy = places.slice(0, busyConversations);
    this.quiet = places.slice(busyConversations, busyConversations + quietConversations);
  }

  // Whatever a conversation needs once, it has got afterwards.
  private async walkThroughAll(page: Page): Promise<void> {
    for (const place of [...this.quiet, ...this.busy]) await this.open(page, place);
  }

  private async open(page: Page, { id, nick }: Place): Promise<void> {
    await page.evaluate((address) => (location.hash = address), `#/c/${encodeURIComponent(id)}`);
    await page.locator(".thread > .pane-header", { hasText: nick }).waitFor();
    await page.locator(".messages li").first().waitFor();
  }

  private async write({ id }: Place): Promise<void> {
    const text = `第 ${++this.came} 条：今晚八点排练，别忘了带谱子。`;
    await simulator(this.demo).incoming({ musicid: sample.musicid, sessionId: id, text });
  }

  private async look(page: Page, devtools: CDPSession): Promise<Record<string, number>> {
    await this.open(page, this.busy[0]!);
    const { heap: heapBusy } = await figuresOf(page, devtools);
    for (const place of this.quiet) await this.open(page, place);
    for (const place of this.busy) await this.write(place);
    // All of the busy ones are unread in the list, whoever was walked through last.
    await page.waitForFunction(
      (ids) => {
        document.querySelector(".session-scroll")!.scrollTop = 0; // it follows the conversation that was opened
        return ids.every((id) => document.querySelector(`[data-session="${CSS.escape(id)}"] .count`));
      },
      this.busy.map(({ id }) => id),
    );
    const quiet = await figuresOf(page, devtools);
    const records = await keptRecords(page);
    const disk = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
    return { ...quiet, heapBusy, records, disk, messages: this.came };
  }
}

/** What is in use, after collections; the least of some looks, for Go lets go of what is the page's when it collects. */
function figuresOf(
  page: Page,
  devtools: CDPSession,
): Promise<Record<"heap" | "nodes" | "listeners" | "wasm" | "timers", number>> {
  return leastOf(async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize: heap } = await devtools.send("Runtime.getHeapUsage");
    const { nodes, jsEventListeners: listeners } = await devtools.send("Memory.getDOMCounters");
    const { wasm, timers } = await page.evaluate(() => (globalThis as unknown as CountingPage).counted());
    return { heap, nodes, listeners, wasm, timers };
  });
}
