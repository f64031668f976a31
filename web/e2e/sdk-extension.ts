// Starts Chromium with an unpacked extension.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Worker } from "playwright-core";
import { chromiumFlags, chromiumPath } from "./harness.js";

/** A browser with an extension in it. */
export interface RunningExtension {
  context: BrowserContext;
  /** The extension's id: its pages are at chrome-extension://id/. */
  id: string;
  /** Its service worker. */
  background: Worker;
  close(): Promise<void>;
}

/** Starts Chromium with a fresh profile and the extension of a folder. */
export async function startExtension(folder: string): Promise<RunningExtension> {
  const profile = mkdtempSync(join(tmpdir(), "qqmusicpm-profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: true,
    args: [...chromiumFlags, `--disable-extensions-except=${folder}`, `--load-extension=${folder}`],
  });
  const [running] = context.serviceWorkers();
  const background = running ?? (await context.waitForEvent("serviceworker", { timeout: 10_000 }));
  return {
    context,
    id: new URL(background.url()).host,
    background,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
