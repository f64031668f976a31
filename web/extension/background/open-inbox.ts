import type { Announced } from "../watch/announcements.ts";
import { leaveLead } from "../watch/lead.ts";
import { shownInTabs } from "../watch/shown-in.ts";

/** Shows the inbox in a tab: the one where it is already, or a new one. */
export async function openTab(): Promise<void> {
  const [known] = await inboxTabs();
  await show(known ?? (await newTab()));
}

/**
 * Shows what was announced in a tab with the inbox: one that shows its account already, or none; otherwise a new one. A tab that
 * shows another account is left alone, since somebody may be writing there.
 */
export async function openInbox(what: Announced): Promise<void> {
  const tab = (await tabFor(what.account, await inboxTabs())) ?? (await newTab());
  if (tab.id !== undefined) await leaveLead(tab.id, what);
  await show(tab);
}

const address = () => chrome.runtime.getURL("inbox.html");
const inboxTabs = () => chrome.tabs.query({ url: address() });
const newTab = () => chrome.tabs.create({ url: address() });

async function show({ id, windowId }: chrome.tabs.Tab): Promise<void> {
  if (id === undefined) return;
  await chrome.tabs.update(id, { active: true });
  await chrome.windows?.update(windowId, { focused: true }); // on a phone there are no windows
}

async function tabFor(account: string, tabs: chrome.tabs.Tab[]): Promise<chrome.tabs.Tab | undefined> {
  const shown = await shownInTabs();
  const showing = (key: string | undefined) => tabs.find(({ id }) => id !== undefined && shown.get(id) === key);
  return showing(account) ?? showing(undefined);
}
