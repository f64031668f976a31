import { effect } from "@preact/signals";
import type { App } from "../../app/shell/app.ts";
import { showBadge } from "../account/badge.ts";
import { takeBackRead } from "../watch/announcements.ts";
import { rememberSeen } from "../watch/watch-state.ts";

/**
 * Lets the toolbar button show what the inbox knows, and the background announce nothing that is in view already; what was
 * announced and is read by now is taken back.
 */
export function reportSeen(app: App): void {
  effect(() => {
    const inbox = app.inbox.value;
    if (!inbox || inbox.gateway.loginProblem.value || inbox.gateway.withheld.value) return;
    const sessions = inbox.list.items.value;
    const unread = inbox.list.unmuted.value;
    if (inbox.list.loading.value.state !== "idle") return;
    void showBadge(inbox.account, unread);
    void takeBackRead(inbox.account, sessions, inbox.listMarks.muted.value);
    if (!document.hidden) void rememberSeen(inbox.account, sessions);
  });
}
