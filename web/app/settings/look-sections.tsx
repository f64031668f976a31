import type { Signal } from "@preact/signals";
import { LanguageSwitch } from "../../common/language-switch.tsx";
import { controlKey } from "../ui/control-key.ts";
import { motion, pictures, sendKey, theme } from "../ui/preferences.ts";
import { Segments } from "../ui/segments.tsx";
import { text } from "../words/words.ts";
import { PictureHosts } from "./picture-hosts.tsx";
import { Setting } from "./setting.tsx";

/** How it looks and what it shows, whoever is signed in: the first sections of the settings. */
export function LookSections() {
  const words = text.value;
  return (
    <>
      <section>
        <h3>{words.appearance}</h3>
        <Setting label={words.language}>
          <LanguageSwitch label={words.language} />
        </Setting>
        <Choice label={words.theme} setting={theme} names={words.themes} />
        <Choice label={words.motion} setting={motion} names={words.motions} />
      </section>
      <section>
        <h3>{words.writing}</h3>
        <Choice label={words.sendKey} setting={sendKey} names={words.sendKeys(controlKey())} />
      </section>
      <section>
        <h3>{words.picturesSetting}</h3>
        <Choices label={words.picturesSetting} setting={pictures} names={words.pictureChoices} />
        <p class="soft">{words.picturesNote}</p>
        <PictureHosts />
      </section>
    </>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  setting: Signal<Value>;
  names: Record<Value, string>;
}

function Choice<Value extends string>(props: ChoiceProps<Value>) {
  return (
    <Setting label={props.label}>
      <Choices {...props} />
    </Setting>
  );
}

function Choices<Value extends string>({ label, setting, names }: ChoiceProps<Value>) {
  const choices = Object.entries(names) as [Value, string][];
  return <Segments label={label} value={setting.value} choices={choices} choose={(value) => (setting.value = value)} />;
}
