import { useEffect } from "preact/hooks";
import { AccountMenu } from "../account/account-menu.tsx";
import { Composer } from "../compose/composer.tsx";
import { conversationItems } from "../conversations/conversation-actions.tsx";
import { ConversationPane, type ListView } from "../conversations/conversation-pane.tsx";
import { openExport } from "../export/export-dialog.tsx";
import { receiverOf } from "../model/conversation.ts";
import { openAccounts, openSettings } from "../settings/settings-dialog.tsx";
import { ThreadPane } from "../thread/thread-pane.tsx";
import type { Thread } from "../thread/thread.ts";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { Icon } from "../ui/icon.tsx";
import { MenuLayer } from "../ui/menu.tsx";
import { text } from "../words/words.ts";
import type { App } from "./app.ts";
import { Banners } from "./banners.tsx";
import type { Inbox } from "./inbox.ts";
import { backToList, followHistory, openConversation } from "./place.ts";

/** The inbox: its conversations, and the one in view. On a phone the one or the other. */
export function InboxView({ app, inbox }: { app: App; inbox: Inbox }) {
  const thread = inbox.open.value;
  useEffect(() => followHistory(inbox), [inbox]);
  return (
    <main class="inbox" data-view={thread ? "thread" : "list"}>
      <h1 class="unseen">{text.value.title}</h1>
      <ErrorBoundary place="banners">
        <Banners app={app} inbox={inbox} />
      </ErrorBoundary>
      <ErrorBoundary place="conversations">
        <List app={app} inbox={inbox} />
      </ErrorBoundary>
      <div class="thread-place">
        {thread ? (
          <ErrorBoundary key={thread.id} place="conversation">
            <Conversation inbox={inbox} thread={thread} />
          </ErrorBoundary>
        ) : (
          <NothingOpen />
        )}
      </div>
      <MenuLayer />
      <p class="unseen" aria-live="polite">
        {inbox.announcement.value}
      </p>
    </main>
  );
}

function listView(inbox: Inbox): ListView {
  return {
    list: inbox.list,
    host: inbox.host,
    musicid: inbox.account.musicid,
    openId: inbox.open.value?.id,
    failed: inbox.outbox.failedIn.value,
    draftOf: (id) => inbox.drafts.of(id),
    open: (id) => openConversation(inbox, id),
    exportOne: (conversation) => openExport(inbox, conversation),
  };
}

function List({ app, inbox }: { app: App; inbox: Inbox }) {
  const account = (
    <AccountMenu
      host={app.host}
      accounts={app.accounts}
      current={inbox.account}
      switchTo={(id) => void app.switchTo(id)}
      add={() => (app.signingIn.value = { musicid: "" })}
      manage={openAccounts}
    />
  );
  const menu = () => [{ label: text.value.exportAll, run: () => openExport(inbox) }, ...(app.host.menu?.() ?? [])];
  return <ConversationPane view={listView(inbox)} account={account} menu={menu} openSettings={openSettings} />;
}

function Conversation({ inbox, thread }: { inbox: Inbox; thread: Thread }) {
  const conversation = thread.conversation.value;
  return (
    <ThreadPane
      thread={thread}
      items={() => conversationItems(listView(inbox), conversation)}
      back={() => backToList(inbox)}
    >
      <ErrorBoundary place="composer">
        <Composer
          name={thread.name}
          reachable={receiverOf(conversation) !== ""}
          draft={inbox.drafts.of(thread.id)}
          write={(draft) => inbox.drafts.set(thread.id, draft)}
          send={(written) => thread.send(written)}
          entries={thread.extras.value.entries}
        />
      </ErrorBoundary>
    </ThreadPane>
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
