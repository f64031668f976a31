import { useSignal } from "@preact/signals";
import type { App } from "../../app/state/app.ts";
import { Page } from "../../app/view/page.tsx";
import { say } from "../words.ts";
import { BrowserSignIn } from "./browser-sign-in.tsx";

/** The inbox, with the way in that only an extension has, and the ways to its other places. */
export function Shell({ app, place }: { app: App; place: string }) {
  const otherWays = useSignal(false);
  const asks = app.started.value && (!app.accounts.current.value || app.signingIn.value !== undefined);
  if (!asks) otherWays.value = false;
  return (
    <div class="shell">
      <nav class="shell-bar">
        {asks && otherWays.value && (
          <button type="button" class="shell-link" onClick={() => (otherWays.value = false)}>
            {say("back")}
          </button>
        )}
        <span class="shell-space" />
        {place === "panel" && (
          <a class="shell-link" href="inbox.html" target="_blank">
            {say("openTab")}
          </a>
        )}
        <button type="button" class="shell-link" onClick={() => void chrome.runtime.openOptionsPage()}>
          {say("openSettings")}
        </button>
      </nav>
      {asks && !otherWays.value ? (
        <BrowserSignIn app={app} otherWays={() => (otherWays.value = true)} />
      ) : (
        <Page app={app} />
      )}
    </div>
  );
}
