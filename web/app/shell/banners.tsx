import { useEffect, useState } from "preact/hooks";
import type { Limit } from "../gateway/gateway.ts";
import { secondsLeft } from "../gateway/schedule.ts";
import { AccessBanner } from "../ui/access-banner.tsx";
import { AskingButton } from "../ui/asking-button.tsx";
import { CopyDetails } from "../ui/copy-details.tsx";
import { Icon } from "../ui/icon.tsx";
import { OutsideLink } from "../ui/outside-link.tsx";
import { text } from "../words/words.ts";
import type { App } from "./app.ts";
import type { Inbox } from "./inbox.ts";
import { LoginAgeBanner } from "./login-age-banner.tsx";

/** What concerns the whole inbox: a permission that is withheld, a module that died, a login that does not hold or will soon not, a limit, no network. */
export function Banners({ app, inbox }: { app: App; inbox: Inbox }) {
  const { moduleDied, restart } = text.value;
  const { gateway } = inbox;
  const limit = gateway.limit.value;
  const signIn = () => (app.signingIn.value = { musicid: inbox.account.musicid });
  return (
    <div class="banners">
      <AccessBanner />
      {gateway.dead.value && (
        <div class="banner bad" role="alert">
          <Icon name="warning" />
          <p>{moduleDied}</p>
          <AskingButton class="button small" press={() => app.restart()}>
            {restart}
          </AskingButton>
          <CopyDetails problem={gateway.dead.value} />
        </div>
      )}
      {gateway.loginProblem.value ? (
        <LoginBanner inbox={inbox} signIn={signIn} />
      ) : (
        <LoginAgeBanner key={inbox.login.value.musickey} host={app.host} inbox={inbox} signIn={signIn} />
      )}
      {limit && <LimitBanner key={limit.until} inbox={inbox} limit={limit} signIn={signIn} />}
      <SilenceBanner inbox={inbox} />
    </div>
  );
}

function LoginBanner({ inbox, signIn }: { inbox: Inbox; signIn: () => void }) {
  const { problems, hints, signIn: label } = text.value;
  const problem = inbox.gateway.loginProblem.value!;
  return (
    <div class="banner bad" role="alert">
      <Icon name="warning" />
      <p>
        <strong>{problems[problem.kind]}</strong> <span>{hints[problem.kind] ?? hints.expired}</span>
      </p>
      <button type="button" class="button small" onClick={signIn}>
        {label}
      </button>
      <CopyDetails problem={problem} />
    </div>
  );
}

interface LimitBannerProps {
  inbox: Inbox;
  limit: Limit;
  signIn: () => void;
}

function LimitBanner({ inbox, limit, signIn }: LimitBannerProps) {
  const { signIn: label, limitMaybeLogin, limitTitle, limitText, limitOver, limitPage, askNow } = text.value;
  const [left, setLeft] = useState(secondsLeft(inbox.gateway.limitLeft, 0));
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsLeft(inbox.gateway.limitLeft, 0)), 250);
    return () => clearInterval(timer);
  }, [limit]);
  return (
    <div class="banner warn" role="group" aria-label={limitTitle}>
      <Icon name="clock" />
      <p>
        <strong role="alert">{limitTitle}</strong>{" "}
        <span class="countdown">{left > 0 ? limitText(left) : limitOver}</span>{" "}
        {limit.mayWantLogin && <span>{limitMaybeLogin}</span>}
      </p>
      {limit.page && (
        <OutsideLink class="button small" address={limit.page}>
          {limitPage}
        </OutsideLink>
      )}
      {limit.mayWantLogin && (
        <button type="button" class="button small" onClick={signIn}>
          {label}
        </button>
      )}
      <button type="button" class="button small" onClick={() => inbox.gateway.endLimit()}>
        {askNow}
      </button>
      {limit.problem && <CopyDetails problem={limit.problem} />}
    </div>
  );
}

// What is kept can be read all the same: it is said that it may be old.
function SilenceBanner({ inbox }: { inbox: Inbox }) {
  const { problems, hints, keptShown } = text.value;
  const offline = !inbox.page.online.value;
  const silent = inbox.gateway.silent.value;
  if (!offline && !silent) return null;
  const kind = offline ? "offline" : silent!.kind;
  const kept = inbox.archive.place === "disk" && inbox.list.items.value.length > 0;
  // A look that failed once is no news while there is a network: the next one may do.
  if (!offline && !kept) return null;
  return (
    <div class="banner warn" role="status">
      <Icon name="warning" />
      <p>
        <strong>{problems[kind]}</strong> <span>{kept ? keptShown : hints[kind]}</span>
      </p>
      {silent && <CopyDetails problem={silent} />}
    </div>
  );
}
