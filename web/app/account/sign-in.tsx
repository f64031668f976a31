import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { SampleAccount } from "../../common/sample-accounts.ts";
import { accountKey } from "../model/account-id.ts";
import type { Problem } from "../model/problem.ts";
import { accessOffer } from "../ui/access-offer.ts";
import { AskingButton } from "../ui/asking-button.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Name } from "../ui/name.tsx";
import { ProblemFacts } from "../ui/problem-view.tsx";
import { text } from "../words/words.ts";
import { accountIdOf, nameOf, type Account } from "./account.ts";
import { SignInFrame } from "./sign-in-frame.tsx";
import { isOfKey, TypedLogin } from "./typed-login.tsx";
import type { WayIn } from "./way-in.ts";

/** A login that was tried, and how that ended. */
interface Tried {
  account: Account;
  ended: boolean;
  problem?: Problem | undefined;
}

/** The way in: the demo, the accounts at hand, or an account that is typed in. */
export function SignIn({ app, status }: { app: WayIn; status: ComponentChildren }) {
  const words = text.value;
  const renewing = app.signingIn.value?.musicid ?? "";
  const [tried, setTried] = useState<Tried | undefined>(undefined);
  const busy = tried !== undefined && !tried.ended;
  const enter = async (account: Account) => {
    if (busy) return;
    setTried({ account, ended: false });
    const problem = await app.signIn(account);
    setTried({ account, ended: true, problem });
  };
  const problem = tried?.problem;
  const isAllowed = accessOffer.value === undefined;
  useEffect(() => {
    if (isAllowed && problem?.kind === "withheld") void enter(tried!.account);
  }, [isAllowed]);
  const isTyped = tried?.account.sample === false;
  const keyProblem = problem && isTyped && isOfKey(problem) ? problem : undefined;
  const frame = {
    app,
    status,
    title: app.accounts.current.value && !renewing ? words.addAccount : words.title,
    tagline: renewing ? words.signInAgain : words.signInTagline,
  };
  const samples = app.samples.value;
  // What came later would move the rest under a click.
  if (!samples) return <SignInFrame {...frame} />;
  return (
    <SignInFrame {...frame}>
      {!renewing && <KnownAccounts app={app} />}
      {samples.length > 0 && !renewing && (
        <section class="demo">
          <div>
            <h2>{words.demo}</h2>
            <p class="soft">{words.demoTagline}</p>
          </div>
          {samples.map((sample, i) => (
            <AskingButton
              key={sample.musicid}
              class={i === 0 ? "button primary" : "button"}
              busy={busy && tried.account.login.musicid === sample.musicid}
              disabled={busy}
              press={() => enter(sampleAccount(app, sample))}
            >
              {words.demoAs(sample.nick)}
            </AskingButton>
          ))}
        </section>
      )}
      <TypedLogin app={app} renewing={renewing} problem={keyProblem} busy={busy && isTyped} enter={enter} />
      <p class="checking soft" role="status">
        {busy && words.checking}
      </p>
      {problem && !keyProblem && (
        <div class="sign-in-problem" role="alert">
          <ProblemFacts problem={problem} />
        </div>
      )}
      {app.host.consoleAddress && (
        <p class="for-developers">
          <a href={app.host.consoleAddress}>{words.forDevelopers}</a>
        </p>
      )}
    </SignInFrame>
  );
}

function sampleAccount(app: WayIn, sample: SampleAccount): Account {
  const { musicid, musickey, loginType, nick } = sample;
  return {
    login: { musicid, musickey, loginType },
    place: "tab",
    endpoint: app.host.endpoint,
    nick,
    avatar: "",
    sample: true,
  };
}

function KnownAccounts({ app }: { app: WayIn }) {
  const { accounts, keptIn } = text.value;
  const known = app.accounts.all.value;
  if (known.length === 0) return null;
  return (
    <section class="known" aria-label={accounts}>
      {known.map((account) => {
        const name = nameOf(account);
        return (
          <button
            key={accountKey(accountIdOf(account))}
            type="button"
            class="known-account"
            onClick={() => {
              app.signingIn.value = undefined;
              void app.switchTo(accountIdOf(account));
            }}
          >
            <Avatar host={app.host} name={name} address={account.avatar} />
            <span>
              <Name>{name}</Name>
              <small class="soft">
                {account.login.musicid} · {keptIn[account.place]}
              </small>
            </span>
          </button>
        );
      })}
    </section>
  );
}
