import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Place, SampleAccount } from "../host.ts";
import { accountKey } from "../model/account-id.ts";
import type { Problem } from "../model/problem.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Name } from "../ui/name.tsx";
import { ProblemFacts } from "../ui/problem-view.tsx";
import { Segments } from "../ui/segments.tsx";
import { text } from "../words/words.ts";
import { idOf, type Account } from "./account.ts";
import { readLogin, type LoginFault } from "../model/login.ts";
import { SignInFrame } from "./sign-in-frame.tsx";
import type { WayIn } from "./way-in.ts";

/** The way in: the demo, the accounts at hand, or an account that is typed in. */
export function SignIn({ app, status }: { app: WayIn; status: ComponentChildren }) {
  const words = text.value;
  const renewing = app.signingIn.value?.musicid ?? "";
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [stage, setStage] = useState("");
  const enter = async (account: Account) => {
    if (busy) return;
    setBusy(true);
    setStage(words.checking);
    setProblem(undefined);
    setProblem(await app.signIn(account));
    setBusy(false);
    setStage("");
  };
  return (
    <SignInFrame
      app={app}
      status={status}
      title={app.accounts.current.value && !renewing ? words.addAccount : words.title}
      tagline={renewing ? words.signInAgain : words.signInTagline}
    >
      {!renewing && <KnownAccounts app={app} />}
      {app.samples.value.length > 0 && !renewing && (
        <section class="demo">
          <div>
            <h2>{words.demo}</h2>
            <p class="soft">{words.demoTagline}</p>
          </div>
          {app.samples.value.map((sample, i) => (
            <button
              key={sample.musicid}
              type="button"
              class={i === 0 ? "button primary" : "button"}
              aria-disabled={busy}
              onClick={() => void enter(sampleAccount(app, sample))}
            >
              {words.demoAs(sample.nick)}
            </button>
          ))}
        </section>
      )}
      <TypedLogin app={app} renewing={renewing} busy={busy} enter={enter} />
      <p class="checking soft" role="status">
        {stage}
      </p>
      {problem && (
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
      {known.map((account) => (
        <button
          key={accountKey(idOf(account))}
          type="button"
          class="known-account"
          onClick={() => {
            app.signingIn.value = undefined;
            void app.switchTo(idOf(account));
          }}
        >
          <Avatar host={app.host} name={account.nick || account.login.musicid} address={account.avatar} />
          <span>
            <Name>{account.nick || account.login.musicid}</Name>
            <small class="soft">
              {account.login.musicid} · {keptIn[account.place]}
            </small>
          </span>
        </button>
      ))}
    </section>
  );
}

interface TypedLoginProps {
  app: WayIn;
  renewing: string;
  busy: boolean;
  enter: (account: Account) => Promise<void>;
}

function TypedLogin({ app, renewing, busy, enter }: TypedLoginProps) {
  const words = text.value;
  const [way, setWay] = useState<"typed" | "pasted">("typed");
  const [musicid, setMusicid] = useState(renewing);
  const [musickey, setMusickey] = useState("");
  const [cookie, setCookie] = useState("");
  const [visible, setVisible] = useState(false);
  const before = renewing ? app.accounts.current.value : undefined;
  // An account that is renewed stays where it was kept, and at its gateway.
  const [place, setPlace] = useState<Place>(before?.place ?? "memory");
  const [endpoint, setEndpoint] = useState(before?.endpoint ?? app.host.endpoint);
  const [fault, setFault] = useState<LoginFault | undefined>(undefined);
  const form = useRef<HTMLFormElement>(null);
  const fieldOf = (fault: LoginFault) => (way === "pasted" ? "[name=cookie]" : (faulty[fault] ?? "[name=musicid]"));
  const submit = (event: Event) => {
    event.preventDefault();
    const read = readLogin({ musicid, musickey, cookie: way === "pasted" ? cookie.trim() || ";" : "" });
    if ("fault" in read) {
      setFault(read.fault);
      form.current?.querySelector<HTMLElement>(fieldOf(read.fault))?.focus();
      return;
    }
    setFault(undefined);
    void enter({ login: read.login, place, endpoint: endpoint.trim(), nick: "", avatar: "", sample: false });
  };
  const wrong = (selector: string) => (fault && fieldOf(fault) === selector ? "true" : undefined);
  const described = (selector: string, hint: string) => (wrong(selector) ? `${hint} login-fault` : hint);
  const hints = { memory: words.keepMemoryHint, tab: words.keepTabHint, disk: words.keepDiskHint };
  return (
    <form ref={form} class="typed-login" onSubmit={submit} noValidate>
      <h2>{words.signIn}</h2>
      <Segments
        label={words.how}
        value={way}
        choices={[
          ["typed", words.typedIn],
          ["pasted", words.pasted],
        ]}
        choose={(next) => {
          setWay(next);
          setFault(undefined);
        }}
      />
      {way === "typed" ? (
        <>
          <div class="field">
            <label for="login-musicid">musicid</label>
            <input
              id="login-musicid"
              name="musicid"
              inputMode="numeric"
              autoComplete="off"
              spellcheck={false}
              aria-invalid={wrong("[name=musicid]")}
              aria-describedby={described("[name=musicid]", "musicid-hint")}
              value={musicid}
              onInput={(event) => setMusicid(event.currentTarget.value)}
            />
            <small id="musicid-hint" class="soft">
              {words.musicidHint}
            </small>
          </div>
          <div class="field">
            <label for="login-musickey">musickey</label>
            <input
              id="login-musickey"
              name="musickey"
              {...(visible ? { type: "text" } : { type: "password" })}
              autoComplete="off"
              spellcheck={false}
              aria-invalid={wrong("[name=musickey]")}
              aria-describedby={described("[name=musickey]", "musickey-hint")}
              value={musickey}
              onInput={(event) => setMusickey(event.currentTarget.value)}
            />
            <small id="musickey-hint" class="soft">
              {words.musickeyHint}
            </small>
          </div>
          <label class="check">
            <input type="checkbox" checked={visible} onChange={(event) => setVisible(event.currentTarget.checked)} />
            {words.showKey}
          </label>
        </>
      ) : (
        <div class="field">
          <label for="login-cookie">{words.cookieLabel}</label>
          <textarea
            id="login-cookie"
            name="cookie"
            rows={4}
            autoComplete="off"
            spellcheck={false}
            aria-invalid={wrong("[name=cookie]")}
            aria-describedby={described("[name=cookie]", "cookie-hint")}
            value={cookie}
            onInput={(event) => setCookie(event.currentTarget.value)}
          />
          <small id="cookie-hint" class="soft">
            {words.cookieHint}
          </small>
        </div>
      )}
      {fault && (
        <p id="login-fault" class="fault" role="alert">
          {words.loginFaults[fault]}
        </p>
      )}
      <fieldset class="field">
        <legend>{words.keep}</legend>
        <Segments
          label={words.keep}
          value={place}
          choices={[
            ["memory", words.keepMemory],
            ["tab", words.keepTab],
            ["disk", words.keepDisk],
          ]}
          choose={setPlace}
        />
        <small class="soft">{hints[place]}</small>
      </fieldset>
      <details class="connection">
        <summary>{words.connection}</summary>
        <div class="field">
          <label for="login-endpoint">{words.endpoint}</label>
          <input
            id="login-endpoint"
            name="endpoint"
            type="url"
            autoComplete="off"
            spellcheck={false}
            placeholder="https://"
            aria-describedby="endpoint-hint"
            value={endpoint}
            onInput={(event) => setEndpoint(event.currentTarget.value)}
          />
          <small id="endpoint-hint" class="soft">
            {words.endpointHint}
          </small>
        </div>
      </details>
      <button type="submit" class="button primary wide" aria-disabled={busy}>
        {words.signIn}
      </button>
      <p class="soft note">{words.signInNote}</p>
    </form>
  );
}

// The field that a fault of the two fields is about.
const faulty: Partial<Record<LoginFault, string>> = {
  missingKey: "[name=musickey]",
  idAsKey: "[name=musickey]",
  keyNotText: "[name=musickey]",
};
