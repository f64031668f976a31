import { useEffect, useState } from "preact/hooks";
import type { App } from "./app.ts";
import type { Inbox } from "./inbox.ts";
import { secondsLeft } from "../gateway/schedule.ts";
import { text } from "../words/words.ts";
import { Icon } from "../ui/icon.tsx";
import { OutsideLink } from "../ui/outside-link.tsx";

/** What concerns the whole inbox: a login that does not hold, a rate limit, no network, a module that died. */
export function Banners({ app, inbox }: { app: App; inbox: Inbox }) {
  const { problems, hints, moduleDied, restart, signIn } = text.value;
  const online = useOnline();
  const login = inbox.loginProblem.value;
  const dead = inbox.dead.value;
  return (
    <div class="banners">
      {dead && (
        <div class="banner bad" role="alert">
          <Icon name="warning" />
          <p>{moduleDied}</p>
          <button type="button" class="button small" onClick={() => void app.restart()}>
            {restart}
          </button>
        </div>
      )}
      {login && (
        <div class="banner bad" role="alert">
          <Icon name="warning" />
          <p>
            <strong>{problems[login.kind]}</strong> <span>{hints.expired}</span>
          </p>
          <button type="button" class="button small" onClick={() => (app.signingIn.value = { musicid: inbox.musicid })}>
            {signIn}
          </button>
        </div>
      )}
      {inbox.limit.value && <LimitBanner key={inbox.limit.value.until} inbox={inbox} limit={inbox.limit.value} />}
      {!online && (
        <div class="banner warn" role="status">
          <Icon name="warning" />
          <p>
            <strong>{problems.offline}</strong> <span>{hints.offline}</span>
          </p>
        </div>
      )}
    </div>
  );
}

function LimitBanner({ inbox, limit }: { inbox: Inbox; limit: { until: number; page: string } }) {
  const { limitTitle, limitText, limitOver, limitPage, askNow } = text.value;
  const [left, setLeft] = useState(secondsLeft(limit.until, Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsLeft(limit.until, Date.now())), 250);
    return () => clearInterval(timer);
  }, [limit]);
  return (
    <div class="banner warn" role="group" aria-label={limitTitle}>
      <Icon name="clock" />
      <p>
        <strong role="alert">{limitTitle}</strong>{" "}
        <span class="countdown">{left > 0 ? limitText(left) : limitOver}</span>
      </p>
      {limit.page && (
        <OutsideLink class="button small" address={limit.page}>
          {limitPage}
        </OutsideLink>
      )}
      <button type="button" class="button small" onClick={() => inbox.endLimit()}>
        {askNow}
      </button>
    </div>
  );
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return online;
}
