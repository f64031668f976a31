import { effect } from "@preact/signals";
import { render } from "preact";
import "../../common/theme.css";
import "../../app/style/base.css";
import "../../app/style/settings.css";
import "../../app/style/forced-colors.css";
import "./options.css";
import { LookSections } from "../../app/settings/look-sections.tsx";
import { applySettings } from "../../app/ui/preferences.ts";
import { say } from "../words.ts";
import { BackgroundSection } from "./background-section.tsx";

/** The sections of the settings that need no account, and the way to all of them. */
function Options() {
  return (
    <main class="options">
      <h1 class="unseen">{say("title")}</h1>
      <h2>{say("settings")}</h2>
      <div class="settings-body">
        <LookSections />
        <BackgroundSection />
        <section>
          <h3>{say("otherSettings")}</h3>
          <p class="soft">{say("otherSettingsNote")}</p>
          <div class="buttons">
            <a class="button small" href="inbox.html#settings" target="_blank">
              {say("allSettings")}
            </a>
            <a class="button small" href="inbox.html#check" target="_blank">
              {say("checkGateway")}
            </a>
          </div>
        </section>
      </div>
    </main>
  );
}

applySettings();
effect(() => {
  document.title = say("settings");
});
render(<Options />, document.getElementById("options")!);
