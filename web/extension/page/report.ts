import { effect } from "@preact/signals";
import type { App } from "../../app/shell/app.ts";
import { showBadge } from "../badge.ts";
import { rememberSeen } from "../watch/watch-state.ts";

/** Lets the toolbar button show what the inbox knows, and the background announce nothing that is in view already. */
export function reportSeen(app: App): void {
  effect(() => {
    const inbox = app.inbox.value;
    if (!inbox || inbox.loginProblem.value) return;
    const sessions = inbox.sessions.items.value;
    const unread = inbox.sessions.unread.value;
    if (inbox.sessions.loading.value.state !== "idle") return;
    void showBadge(unread);
    if (!document.hidden) void rememberSeen(inbox.musicid, sessions);
  });
}
