import { useEffect } from "preact/hooks";
import { AccountList } from "../account/account-list.tsx";
import { SignIn } from "../account/sign-in.tsx";
import { CheckDialog } from "../check/check-dialog.tsx";
import { ExportDialog } from "../export/export-dialog.tsx";
import { GatewaySection } from "../settings/gateway-section.tsx";
import { CheckSection } from "../settings/check-section.tsx";
import { GatewayConfigs } from "../settings/gateway-configs.tsx";
import { KeepingSection } from "../settings/keeping-section.tsx";
import { closeSettings, SettingsDialog } from "../settings/settings-dialog.tsx";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { followKeyboard } from "../ui/keyboard-cover.ts";
import { NoticeLayer } from "../ui/notices.tsx";
import { QuestionLayer } from "../ui/question.tsx";
import { accountKey } from "../model/account-id.ts";
import type { App } from "./app.ts";
import { InboxView } from "./inbox-view.tsx";
import type { Keeping } from "./keeping.ts";
import { ModuleStatus } from "./module-status.tsx";
import { offerCheck } from "./offer-check.ts";
import { showUnread } from "./unread-title.ts";

/** The whole page. */
export function Page({ app }: { app: App }) {
  useEffect(() => showUnread(app), []);
  useEffect(() => offerCheck(app), []);
  useEffect(() => followKeyboard(), []);
  return (
    <>
      <ErrorBoundary place="page" resetKey={app.inbox.value}>
        <Screen app={app} />
      </ErrorBoundary>
      <ErrorBoundary place="settings">
        <Settings app={app} />
      </ErrorBoundary>
      <ErrorBoundary place="export">
        <ExportDialog />
      </ErrorBoundary>
      <ErrorBoundary place="check">
        <CheckDialog />
      </ErrorBoundary>
      <ErrorBoundary place="question">
        <QuestionLayer />
      </ErrorBoundary>
      <ErrorBoundary place="notice">
        <NoticeLayer />
      </ErrorBoundary>
    </>
  );
}

function Screen({ app }: { app: App }) {
  const inbox = app.inbox.value;
  if (!app.started.value) return null;
  if (app.signingIn.value || !app.accounts.current.value) {
    return <SignIn app={app} status={<ModuleStatus app={app} />} />;
  }
  if (!inbox) return null;
  // Without the module there is nothing but what is kept.
  const nothing = inbox.list.items.value.length === 0;
  if (nothing && app.module.state.value.state !== "ready") return <ModuleStatus app={app} alone />;
  return <InboxView key={accountKey(inbox.account)} app={app} inbox={inbox} />;
}

function Settings({ app }: { app: App }) {
  const inbox = app.inbox.value;
  return (
    <SettingsDialog consoleAddress={app.host.consoleAddress}>
      {inbox && <Kept key={`kept ${accountKey(inbox.account)}`} keeping={inbox.keeping} />}
      {inbox && <GatewayConfigs key={accountKey(inbox.account)} gateway={inbox.gateway} />}
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
