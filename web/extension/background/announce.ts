// Notifications of the system about new messages.

import { accountKey, type AccountId } from "../../app/model/account-id.ts";
import type { Self } from "../../app/model/sides.ts";
import type { Session } from "../../sdk/src/index.ts";
import type { Settings } from "../settings.ts";
import { senderOf, textOf } from "../watch/news.ts";

const mostAtOnce = 3;

/**
 * Announces new messages of an account. The same messages again change nothing: each has one announcement, whose id
 * begins with the account's key and a space.
 */
export async function announce(
  id: AccountId,
  news: readonly Session[],
  self: Self,
  { content }: Settings,
): Promise<void> {
  const say = chrome.i18n.getMessage;
  const own = accountKey(id);
  if (news.length > mostAtOnce) {
    const names = news.map(senderOf).filter(Boolean).join(" · ");
    await show(`${own} many`, say("newFromMany", [String(news.length)]), names);
    return;
  }
  for (const session of news) {
    const written = content ? textOf(session, self) : "";
    const title = senderOf(session) || say("noName");
    await show(`${own} ${session.sessionId} ${session.newMsg?.id}`, title, written || say("newMessage"));
  }
}

async function show(id: string, title: string, message: string): Promise<void> {
  const iconUrl = chrome.runtime.getURL("icons/128.png");
  await chrome.notifications.create(id, { type: "basic", iconUrl, title, message });
}

/** Takes away the announcements of all accounts whose keys are not kept. */
export async function takeBackOthers(kept: () => Promise<string[]>): Promise<void> {
  const shown = Object.keys(await chrome.notifications.getAll());
  const keys = await kept();
  for (const id of shown) if (!keys.some((key) => id.startsWith(`${key} `))) await chrome.notifications.clear(id);
}

/** Calls back when the user chooses an announcement, which is gone then. */
export function onAnnouncement(chosen: () => void): void {
  chrome.notifications.onClicked.addListener((id) => {
    void chrome.notifications.clear(id);
    chosen();
  });
}
