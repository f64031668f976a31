import { useMemo } from "preact/hooks";
import { SignInFrame } from "../../app/account/sign-in-frame.tsx";
import type { App } from "../../app/shell/app.ts";
import { ModuleStatus } from "../../app/shell/module-status.tsx";
import { AskingButton } from "../../app/ui/asking-button.tsx";
import { ProblemFacts } from "../../app/ui/problem-view.tsx";
import { siteAddress } from "../places.ts";
import { say } from "../words.ts";
import { BrowserLogin } from "./browser-login.ts";

/** The way in with the login that the browser has at y.qq.com. */
export function BrowserSignIn({ app, otherWays }: { app: App; otherWays: () => void }) {
  const login = useMemo(() => new BrowserLogin(app), [app]);
  return (
    <SignInFrame app={app} status={<ModuleStatus app={app} />} title={say("title")} tagline={say("tagline")}>
      <section class="browser-login">
        <AskingButton class="button primary" press={() => login.signIn()}>
          {say("useLogin")}
        </AskingButton>
        <p class="soft">{say("useLoginNote")}</p>
        <Outcome login={login} />
      </section>
      <button type="button" class="plain-link" onClick={otherWays}>
        {say("otherWays")}
      </button>
    </SignInFrame>
  );
}

function Outcome({ login }: { login: BrowserLogin }) {
  const now = login.now.value;
  const openSite = (event: Event) => {
    if (login.openSite()) event.preventDefault();
  };
  return (
    <div role="status">
      {now.stage === "asking" && <p>{say("askingLeave")}</p>}
      {now.stage === "checking" && <p>{say("checkingLogin")}</p>}
      {now.stage === "declined" && <p>{say("declined")}</p>}
      {now.stage === "unreadable" && <p>{say("cookiesUnreadable")}</p>}
      {now.stage === "notLoggedIn" && (
        <p>
          {say("notLoggedIn")}{" "}
          <a href={siteAddress} target="_blank" rel="noreferrer" onClick={openSite}>
            {say("openSite")}
          </a>
        </p>
      )}
      {now.stage === "failed" && <ProblemFacts problem={now.problem} />}
    </div>
  );
}
