import { effect } from "@preact/signals";
import { accountKey, type AccountId } from "../../app/model/account-id.ts";
import type { Session } from "../../sdk/src/index.ts";
import type { App } from "../../app/shell/app.ts";
import { showBadge } from "../account/badge.ts";
import { keptAccounts, watchedKey } from "../account/kept-accounts.ts";
import { announceNews, type Known } from "../watch/announce.ts";
import { takeBackRead } from "../watch/announcements.ts";
import { rememberSeen } from "../watch/watch-state.ts";

/**
 * Lets the toolbar button show what the inbox knows, and the background announce nothing that is in view already; what was
 * announced and is read by now is taken back. The background looks for one account, the one that the button opens: of another
 * one that a window shows, while nobody sees it, that window announces what is new.
 */
export function reportSeen(app: App): void {
  effect(() => {
    const inbox = app.inbox.value;
    if (!inbox || inbox.gateway.loginProblem.value || inbox.gateway.withheld.value) return;
    const sessions = inbox.list.items.value;
    const unread = inbox.list.unmuted.value;
    if (inbox.list.loading.value.state !== "idle") return;
    void showBadge(inbox.account, unread);
    const muted = inbox.listMarks.muted.value;
    void takeBackRead(inbox.account, sessions, muted);
    if (document.hidden) void announceUnwatched(inbox.account, sessions, { self: inbox.own.self.peek(), muted });
    else void rememberSeen(inbox.account, sessions);
  });
}

// An account that this page alone has is announced by nobody: there would be no place to lead to.
async function announceUnwatched(id: AccountId, sessions: readonly Session[], known: Known): Promise<void> {
  const isKept = (await keptAccounts()).find(id) !== undefined;
  if (isKept && (await watchedKey()) !== accountKey(id)) await announceNews(id, sessions, known);
}
