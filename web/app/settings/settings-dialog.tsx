import { signal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { LanguageSwitch } from "../../common/language-switch.tsx";
import { idOf, type Account } from "../account/account.ts";
import { accountKey, isSameAccount } from "../model/account-id.ts";
import type { App } from "../shell/app.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Icon } from "../ui/icon.tsx";
import { Name } from "../ui/name.tsx";
import { ask } from "../ui/question.tsx";
import { Segments } from "../ui/segments.tsx";
import { cleanName } from "../words/clean.ts";
import { text } from "../words/words.ts";
import { GatewayConfigs } from "./gateway-configs.tsx";
import { motion, pictures, theme } from "../ui/preferences.ts";

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

/** The settings. */
export function SettingsDialog({ app }: { app: App }) {
  return open.value ? <Opened app={app} /> : null;
}

function Opened({ app }: { app: App }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const words = text.value;
  const inbox = app.inbox.value;
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
          <h3>{words.picturesSetting}</h3>
          <Choice label={words.picturesSetting} setting={pictures} names={words.pictureChoices} />
          <p class="soft">{words.picturesNote}</p>
        </section>
        {inbox && <GatewayConfigs key={inbox.musicid} inbox={inbox} />}
        <section id="accounts">
          <h3>{words.accounts}</h3>
          <ul class="account-list">
            {app.accounts.all.value.map((account) => (
              <AccountLine
                key={accountKey(idOf(account))}
                app={app}
                account={account}
                close={() => dialog.current?.close()}
              />
            ))}
          </ul>
          <button
            type="button"
            class="button"
            onClick={() => {
              dialog.current?.close();
              app.signingIn.value = { musicid: "" };
            }}
          >
            {words.addAccount}
          </button>
        </section>
        {app.host.consoleAddress && (
          <p class="for-developers">
            <a href={app.host.consoleAddress}>{words.forDevelopers}</a>
          </p>
        )}
      </div>
    </dialog>
  );
}

function Line({ label, children }: { label: string; children: preact.ComponentChildren }) {
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

function AccountLine({ app, account, close }: { app: App; account: Account; close: () => void }) {
  const words = text.value;
  const { musicid } = account.login;
  const name = cleanName(account.nick, 24) || musicid;
  const inUse = app.accounts.current.value;
  const current = inUse !== undefined && isSameAccount(idOf(inUse), idOf(account));
  const forget = async () => {
    const body = <p>{words.forgetText(name)}</p>;
    if (!(await ask({ title: words.forgetTitle, body, confirm: words.forget, danger: true }))) return;
    if (current) close();
    await app.forget(idOf(account));
  };
  return (
    <li>
      <Avatar host={app.host} name={name} address={account.avatar} />
      <span class="account-text">
        <Name>{name}</Name>
        <small class="soft">
          {musicid} · {words.keptIn[account.place]}
          {current && ` · ${words.currentAccount}`}
        </small>
      </span>
      <button
        type="button"
        class="button small danger"
        aria-label={words.forgetAccount(name)}
        onClick={() => void forget()}
      >
        {words.forget}
      </button>
    </li>
  );
}
