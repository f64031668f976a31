import type { HostMenuItem } from "../../app/host.ts";
import { say } from "../words.ts";

/** The places of the extension that are reached from the inbox. */
export function placesBeside(inPanel: boolean): HostMenuItem[] {
  const url = chrome.runtime.getURL("inbox.html");
  return inPanel ? [{ label: say("openTab"), run: () => void chrome.tabs.create({ url }) }] : [];
}
