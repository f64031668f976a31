// Notifications of the system about new messages.

import type { AccountId } from "../../app/model/account-id.ts";
import type { Self } from "../../app/model/sides.ts";
import type { Session } from "../../sdk/src/index.ts";
import type { Settings } from "../settings.ts";
import { announcedBy, announcementId, type Announced } from "../watch/announcements.ts";
import { senderOf, textOf } from "../watch/news.ts";
import { onNotification, showNotification, takeBackNotification } from "../watch/notifications.ts";

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
    const title = say("newFromMany", [String(news.length)]);
    await showNotification(announcementId(id, ""), { title, message: names });
    return;
  }
  for (const session of news) {
    const written = content ? textOf(session, self) : "";
    const title = senderOf(session) || say("noName");
    await showNotification(announcementId(id, session.sessionId), { title, message: written || say("newMessage") });
  }
}

/** Calls back with what the user chose of the announcements, which is gone then. */
export function onAnnouncement(chosen: (what: Announced) => void): void {
  onNotification((id) => {
    void takeBackNotification(id);
    chosen(announcedBy(id));
  });
}
