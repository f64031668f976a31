import { conversationIn } from "../../app/shell/address.ts";
import type { App } from "../../app/shell/app.ts";
import { leadTo } from "../../app/shell/lead-to.ts";
import { onLead, takeLead } from "../watch/lead.ts";

/** Shows in this tab what was announced, when the announcement is chosen. */
export async function followAnnouncements(app: App): Promise<void> {
  const tab = (await chrome.tabs.getCurrent())?.id;
  if (tab === undefined) return;
  const go = async () => {
    const what = await takeLead(tab);
    if (!what) return;
    const addressed = conversationIn(location.hash);
    leadTo(app, what.account, what.conversation, (inbox, id) => inbox.show(id), addressed);
  };
  onLead(() => void go());
  await go();
}
