import type { HostMenuItem } from "../../app/host.ts";
import { say } from "../words.ts";

/** The places of the extension that are reached from the inbox. */
export function placesBeside(inPanel: boolean): HostMenuItem[] {
  const settings = { label: `${say("openSettings")}…`, run: () => void chrome.runtime.openOptionsPage() };
  if (!inPanel) return [settings];
  const url = chrome.runtime.getURL("inbox.html");
  return [{ label: say("openTab"), run: () => void chrome.tabs.create({ url }) }, settings];
}
