import type { Announced } from "../watch/announcements.ts";
import { leaveLead } from "../watch/lead.ts";
import { shownInTabs } from "../watch/shown-in.ts";

/**
 * Shows what was announced in a tab with the inbox: one that shows its account already, or none; otherwise a new one. A tab that
 * shows another account is left alone, since somebody may be writing there.
 */
export async function openInbox(what: Announced): Promise<void> {
  const url = chrome.runtime.getURL("inbox.html");
  const known = await tabFor(what.account, await chrome.tabs.query({ url }));
  const tab = known ?? (await chrome.tabs.create({ url }));
  if (tab.id !== undefined) await leaveLead(tab.id, what);
  if (tab !== known || tab.id === undefined) return;
  await chrome.tabs.update(tab.id, { active: true });
  await chrome.windows.update(tab.windowId, { focused: true });
}

async function tabFor(account: string, tabs: chrome.tabs.Tab[]): Promise<chrome.tabs.Tab | undefined> {
  const shown = await shownInTabs();
  const showing = (key: string | undefined) => tabs.find(({ id }) => id !== undefined && shown.get(id) === key);
  return showing(account) ?? showing(undefined);
}
