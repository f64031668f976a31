// What the tests of a page need: the simulator and a browser.

import { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { startBrowser, startDemo, type Demo } from "./harness.js";

/** Starts the simulator and a browser before the tests of a file, hands them over, and ends both after the last test. */
export function withDemoAndBrowser(started: (what: { demo: Demo; browser: Browser }) => void): void {
  let demo: Demo;
  let browser: Browser;
  before(async () => {
    demo = await startDemo();
    browser = await startBrowser();
    started({ demo, browser });
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });
}
