import type { Page } from "playwright-core";
import type { Plan } from "../plan.js";
import { waitOf, type Wait, type WaitSubject } from "../wait.js";
import { ExtensionBrowser } from "../../e2e/extension-browser.js";
import { simulator } from "../../e2e/harness.js";
import { sample } from "../../e2e/inbox-page.js";
import { loginCookies, startStandIn } from "../../e2e/stand-in.js";
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
