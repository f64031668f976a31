// Notifications of the system about new messages. Where a browser has none the number on the button tells of them alone.

import type { AccountId } from "../../app/model/account-id.ts";
import type { Self } from "../../app/model/sides.ts";
import type { Session } from "../../sdk/src/index.ts";
import type { Settings } from "../settings.ts";
import { announcedBy, announcementId, type Announced } from "../watch/announcements.ts";
import { senderOf, textOf } from "../watch/news.ts";

const mostAtOnce = 3;

/**
 * Announces new messages of an account. A conversation has one announcement, however many messages come: the same again
 * takes the place of the one before.
 */
export async function announce(
  id: AccountId,
  news: readonly Session[],
  self: Self,
  { content }: Settings,
): Promise<void> {
  const say = chrome.i18n.getMessage;
  if (news.length > mostAtOnce) {
    const names = news.map(senderOf).filter(Boolean).join(" · ");
    await show(announcementId(id, ""), say("newFromMany", [String(news.length)]), names);
    return;
  }
  for (const session of news) {
    const written = content ? textOf(session, self) : "";
    const title = senderOf(session) || say("noName");
    await show(announcementId(id, session.sessionId), title, written || say("newMessage"));
  }
}

async function show(id: string, title: string, message: string): Promise<void> {
  const iconUrl = chrome.runtime.getURL("icons/128.png");
  await chrome.notifications?.create(id, { type: "basic", iconUrl, title, message });
}

/** Calls back with what the user chose of the announcements, which is gone then. */
export function onAnnouncement(chosen: (what: Announced) => void): void {
  chrome.notifications?.onClicked.addListener((id) => {
    void chrome.notifications.clear(id);
    chosen(announcedBy(id));
  });
}
