import type { Announced } from "../watch/announcements.ts";
import { leaveLead } from "../watch/lead.ts";

/** Shows the inbox in a tab: the one where it is already, or a new one. */
export async function openTab(): Promise<void> {
  await show(await inboxTab());
}

/** Shows what was announced in such a tab. */
export async function openInbox(what: Announced): Promise<void> {
  const found = await inboxTab();
  if (found.tab.id !== undefined) await leaveLead(found.tab.id, what);
  await show(found);
}

async function inboxTab() {
  const url = chrome.runtime.getURL("inbox.html");
  const [known] = await chrome.tabs.query({ url });
  return known?.id === undefined
    ? { tab: await chrome.tabs.create({ url }), isNew: true }
    : { tab: known, isNew: false };
}

async function show({ tab, isNew }: { tab: chrome.tabs.Tab; isNew: boolean }): Promise<void> {
  if (isNew || tab.id === undefined) return;
  await chrome.tabs.update(tab.id, { active: true });
  await chrome.windows?.update(tab.windowId, { focused: true }); // on a phone there are no windows
}
