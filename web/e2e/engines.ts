// Which browser engine a run of the tests uses, and how it is started.

import { execFileSync } from "node:child_process";
import { chromium, firefox, type Browser } from "playwright-core";
import { mendDriver } from "./firefox-driver.js";

/** A browser engine that the tests can use. */
export type Engine = "chromium" | "firefox";

/** The engine of this run: the environment variable ENGINE, or Chromium. */
export const engine = engineOf(process.env["ENGINE"]);

function engineOf(name = "chromium"): Engine {
  if (name === "chromium" || name === "firefox") return name;
  throw new Error(`ENGINE=${name}: there are chromium and firefox`);
}

// Of several such lists one counts: this one takes the place of playwright-core's, and has what of it matters here.
const switchedOff = [
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
  // For its address bar each window starts pages that nobody sees: a third of the processor time of all tests.
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxPopup",
];

/** Switches for a Chromium that is nobody's own. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${switchedOff.join(",")}`,
];

/** Settings for a Firefox that behaves as Chromium does where neither is right nor wrong. */
const firefoxPreferences = {
  // A desktop's scroll bars take width, those of a headless Chromium do not.
  "ui.useOverlayScrollbars": 1,
  // Without a mouse there is no hovering (2: a fine pointer, 4: one that hovers).
  "ui.primaryPointerCapabilities": 6,
  "ui.allPointerCapabilities": 6,
  // Reading the clipboard asks the user, and nobody is there.
  "dom.events.testing.asyncClipboard": true,
  // Without a daemon of the desktop for them, notifications vanish.
  "alerts.useSystemBackend": false,
};

/** Starts a whole Chromium with a fresh profile. */
export function startChromium(executablePath = chromiumPath()): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args: chromiumFlags });
}

/**
 * Starts the engine of this run with a fresh profile: of Chromium the build without windows where there is one, which does the
 * same for pages with less work.
 */
export async function startBrowser(): Promise<Browser> {
  if (engine === "chromium") return startChromium(installed(["chromium-headless-shell"]));
  const browser = await firefox.launch({
    channel: "moz-firefox", // Mozilla's own, over WebDriver BiDi
    executablePath: firefoxPath(),
    headless: true,
    firefoxUserPrefs: firefoxPreferences,
  });
  await mendDriver(browser);
  return browser;
}

/** Where Chromium is. */
export function chromiumPath(): string {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  return installed(names) ?? "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
}

/** Where Firefox is. */
export function firefoxPath(): string {
  return installed(["firefox-esr", "firefox"]) ?? "/Applications/Firefox.app/Contents/MacOS/firefox";
}

function installed(names: string[]): string | undefined {
  for (const name of names) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // The next one, then.
    }
  }
  return undefined;
}
