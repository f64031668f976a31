import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { AccountList } from "../account/account-list.tsx";
import { SignIn } from "../account/sign-in.tsx";
import { CheckDialog } from "../check/check-dialog.tsx";
import { GatewaySection } from "../settings/gateway-section.tsx";
import { CheckSection } from "../settings/check-section.tsx";
import { KeysSection } from "../settings/keys-section.tsx";
import { KeepingSection } from "../settings/keeping-section.tsx";
import { NotificationsSection } from "../settings/notifications-section.tsx";
import { closeSettings, openAddressedSettings, SettingsDialog } from "../settings/settings-dialog.tsx";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { followKeys } from "../ui/follow-keys.ts";
import { followKeyboard } from "../ui/keyboard-cover.ts";
import { LazyLayer } from "../ui/lazy.tsx";
import { PartLayer } from "../ui/part-layer.tsx";
import { NoticeLayer, say } from "../ui/notices.tsx";
import { QuestionLayer } from "../ui/question.tsx";
import { accountKey } from "../model/account-id.ts";
import { text } from "../words/words.ts";
import type { App } from "./app.ts";
import { refuseFiles } from "./dropped-files.ts";
import { InboxView } from "./inbox-view.tsx";
import type { Keeping } from "./keeping.ts";
import { ModuleStatus } from "./module-status.tsx";
import { offerAccess } from "./offer-access.ts";
import { offerCheck } from "./offer-check.ts";
import { exportPart } from "./parts.ts";
import { showUnread } from "./unread-title.ts";

interface PageProps {
  app: App;
  /** Sections that the place adds to the settings. */
  settings?: ComponentChildren;
  /** How the place lets somebody sign in; the usual sign-in where nothing is given. */
  wayIn?: ComponentChildren;
}

/** The whole page. */
export function Page({ app, settings, wayIn }: PageProps) {
  useEffect(() => showUnread(app), []);
  useEffect(() => offerCheck(app), []);
  useEffect(() => offerAccess(app.host), []);
  useLayoutEffect(() => followKeys(), []);
  useEffect(() => refuseFiles(window, () => say(text.peek().onlyTexts)), []);
  useEffect(openAddressedSettings, []);
  useEffect(() => followKeyboard(), []);
  return (
    <>
      <ErrorBoundary place="page" resetKey={app.inbox.value}>
        <Screen app={app} wayIn={wayIn} />
      </ErrorBoundary>
      <ErrorBoundary place="settings">
        <Settings app={app}>{settings}</Settings>
      </ErrorBoundary>
      <ErrorBoundary place="export">
        <Export />
      </ErrorBoundary>
      <ErrorBoundary place="check">
        <CheckDialog />
      </ErrorBoundary>
      <ErrorBoundary place="part">
        <PartLayer />
      </ErrorBoundary>
      <ErrorBoundary place="question">
        <QuestionLayer />
      </ErrorBoundary>
      <ErrorBoundary place="parts to load">
        <LazyLayer />
      </ErrorBoundary>
      <ErrorBoundary place="notice">
        <NoticeLayer />
      </ErrorBoundary>
    </>
  );
}

function Export() {
  const loaded = exportPart.module.value;
  return loaded ? <loaded.ExportDialog /> : null;
}

function Screen({ app, wayIn }: Pick<PageProps, "app" | "wayIn">) {
  const inbox = app.inbox.value;
  if (!app.started.value) return null;
  if (app.signingIn.value || !app.accounts.current.value) {
    return wayIn ?? <SignIn app={app} status={<ModuleStatus app={app} />} />;
  }
  if (!inbox) return null;
  // Without the module there is nothing but what is kept.
  const nothing = inbox.list.items.value.length === 0;
  if (nothing && app.module.state.value.state !== "ready") return <ModuleStatus app={app} alone />;
  return <InboxView key={accountKey(inbox.account)} app={app} inbox={inbox} />;
}

function Settings({ app, children }: { app: App; children: ComponentChildren }) {
  const inbox = app.inbox.value;
  return (
    <SettingsDialog consoleAddress={app.host.consoleAddress}>
      {children}
      {!app.host.announces && <NotificationsSection />}
      <KeysSection />
      {inbox && <Kept key={`kept ${accountKey(inbox.account)}`} keeping={inbox.keeping} />}
      {inbox && <GatewaySection learned={inbox.learned} host={hostOf(app, inbox.account.endpoint)} />}
      <CheckSection />
      <AccountList
        host={app.host}
        accounts={app.accounts}
        forget={async (id) => {
          if (inbox && accountKey(inbox.account) === accountKey(id)) closeSettings();
          await app.forget(id);
        }}
        add={() => {
          closeSettings();
          app.signingIn.value = { musicid: "" };
        }}
      />
    </SettingsDialog>
  );
}

function hostOf({ host }: App, endpoint: string): string {
  return host.absolute(endpoint === "" ? "/" : endpoint)?.host ?? endpoint;
}

function Kept({ keeping }: { keeping: Keeping }) {
  useEffect(() => void keeping.measure(), [keeping]);
  return <KeepingSection keeping={keeping} />;
}
