import type { Announced } from "../watch/announcements.ts";
import { leaveLead } from "../watch/lead.ts";

/** Shows what was announced in a tab with the inbox: the one where it is already, or a new one. */
export async function openInbox(what: Announced): Promise<void> {
  const url = chrome.runtime.getURL("inbox.html");
  const [known] = await chrome.tabs.query({ url });
  const tab = known?.id === undefined ? await chrome.tabs.create({ url }) : known;
  if (tab.id !== undefined) await leaveLead(tab.id, what);
  if (tab !== known || tab.id === undefined) return;
  await chrome.tabs.update(tab.id, { active: true });
  await chrome.windows.update(tab.windowId, { focused: true });
}
