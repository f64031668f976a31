// A tab whose profile is on disk, with the script that fills archives: in a private window Chromium keeps nothing there.

import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { scratchFolder } from "../bench-world.js";
import { chromiumFlags, chromiumPath, type Demo } from "../../e2e/harness.js";
import { bundled } from "./bundled.js";

/** Where the gateway is, and what the inbox may ask a network for besides. */
const network = ["*/cgi-bin/*", "*gtimg.cn*", "*qlogo.cn*"];

/** A tab in a profile of its own. */
export interface TabOnDisk {
  page: Page;
  /** Goes to a page of the inbox's origin that does nothing, with the functions that work with archives. */
  openArchiveBench(): Promise<void>;
  /** Lets nothing reach the gateway any more. Nobody is asked about requests, which would take time. */
  goOffline(): Promise<void>;
  close(): Promise<void>;
}

/** Opens it, at the inbox. */
export async function openTabOnDisk(demo: Demo): Promise<TabOnDisk> {
  const { folder, remove } = scratchFolder();
  const context = await chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: chromiumPath(),
    headless: true,
    locale: "zh-CN",
    viewport: { width: 1280, height: 800 },
    args: chromiumFlags,
  });
  const page = context.pages()[0]!;
  page.setDefaultTimeout(0);
  const protocol = await context.newCDPSession(page);
  await page.goto(demo.url);
  const script = await bundled("in-page.js");
  return {
    page,
    async openArchiveBench() {
      await page.goto(`${demo.url}_simulator/accounts`);
      await page.evaluate(script);
    },
    async goOffline() {
      await protocol.send("Network.enable");
      await protocol.send("Network.setBlockedURLs", { urls: network });
    },
    async close() {
      await context.close();
      remove();
    },
  };
}
