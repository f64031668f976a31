import { computed } from "@preact/signals";
import { useLayoutEffect, useMemo } from "preact/hooks";
import type { Session } from "../../sdk/src/index.ts";
import { AccountMenu } from "../account/account-menu.tsx";
import { Composer } from "../compose/composer.tsx";
import { begunItems, conversationItems } from "../conversations/conversation-actions.tsx";
import { ConversationPane } from "../conversations/conversation-pane.tsx";
import type { ListView } from "../conversations/list-view.ts";
import { isBegun } from "../model/begun.ts";
import { receiverOf } from "../model/conversation.ts";
import { openAccounts, openSettings } from "../settings/settings-dialog.tsx";
import { ThreadPane } from "../thread/thread-pane.tsx";
import type { Thread } from "../thread/thread.ts";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { Icon } from "../ui/icon.tsx";
import { whenLoaded } from "../ui/lazy.tsx";
import { openKeys } from "../ui/open-keys.ts";
import { sendKey } from "../ui/preferences.ts";
import { registerShortcut } from "../ui/shortcuts.ts";
import { MenuLayer, type MenuItem } from "../ui/menu.tsx";
import { shortName } from "../words/names.ts";
import { text } from "../words/words.ts";
import type { App } from "./app.ts";
import { Banners } from "./banners.tsx";
import { browserHistory } from "./browser-history.ts";
import { InboxAddress } from "./inbox-address.ts";
import type { Inbox } from "./inbox.ts";
import { FindBarPlace, FindPlace, openFind } from "./find-place.tsx";
import { inboxKeys } from "./inbox-keys.ts";
import { openNewConversation } from "./open-new-conversation.tsx";
import { exportPart } from "./parts.ts";
import { SoughtView } from "./sought-view.tsx";
import { ViewerPlace } from "./look.tsx";

/** The inbox: its conversations, and the one in view. On a phone the one or the other. */
export function InboxView({ app, inbox }: { app: App; inbox: Inbox }) {
  const thread = inbox.open.value;
  const address = useMemo(() => new InboxAddress(inbox, browserHistory(), focusInList), [inbox]);
  useLayoutEffect(() => address.start(), [address]);
  useLayoutEffect(() => registerShortcut(...inboxKeys(inbox, () => openFind(inbox))), [inbox, sendKey.value]);
  const sought = address.sought.value;
  return (
    <main class="inbox" data-view={thread || sought ? "thread" : "list"}>
      <h1 class="unseen">{text.value.title}</h1>
      <ErrorBoundary place="banners">
        <Banners app={app} inbox={inbox} />
      </ErrorBoundary>
      <ErrorBoundary place="conversations">
        <List app={app} inbox={inbox} />
      </ErrorBoundary>
      <div class="thread-place">
        <ErrorBoundary place="search in a conversation">
          <FindBarPlace inbox={inbox} />
        </ErrorBoundary>
        {thread ? (
          <ErrorBoundary key={thread.id} place="conversation">
            <Conversation inbox={inbox} thread={thread} />
          </ErrorBoundary>
        ) : sought ? (
          <SoughtView address={address} sought={sought} more={inbox.list.hasMore.value} />
        ) : (
          <NothingOpen />
        )}
      </div>
      <ErrorBoundary place="search">
        <FindPlace inbox={inbox} />
      </ErrorBoundary>
      <MenuLayer />
      <p class="unseen" aria-live="polite">
        {inbox.announcement.value}
      </p>
    </main>
  );
}

// Whoever comes back to the list finds the conversation that was open.
function focusInList(id: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-session="${CSS.escape(id)}"]`)?.focus());
}

function listViewOf(inbox: Inbox): ListView {
  return {
    list: inbox.list,
    host: inbox.host,
    self: inbox.own.self,
    openId: computed(() => inbox.open.value?.id),
    failed: inbox.outbox.failedIn,
    pinned: inbox.listMarks.pinned,
    muted: inbox.listMarks.muted,
    draftOf: (id) => inbox.drafts.of(id),
    open: (id) => inbox.show(id),
    readAhead: (id) => inbox.readAhead(id),
    items: (conversation) => itemsOf(inbox, conversation),
    find: (text) => openFind(inbox, text === "" ? {} : { text }),
  };
}

function itemsOf(inbox: Inbox, conversation: Session): MenuItem[] {
  const { sessionId: id } = conversation;
  if (isBegun(id)) {
    const hasWritten = () => inbox.drafts.of(id) !== "" || inbox.outbox.of(id).peek().length > 0;
    return begunItems(hasWritten, () => inbox.giveUp(id));
  }
  return conversationItems(inbox.list, inbox.listMarks, conversation, (chosen) => exportMessages(inbox, chosen));
}

// Of a conversation, or of all.
function exportMessages({ sources }: Inbox, conversation?: Session): void {
  whenLoaded(exportPart, ({ openExport }) => openExport({ ...sources, conversation }));
}

function List({ app, inbox }: { app: App; inbox: Inbox }) {
  const view = useMemo(() => listViewOf(inbox), [inbox]);
  const account = (
    <AccountMenu
      host={app.host}
      accounts={app.accounts}
      current={inbox.account}
      unread={inbox.list.unmuted.value}
      switchTo={(id) => void app.switchTo(id)}
      add={() => (app.signingIn.value = { musicid: "" })}
      manage={openAccounts}
      forget={(id) => app.forget(id)}
    />
  );
  const listItems = () => [
    { label: text.value.exportAll, run: () => exportMessages(inbox) },
    { label: text.value.keysShow, run: openKeys },
    ...(app.host.menu?.() ?? []),
  ];
  return (
    <ConversationPane
      view={view}
      account={account}
      buttons={<SettingsButton />}
      beside={<NewConversationButton inbox={inbox} />}
      listItems={listItems}
    />
  );
}

function NewConversationButton({ inbox }: { inbox: Inbox }) {
  const { newConversation } = text.value;
  return (
    <button
      type="button"
      class="round"
      aria-label={newConversation}
      title={newConversation}
      onClick={() => void openNewConversation(inbox)}
    >
      <Icon name="write" />
    </button>
  );
}

function SettingsButton() {
  const { settings } = text.value;
  return (
    <button type="button" class="round" aria-label={settings} title={settings} onClick={openSettings}>
      <Icon name="settings" />
    </button>
  );
}

function Conversation({ inbox, thread }: { inbox: Inbox; thread: Thread }) {
  const conversation = thread.conversation.value;
  return (
    <ThreadPane
      thread={thread}
      buttons={!isBegun(thread.id) && <FindHere inbox={inbox} thread={thread} />}
      items={() => itemsOf(inbox, conversation)}
      back={() => inbox.leave()}
    >
      <ErrorBoundary place="field to write in" resetKey={conversation}>
        <Composer
          to={shortName(conversation, text.value)}
          reachable={receiverOf(conversation) !== ""}
          draft={inbox.drafts.of(thread.id)}
          write={(draft) => inbox.drafts.set(thread.id, draft)}
          send={(written) => thread.send(written)}
          takesFocus={!inbox.staysInList}
          editLast={() => inbox.editLast(thread.id)}
          replies={inbox.replies}
          entries={thread.extras.value.entries}
        />
      </ErrorBoundary>
      <ErrorBoundary place="viewer">
        <ViewerPlace thread={thread} />
      </ErrorBoundary>
    </ThreadPane>
  );
}

function FindHere({ inbox, thread }: { inbox: Inbox; thread: Thread }) {
  const { findInConversation: label } = text.value;
  return (
    <button
      type="button"
      class="round"
      aria-label={label}
      title={label}
      onClick={() => openFind(inbox, { conversation: thread.id })}
    >
      <Icon name="search" />
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
