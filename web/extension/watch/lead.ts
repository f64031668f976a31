// Which conversation a page of the inbox is to show, because its announcement was chosen.

import type { Announced } from "./announcements.ts";

const name = "lead";

/** What is left for a page: what was chosen, and in which tab it is to be shown. */
type Lead = Announced & { tab: number };

/** Leaves word for the page in a tab, which may still be starting. */
export async function leaveLead(tab: number, what: Announced): Promise<void> {
  await chrome.storage.session.set({ [name]: { ...what, tab } satisfies Lead });
}

/** Takes the word that was left for a tab; undefined when there is none. */
export async function takeLead(tab: number): Promise<Announced | undefined> {
  const lead = (await chrome.storage.session.get(name))[name] as Lead | undefined;
  if (lead?.tab !== tab) return undefined;
  await chrome.storage.session.remove(name);
  return { account: lead.account, conversation: lead.conversation };
}

/** Calls back when word was left, for whichever tab. */
export function onLead(left: () => void): void {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === "session" && changes[name]?.newValue !== undefined) left();
  });
}
