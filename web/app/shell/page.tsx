import { useEffect } from "preact/hooks";
import { SignIn } from "../account/sign-in.tsx";
import { SettingsDialog } from "../settings/settings-dialog.tsx";
import { ExportDialog } from "../export/export-dialog.tsx";
import type { App } from "./app.ts";
import { showUnread } from "./unread-title.ts";
import { InboxView } from "./inbox-view.tsx";
import { ModuleStatus } from "./module-status.tsx";
import { NoticeLayer } from "../ui/notices.tsx";
import { QuestionLayer } from "../ui/question.tsx";

/** The whole page. */
export function Page({ app }: { app: App }) {
  useEffect(() => showUnread(app), []);
  return (
    <>
      <Screen app={app} />
      <SettingsDialog app={app} />
      <ExportDialog />
      <QuestionLayer />
      <NoticeLayer />
    </>
  );
}

function Screen({ app }: { app: App }) {
  const inbox = app.inbox.value;
  if (!app.started.value) return null;
  if (app.signingIn.value || !app.accounts.current.value) return <SignIn app={app} />;
  return inbox ? <InboxView key={inbox.musicid} app={app} inbox={inbox} /> : <ModuleStatus app={app} alone />;
}
