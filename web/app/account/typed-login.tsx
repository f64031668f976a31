import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Place } from "../host.ts";
import { readLogin, type LoginFault } from "../model/login.ts";
import type { Problem } from "../model/problem.ts";
import { AskingButton } from "../ui/asking-button.tsx";
import { CheckBox } from "../ui/check-box.tsx";
import { ProblemFacts } from "../ui/problem-view.tsx";
import { Segments } from "../ui/segments.tsx";
import { text } from "../words/words.ts";
import type { Account } from "./account.ts";
import { LoginField } from "./login-field.tsx";
import type { WayIn } from "./way-in.ts";
import { WhereLoginIs } from "./where-login-is.tsx";

interface TypedLoginProps {
  app: WayIn;
  /** The musicid of the account that is renewed; "" where a new one comes. */
  renewing: string;
  /** Why the gateway did not take the musickey that was given last. */
  problem: Problem | undefined;
  busy: boolean;
  enter: (account: Account) => Promise<void>;
}

type FieldName = "musicid" | "musickey" | "cookie";

// What is not said here is a fault of the number.
const ofMusickey: readonly LoginFault[] = ["missingKey", "idAsKey", "keyNotText"];

/** Whether the gateway refuses a login for its musickey. */
export function isOfKey({ kind }: Problem): boolean {
  return kind === "wrongKey" || kind === "expired";
}

/** Signs in with a login that is typed or pasted. What is wrong with it is told at its field, which gets the focus. */
export function TypedLogin({ app, renewing, problem, busy, enter }: TypedLoginProps) {
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
  const focus = (field: FieldName) => form.current?.querySelector<HTMLElement>(`[name=${field}]`)?.focus();
  const keyField = way === "pasted" ? "cookie" : "musickey";
  const fieldOf = (of: LoginFault) => (way === "typed" && !ofMusickey.includes(of) ? "musicid" : keyField);
  useLayoutEffect(() => {
    if (problem) focus(keyField);
  }, [problem]);
  const submit = (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const read = readLogin({ musicid, musickey, cookie: way === "pasted" ? cookie.trim() || ";" : "" });
    if ("fault" in read) {
      setFault(read.fault);
      focus(fieldOf(read.fault));
      return;
    }
    setFault(undefined);
    void enter({ login: read.login, place, endpoint: endpoint.trim(), nick: "", avatar: "", sample: false });
  };
  const wrongWith = (field: FieldName) => {
    if (fault) return fieldOf(fault) === field && <p>{words.loginFaults[fault]}</p>;
    return problem && field === keyField && <ProblemFacts problem={problem} />;
  };
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
          <LoginField name="musicid" label="musicid" hint={words.musicidHint} wrong={wrongWith("musicid")}>
            {(attributes) => (
              <input
                {...attributes}
                inputMode="numeric"
                autoComplete="off"
                spellcheck={false}
                value={musicid}
                onInput={(event) => setMusicid(event.currentTarget.value)}
              />
            )}
          </LoginField>
          <LoginField name="musickey" label="musickey" hint={words.musickeyHint} wrong={wrongWith("musickey")}>
            {(attributes) => (
              <input
                {...attributes}
                {...(visible ? { type: "text" } : { type: "password" })}
                autoComplete="off"
                spellcheck={false}
                value={musickey}
                onInput={(event) => setMusickey(event.currentTarget.value)}
              />
            )}
          </LoginField>
          <CheckBox
            id="login-show-key"
            label={words.showKey}
            checked={visible}
            change={(box) => setVisible(box.checked)}
          />
        </>
      ) : (
        <LoginField name="cookie" label={words.cookieLabel} hint={words.cookieHint} wrong={wrongWith("cookie")}>
          {(attributes) => (
            <textarea
              {...attributes}
              rows={4}
              autoComplete="off"
              spellcheck={false}
              value={cookie}
              onInput={(event) => setCookie(event.currentTarget.value)}
            />
          )}
        </LoginField>
      )}
      <WhereLoginIs inExtension={app.host.siteOf !== undefined} />
      <KeepWhere place={place} choose={setPlace} />
      <Connection endpoint={endpoint} change={setEndpoint} />
      <AskingButton type="submit" class="button primary wide" busy={busy}>
        {words.signIn}
      </AskingButton>
      <p class="soft note">{words.signInNote}</p>
    </form>
  );
}

function KeepWhere({ place, choose }: { place: Place; choose: (place: Place) => void }) {
  const words = text.value;
  const hints = { memory: words.keepMemoryHint, tab: words.keepTabHint, disk: words.keepDiskHint };
  return (
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
        choose={choose}
      />
      <small class="soft">{hints[place]}</small>
    </fieldset>
  );
}

function Connection({ endpoint, change }: { endpoint: string; change: (endpoint: string) => void }) {
  const words = text.value;
  return (
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
          onInput={(event) => change(event.currentTarget.value)}
        />
        <small id="endpoint-hint" class="soft">
          {words.endpointHint}
        </small>
      </div>
    </details>
  );
}
