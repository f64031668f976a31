import { useLayoutEffect } from "preact/hooks";
import { LanguageSwitch } from "../../common/language-switch.tsx";
import { samples } from "../account.ts";
import { loading } from "../module.ts";
import { text } from "../words/words.ts";
import { AccountBar } from "./account-bar.tsx";
import { Answer } from "./answer.tsx";
import { CallForm } from "./call-form.tsx";
import { CallList } from "./call-list.tsx";
import { Confirmation, runOrAsk } from "./confirmation.tsx";
import { ModuleStatus } from "./module-status.tsx";

/** The whole page. */
export function Page() {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      if (samples.value && loading.value.state === "ready") runOrAsk(loading.value.bridge);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <div class="page">
      <a class="skip" href="#form" onClick={skip}>
        {text.value.skip}
      </a>
      <header class="top">
        <div class="brand">
          <h1>{text.value.title}</h1>
          <p>{text.value.tagline}</p>
        </div>
        <LanguageSwitch label={text.value.language} />
      </header>
      {/* What came later would move the rest under a click. */}
      {samples.value && <AccountAndCalls />}
      <Confirmation />
    </div>
  );
}

function AccountAndCalls() {
  return (
    <>
      <AccountBar />
      <ModuleStatus />
      <div class="columns">
        <CallList />
        <main class="work">
          <CallForm />
          <Answer />
        </main>
      </div>
    </>
  );
}

// The address names the call in view: a link to a place would replace it.
function skip(event: Event) {
  event.preventDefault();
  document.getElementById("form")?.focus();
}
