import { useState } from "preact/hooks";
import { SignInFrame } from "../../app/account/sign-in-frame.tsx";
import type { App } from "../../app/shell/app.ts";
import { ModuleStatus } from "../../app/shell/module-status.tsx";
import type { Problem } from "../../app/model/problem.ts";
import { AskingButton } from "../../app/ui/asking-button.tsx";
import { ProblemFacts } from "../../app/ui/problem-view.tsx";
import { cookieAccount, siteAccount } from "../account/kept-accounts.ts";
import { askForCookies, readBrowserLogin } from "../login/browser-cookies.ts";
import { follow } from "../login/followed.ts";
import { noTrouble } from "../watch/back-off.ts";
import { siteAddress } from "../places.ts";
import { say } from "../words.ts";

/** How far signing in is. */
type Stage =
  { stage: "idle" | "asking" | "checking" | "declined" | "notLoggedIn" } | { stage: "failed"; problem: Problem };

/** Signs in with the login that the browser has at y.qq.com. */
export function BrowserSignIn({ app, otherWays }: { app: App; otherWays: () => void }) {
  const [now, setNow] = useState<Stage>({ stage: "idle" });
  const signIn = async () => {
    setNow({ stage: "asking" });
    if (!(await askForCookies())) return setNow({ stage: "declined" });
    setNow({ stage: "checking" });
    await follow({ trouble: noTrouble }); // should this page be closed now, the background goes on
    const login = await readBrowserLogin();
    if (!login) return setNow({ stage: "notLoggedIn" });
    const problem = await app.signIn(cookieAccount(login, app.accounts));
    if (problem) return setNow({ stage: "failed", problem });
    await follow({ account: siteAccount(login.musicid) });
  };
  return (
    <SignInFrame app={app} status={<ModuleStatus app={app} />} title={say("title")} tagline={say("tagline")}>
      <section class="browser-login">
        <AskingButton class="button primary" press={signIn}>
          {say("useLogin")}
        </AskingButton>
        <p class="soft">{say("useLoginNote")}</p>
        <Outcome now={now} />
      </section>
      <button type="button" class="plain-link" onClick={otherWays}>
        {say("otherWays")}
      </button>
    </SignInFrame>
  );
}

function Outcome({ now }: { now: Stage }) {
  return (
    <div role="status">
      {now.stage === "asking" && <p>{say("askingLeave")}</p>}
      {now.stage === "checking" && <p>{say("checkingLogin")}</p>}
      {now.stage === "declined" && <p>{say("declined")}</p>}
      {now.stage === "notLoggedIn" && (
        <p>
          {say("notLoggedIn")}{" "}
          <a href={siteAddress} target="_blank" rel="noreferrer">
            {say("openSite")}
          </a>
        </p>
      )}
      {now.stage === "failed" && <ProblemFacts problem={now.problem} />}
    </div>
  );
}
