import type { ComponentChildren } from "preact";
import { LanguageSwitch } from "../../common/language-switch.tsx";
import type { App } from "../shell/app.ts";
import { Icon } from "../ui/icon.tsx";
import { ModuleStatus } from "../shell/module-status.tsx";
import { text } from "../words/words.ts";

/** What every way to sign in stands in: the language, the way back where there is one, a title, and how far the module is. */
export function SignInFrame({
  app,
  title,
  tagline,
  children,
}: {
  app: App;
  title: string;
  tagline: string;
  children: ComponentChildren;
}) {
  const { language, close } = text.value;
  return (
    <main class="sign-in">
      <header class="sign-in-top">
        <LanguageSwitch label={language} />
        {app.inbox.value && (
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
        <ModuleStatus app={app} />
        {children}
      </div>
    </main>
  );
}
