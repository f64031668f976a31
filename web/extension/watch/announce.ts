// Notifications of the system about new messages.

import { accountKey, type AccountId } from "../../app/model/account-id.ts";
import type { Self } from "../../app/model/sides.ts";
import type { Session } from "../../sdk/src/index.ts";
import { oneAtATime } from "../../common/one-at-a-time.ts";
import { readSettings, type Settings } from "../settings.ts";
import { announcedBy, announcementId, takeBackAll, type Announced } from "./announcements.ts";
import { newsIn, senderOf, textOf } from "./news.ts";
import { onNotification, showNotification, takeBackNotification } from "./notifications.ts";
import { readSeen, rememberSeen } from "./watch-state.ts";

const mostAtOnce = 3;

/** What is known of an account's conversations. */
export interface Known {
  self: Self;
  /** The ids of those that are muted. */
  muted: ReadonlySet<string>;
}

/**
 * Announces what is new among an account's newest conversations, as the user wants it, and counts it as seen, whether the browser
 * showed it or not. A conversation has one announcement, however many messages come: the same again takes the place of the one
 * before.
 */
export function announceNews(id: AccountId, sessions: readonly Session[], { self, muted }: Known): Promise<void> {
  // The background and a page may both have found it.
  return oneAtATime(`announce.${accountKey(id)}`, async () => {
    const settings = await readSettings();
    if (settings.notify) {
      const news = newsIn(sessions, await readSeen(id), self).filter(({ sessionId }) => !muted.has(sessionId));
      await announce(id, news, self, settings);
      await takeBackUnwanted(await readSettings(), settings);
    }
    await rememberSeen(id, sessions);
  });
}

/** Takes back what is announced once the user wants no announcements any more, or none that show what was written. */
export async function takeBackUnwanted(now: Settings, before: Settings): Promise<void> {
  if ((before.notify && !now.notify) || (before.content && !now.content)) await takeBackAll();
}

async function announce(id: AccountId, news: readonly Session[], self: Self, { content }: Settings): Promise<void> {
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
