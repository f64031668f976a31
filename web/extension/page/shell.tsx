import { useSignal } from "@preact/signals";
import type { App } from "../../app/shell/app.ts";
import { Page } from "../../app/shell/page.tsx";
import { BackgroundSection } from "../options/background-section.tsx";
import { say } from "../words.ts";
import { BrowserSignIn } from "./browser-sign-in.tsx";

/** The inbox, behind the way in that only an extension has. */
export function Shell({ app }: { app: App }) {
  const otherWays = useSignal(false);
  const asks = app.started.value && (!app.accounts.current.value || app.signingIn.value !== undefined);
  if (!asks) otherWays.value = false;
  const wayIn =
    asks && !otherWays.value ? <BrowserSignIn app={app} otherWays={() => (otherWays.value = true)} /> : undefined;
  return (
    <>
      {otherWays.value && (
        <button type="button" class="back-to-browser-login" onClick={() => (otherWays.value = false)}>
          {say("back")}
        </button>
      )}
      <Page app={app} settings={<BackgroundSection />} wayIn={wayIn} />
    </>
  );
}
