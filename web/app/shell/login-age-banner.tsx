import { useEffect, useState } from "preact/hooks";
import { ageOf } from "../model/login-age.ts";
import { recordName } from "../model/record-names.ts";
import type { Host } from "../host.ts";
import { Icon } from "../ui/icon.tsx";
import { text } from "../words/words.ts";
import type { Inbox } from "./inbox.ts";

const minute = 60_000;

interface LoginAgeProps {
  host: Host;
  inbox: Inbox;
  signIn: () => void;
}

/**
 * Says once that a login will soon not hold any more, or may, and how it is renewed. After its supposed end nothing is
 * said: the gateway answers, and the end was none, or it refuses, and that is told.
 */
export function LoginAgeBanner({ host, inbox, signIn }: LoginAgeProps) {
  const words = text.value;
  const [now, setNow] = useState(Date.now());
  const [told, setTold] = useState(true);
  const [site, setSite] = useState<string | undefined>(undefined);
  const { state, endsAt, isTold } = ageOf(inbox.login.value, now);
  const name = recordName("told", inbox.account);
  const ending = state === "ending";
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (!ending) return;
    void host.tab.get(name).then((kept) => setTold(kept === String(endsAt)));
    void host.siteOf?.(inbox.account).then(setSite);
  }, [ending, endsAt]);
  if (!ending || told) return null;
  const dismiss = () => {
    setTold(true);
    void host.tab.set(name, String(endsAt)).catch(() => {});
  };
  return (
    <div class="banner warn" role="status">
      <Icon name="clock" />
      <p>
        <strong>{isTold ? words.loginEnding : words.loginMayEnd}</strong> <span>{!isTold && words.loginUsually}</span>{" "}
        <span>{site ? words.loginEndingSite : words.loginEndingKey}</span>
      </p>
      {site ? (
        <a class="button small" href={site} target="_blank" rel="noreferrer">
          {words.openSite}
        </a>
      ) : (
        <button type="button" class="button small" onClick={signIn}>
          {words.signIn}
        </button>
      )}
      <button type="button" class="round" aria-label={words.dismiss} title={words.dismiss} onClick={dismiss}>
        <Icon name="close" />
      </button>
    </div>
  );
}
