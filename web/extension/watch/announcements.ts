// The announcements of new messages: one for each conversation, and one for many at once.

import { accountKey, type AccountId } from "../../app/model/account-id.ts";
import type { Session } from "../../sdk/src/index.ts";
import { notificationsShown, takeBackNotification } from "./notifications.ts";

/** What an announcement is of. */
export interface Announced {
  /** The key of the account. */
  account: string;
  /** The id of the conversation; "" when it is of many. */
  conversation: string;
}

/** The id of the announcement of a conversation, or with "" of the one of many. */
export function announcementId(id: AccountId, conversation: string): string {
  return `${accountKey(id)} ${conversation}`;
}

/** What the announcement with this id is of. */
export function announcedBy(announcement: string): Announced {
  const end = announcement.indexOf(" ");
  return { account: announcement.slice(0, end), conversation: announcement.slice(end + 1) };
}

/** Takes back what was announced of conversations in which nothing is unread any more, or which are muted by now. */
export async function takeBackRead(
  id: AccountId,
  sessions: readonly Session[],
  muted: ReadonlySet<string>,
): Promise<void> {
  const own = accountKey(id);
  const isRead = ({ sessionId, newMsgCnt }: Session) => Number(newMsgCnt) === 0 || muted.has(sessionId);
  const read = new Set([...sessions.filter(isRead).map(({ sessionId }) => sessionId), ...muted]);
  if (sessions.every(isRead)) read.add("");
  for (const shown of await notificationsShown()) {
    const { account, conversation } = announcedBy(shown);
    if (account === own && read.has(conversation)) await takeBackNotification(shown);
  }
}

/** Takes away the announcements of all accounts whose keys are not kept. */
export async function takeBackOthers(kept: () => Promise<string[]>): Promise<void> {
  const shown = await notificationsShown();
  const keys = await kept();
  for (const one of shown) if (!keys.includes(announcedBy(one).account)) await takeBackNotification(one);
}

/** Takes back all announcements: nobody can tell which of them show what was written. */
export async function takeBackAll(): Promise<void> {
  for (const shown of await notificationsShown()) await takeBackNotification(shown);
}
