import { effect } from "@preact/signals";
import type { App } from "../../app/shell/app.ts";
import { rememberSeen } from "../background/watch-state.ts";
import { showBadge } from "../badge.ts";

/** Lets the toolbar button show what the inbox knows, and the background announce nothing that is in view already. */
export function reportSeen(app: App): void {
  effect(() => {
    const inbox = app.inbox.value;
    if (!inbox || inbox.loginProblem.value) return;
    const sessions = inbox.sessions.items.value;
    const unread = inbox.sessions.unread.value;
    if (inbox.sessions.loading.value.state !== "idle") return;
    void showBadge(inbox, unread);
    if (!document.hidden) void rememberSeen(inbox, sessions);
  });
}
