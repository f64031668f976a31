import { effect } from "@preact/signals";
import { accountKey } from "../../app/model/account-id.ts";
import { conversationIn } from "../../app/shell/address.ts";
import type { App } from "../../app/shell/app.ts";
import { leadTo } from "../../app/shell/lead-to.ts";
import { onLead, takeLead } from "../watch/lead.ts";
import { sayShown } from "../watch/shown-in.ts";

/** Shows in this tab what was announced, when the announcement is chosen: this is a tab for it while it shows the same account. */
export async function followAnnouncements(app: App): Promise<void> {
  const tab = (await chrome.tabs.getCurrent())?.id;
  if (tab === undefined) return;
  const say = sayShown(tab);
  effect(() => say(app.inbox.value ? accountKey(app.inbox.value.account) : ""));
  const go = async () => {
    const what = await takeLead(tab);
    if (!what) return;
    const addressed = conversationIn(location.hash);
    leadTo(app, what.account, what.conversation, (inbox, id) => inbox.show(id), addressed);
  };
  onLead(() => void go());
  await go();
}
