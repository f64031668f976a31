import { computed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { AccountMenu } from "../account/account-menu.tsx";
import { conversationItems } from "../conversations/conversation-actions.tsx";
import { ConversationPane } from "../conversations/conversation-pane.tsx";
import type { ListView } from "../conversations/list-view.ts";
import { openExport } from "../export/export-dialog.tsx";
import { openSettings } from "../settings/settings-dialog.tsx";
import type { App } from "./app.ts";
import type { Inbox } from "./inbox.ts";
import { ThreadPane } from "../thread/thread-pane.tsx";
import { text } from "../words/words.ts";
import { Banners } from "./banners.tsx";
import { Icon } from "../ui/icon.tsx";
import { MenuLayer } from "../ui/menu.tsx";
import { followHistory, openSession } from "./place.ts";

/** The inbox: its conversations, and the one in view. On a phone the one or the other. */
export function InboxView({ app, inbox }: { app: App; inbox: Inbox }) {
  const thread = inbox.open.value;
  const view = useMemo(() => listViewOf(inbox), [inbox]);
  useEffect(() => followHistory(inbox), [inbox]);
  return (
    <main class="inbox" data-view={thread ? "thread" : "list"}>
      <h1 class="unseen">{text.value.title}</h1>
      <Banners app={app} inbox={inbox} />
      <ConversationPane
        view={view}
        account={<AccountMenu app={app} inbox={inbox} />}
        buttons={<SettingsButton />}
        listItems={() => [
          { label: text.value.exportAll, run: () => openExport(inbox) },
          ...(inbox.host.menu?.() ?? []),
        ]}
      />
      <div class="thread-place">{thread ? <ThreadPane key={thread.id} thread={thread} /> : <NothingOpen />}</div>
      <MenuLayer />
      <p class="unseen" aria-live="polite">
        {inbox.announcement.value}
      </p>
    </main>
  );
}

function listViewOf(inbox: Inbox): ListView {
  return {
    list: inbox.sessions,
    host: inbox.host,
    musicid: inbox.musicid,
    openId: computed(() => inbox.open.value?.id),
    failed: computed(() => new Set()),
    draftOf: (id) => inbox.drafts.of(id),
    open: (id) => openSession(inbox, id),
    items: (one) => conversationItems(inbox.sessions, one, (chosen) => openExport(inbox, chosen)),
  };
}

function SettingsButton() {
  const { settings } = text.value;
  return (
    <button type="button" class="round" aria-label={settings} title={settings} onClick={openSettings}>
      <Icon name="settings" />
    </button>
  );
}

function NothingOpen() {
  return (
    <div class="nothing-open">
      <Icon name="message" />
      <p>{text.value.pickOne}</p>
      <p class="soft">{text.value.pickOneHint}</p>
    </div>
  );
}
