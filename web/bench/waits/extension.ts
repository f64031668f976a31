import type { Page } from "playwright-core";
import type { Plan } from "../plan.js";
import { rowOf, type Row, type RowSubject } from "../row.js";
import type { Pairs } from "../statistics.js";
import { waitOf, type Wait, type WaitSubject } from "../wait.js";
import { ExtensionBrowser } from "../../e2e/extension-browser.js";
import { simulator } from "../../e2e/harness.js";
import { sample } from "../../e2e/inbox-page.js";
import { loginCookies, startStandIn } from "../../e2e/stand-in.js";
import { keepMessages } from "../../e2e/inbox-keeping.js";
import { shownIn, writeLiteralPage } from "./literal-page.js";
import { watchForList, type WatchedForPaint } from "./painted.js";

export const clickSubject: WaitSubject = {
  id: "extension-click",
  what: "the extension: click on the sign-in button to the painted list of sessions",
};
export const panelSubject: WaitSubject = {
  id: "extension-panel",
  what: "the extension, signed in: load of the panel to the painted list of sessions",
};
export const badgeSubject: WaitSubject = {
  id: "extension-badge",
  what: "the extension, its background not running: alarm to the badge",
};

export const startedSubject: RowSubject = {
  id: "extension-started",
  what: "the extension, messages kept, the browser just started: load of the panel to the painted list of sessions",
  beside: "the same panel painting the same rows from a literal in its own script",
  unit: "ms",
  compare: "times",
  target: 1.3,
};

/** Starts the browser again and again, and opens the panel, in turns with a literal. */
export async function measureStarted(plan: Plan): Promise<Row[]> {
  const standIn = await startStandIn();
  const browser = await ExtensionBrowser.start(standIn);
  const listOf = async (name: string) => {
    await browser.restart();
    await browser.context.addInitScript(watchForList);
    const page = await browser.open(name);
    const painted = await page.evaluate(() => (globalThis as unknown as WatchedForPaint).listPainted);
    return { page, painted };
  };
  try {
    const first = await browser.open("panel.html");
    await first.getByRole("button", { name: "其他账号，或手动填写" }).click();
    await first.getByLabel("musicid").fill(sample.musicid);
    await first.getByLabel("musickey", { exact: true }).fill(sample.musickey);
    await first.getByRole("button", { name: "此设备" }).click();
    await first.locator("form.typed-login button[type=submit]").click();
    await first.locator(".session").first().waitFor();
    await keepMessages({ page: first });
    const { page } = await listOf("panel.html");
    const literal = writeLiteralPage(browser.installed, "literal-list", "panel.html", await shownIn(page));
    const measured: Pairs = { ours: [], beside: [] };
    for (let i = 0; i < plan.waits; i++) {
      measured.ours.push((await listOf("panel.html")).painted);
      measured.beside.push((await listOf(literal)).painted);
    }
    return [rowOf(startedSubject, measured)];
  } finally {
    await browser.stop();
    await standIn.stop();
  }
}

/** Signs in, opens a second panel and lets a stopped background look, against the simulator in the gateway's place. */
export async function measureExtension(plan: Plan): Promise<Wait[]> {
  const standIn = await startStandIn();
  const browser = await ExtensionBrowser.start(standIn);
  try {
    const click: number[] = [];
    const panel: number[] = [];
    const badge: number[] = [];
    for (let i = 0; i < plan.waits; i++) {
      await simulator(standIn.demo).reset();
      await browser.forgetAll();
      standIn.cookies = loginCookies(`o0${sample.musicid}`, sample.musickey);
      await browser.visit("https://y.qq.com/");
      const signedOut = await browser.open("panel.html");
      await signedOut.locator(".browser-login button").waitFor();
      await signedOut.locator(".module-loading").waitFor({ state: "detached" });
      click.push(await signIn(signedOut));

      const signedIn = await browser.context.newPage();
      await signedIn.addInitScript(watchForList);
      await signedIn.goto(signedOut.url());
      panel.push(await signedIn.evaluate(() => (globalThis as unknown as WatchedForPaint).listPainted));

      const settings = await browser.open("options.html");
      for (const inbox of [signedOut, signedIn]) await inbox.close();
      await browser.killBackground();
      badge.push(await settings.evaluate(look));
    }
    return [waitOf(clickSubject, click), waitOf(panelSubject, panel), waitOf(badgeSubject, badge)];
  } finally {
    await browser.stop();
    await standIn.stop();
  }
}

async function signIn(page: Page): Promise<number> {
  await page.evaluate(watchForList);
  return page.evaluate(async () => {
    const clicked = performance.now();
    document.querySelector<HTMLElement>(".browser-login button")!.click();
    return (await (globalThis as unknown as WatchedForPaint).listPainted) - clicked;
  });
}

/** Runs in a page of the extension: lets the alarm go off and waits for the badge. */
async function look(): Promise<number> {
  await chrome.action.setBadgeText({ text: "" });
  const began = performance.now();
  await chrome.alarms.create("look", { when: Date.now(), periodInMinutes: 1 });
  while ((await chrome.action.getBadgeText({})) === "") await new Promise((resolve) => setTimeout(resolve));
  return performance.now() - began;
}
