// What the tests of the extension need: the stand-in for the gateway and its site, and a Chromium with the extension.

import { after, before } from "node:test";
import { ExtensionBrowser, type Installation } from "./extension-browser.js";
import { startStandIn, type StandIn } from "./stand-in.js";

/** Starts both before the tests of a suite, hands them over, and ends them after the last test. */
export function withStandInAndExtension(
  started: (what: { standIn: StandIn; browser: ExtensionBrowser }) => void,
  installation: Installation = {},
): void {
  let standIn: StandIn;
  let browser: ExtensionBrowser;
  before(async () => {
    standIn = await startStandIn();
    browser = await ExtensionBrowser.start(standIn, installation);
    started({ standIn, browser });
  });
  after(async () => {
    await browser?.stop();
    await standIn?.stop();
  });
}
