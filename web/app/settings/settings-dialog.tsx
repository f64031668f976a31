import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Icon } from "../ui/icon.tsx";
import { useModal } from "../ui/modal.ts";
import { text } from "../words/words.ts";
import { LookSections } from "./look-sections.tsx";

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

/** What the address of the inbox ends with where its settings are to be open. */
const settingsAddress = "#settings";

/** Opens the settings when the address says so. */
export function openAddressedSettings(): void {
  if (location.hash !== settingsAddress) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  openSettings();
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
  useModal(dialog);
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
        <LookSections />
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
