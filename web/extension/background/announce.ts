// Notifications of the system about new messages.

import type { Session } from "../../sdk/src/index.ts";
import type { Settings } from "../settings.ts";
import { senderOf, textOf } from "../watch/news.ts";

const mostAtOnce = 3;
const many = "many";

/** Announces new messages. The same messages again change nothing: each has one announcement. */
export async function announce(news: readonly Session[], { content }: Settings): Promise<void> {
  const say = chrome.i18n.getMessage;
  if (news.length > mostAtOnce) {
    await show(many, say("newFromMany", [String(news.length)]), news.map(senderOf).filter(Boolean).join(" · "));
    return;
  }
  for (const session of news) {
    const written = content ? textOf(session) : "";
    const title = senderOf(session) || say("noName");
    await show(`${session.sessionId} ${session.newMsg?.id}`, title, written || say("newMessage"));
  }
}

async function show(id: string, title: string, message: string): Promise<void> {
  const iconUrl = chrome.runtime.getURL("icons/128.png");
  await chrome.notifications.create(id, { type: "basic", iconUrl, title, message });
}

/** Calls back when the user chooses an announcement, which is gone then. */
export function onAnnouncement(chosen: () => void): void {
  chrome.notifications.onClicked.addListener((id) => {
    void chrome.notifications.clear(id);
    chosen();
  });
}
