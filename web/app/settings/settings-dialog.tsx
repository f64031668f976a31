import { signal, type Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { LanguageSwitch } from "../../common/language-switch.tsx";
import { Icon } from "../ui/icon.tsx";
import { controlKey } from "../ui/control-key.ts";
import { motion, pictures, sendKey, theme } from "../ui/preferences.ts";
import { Segments } from "../ui/segments.tsx";
import { text } from "../words/words.ts";
import { PictureHosts } from "./picture-hosts.tsx";

const open = signal(false);

/** Opens the settings. */
export function openSettings(): void {
  open.value = true;
}

/** Opens the settings at the accounts. */
export function openAccounts(): void {
  open.value = true;
  requestAnimationFrame(() => document.getElementById("accounts")?.scrollIntoView());
}

/** Closes the settings. */
export function closeSettings(): void {
  open.value = false;
}

interface SettingsDialogProps {
  /** The address of the console for developers; none where there is no console. */
  consoleAddress: string | undefined;
  /** Sections of the account in use. */
  children: ComponentChildren;
}

/** The settings. */
export function SettingsDialog(props: SettingsDialogProps) {
  return open.value ? <Opened {...props} /> : null;
}

function Opened({ consoleAddress, children }: SettingsDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const words = text.value;
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class="settings" aria-labelledby="settings-title" onClose={() => (open.value = false)}>
      <header class="pane-header">
        <h2 id="settings-title">{words.settings}</h2>
        <button
          type="button"
          class="round"
          aria-label={words.close}
          title={words.close}
          autoFocus
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="settings-body" tabIndex={0} role="region" aria-label={words.settings}>
        <section>
          <h3>{words.appearance}</h3>
          <Line label={words.language}>
            <LanguageSwitch label={words.language} />
          </Line>
          <Choice label={words.theme} setting={theme} names={words.themes} />
          <Choice label={words.motion} setting={motion} names={words.motions} />
        </section>
        <section>
          <h3>{words.writing}</h3>
          <Choice label={words.sendKey} setting={sendKey} names={words.sendKeys(controlKey())} />
        </section>
        <section>
          <h3>{words.picturesSetting}</h3>
          <Choice label={words.picturesSetting} setting={pictures} names={words.pictureChoices} />
          <p class="soft">{words.picturesNote}</p>
          <PictureHosts />
        </section>
        {children}
        {consoleAddress && (
          <p class="for-developers">
            <a href={consoleAddress}>{words.forDevelopers}</a>
          </p>
        )}
      </div>
    </dialog>
  );
}

function Line({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="setting">
      <span>{label}</span>
      {children}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  setting: Signal<Value>;
  names: Record<Value, string>;
}

function Choice<Value extends string>({ label, setting, names }: ChoiceProps<Value>) {
  const choices = Object.entries(names) as [Value, string][];
  return (
    <Line label={label}>
      <Segments label={label} value={setting.value} choices={choices} choose={(value) => (setting.value = value)} />
    </Line>
  );
}
