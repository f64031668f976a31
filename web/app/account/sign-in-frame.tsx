import type { ComponentChildren } from "preact";
import { LanguageSwitch } from "../../common/language-switch.tsx";
import { Icon } from "../ui/icon.tsx";
import { text } from "../words/words.ts";
import type { WayIn } from "./way-in.ts";

/** What every way to sign in stands in: the language, the way back where there is one, a title, and how far the module is. */
export function SignInFrame({
  app,
  status,
  title,
  tagline,
  children,
}: {
  app: WayIn;
  /** How far the module is. */
  status: ComponentChildren;
  title: string;
  tagline: string;
  children?: ComponentChildren;
}) {
  const { language, close } = text.value;
  return (
    <main class="sign-in">
      <header class="sign-in-top">
        <LanguageSwitch label={language} />
        {app.accounts.current.value && (
          <button
            type="button"
            class="round"
            aria-label={close}
            title={close}
            onClick={() => (app.signingIn.value = undefined)}
          >
            <Icon name="close" />
          </button>
        )}
      </header>
      <div class="sign-in-body">
        <div class="sign-in-brand">
          <span class="logo">
            <Icon name="message" />
          </span>
          <h1>{title}</h1>
          <p class="soft">{tagline}</p>
        </div>
        {status}
        {children}
      </div>
    </main>
  );
}
