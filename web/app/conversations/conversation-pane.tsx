import type { ComponentChildren } from "preact";
import { cleanName } from "../model/clean.ts";
import { AskingButton } from "../ui/asking-button.tsx";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { Icon } from "../ui/icon.tsx";
import { MenuButton, type MenuItem } from "../ui/menu.tsx";
import { Segments } from "../ui/segments.tsx";
import { sayOutcome } from "../ui/notices.tsx";
import { ProblemPanel } from "../ui/problem-view.tsx";
import { countLabel } from "../words/counts.ts";
import { text } from "../words/words.ts";
import type { ListFilter } from "./arrangement.ts";
import { markAllAfterQuestion } from "./conversation-actions.tsx";
import type { ConversationList } from "./conversation-list.ts";
import { ConversationRows } from "./conversation-rows.tsx";
import { ListEnd } from "./list-end.tsx";
import type { ListView } from "./list-view.ts";

interface ConversationPaneProps {
  view: ListView;
  /** What stands before the title: the account. */
  account: ComponentChildren;
  /** What stands behind the buttons of the list. */
  buttons: ComponentChildren;
  /** What stands beside the filter. */
  beside: ComponentChildren;
  /** What the menu of the list offers besides marking all as read. */
  listItems: () => MenuItem[];
}

/** The list of conversations and what concerns all of them. */
export function ConversationPane({ view, account, buttons, beside, listItems }: ConversationPaneProps) {
  const { list } = view;
  const { title, refresh, refreshed, listMenu, markAllRead, unread } = text.value;
  const count = list.unmuted.value;
  const reload = async () => sayOutcome(await list.refresh(), refreshed);
  const items = () => [{ label: markAllRead, run: () => void markAllAfterQuestion(list) }, ...listItems()];
  return (
    <section class="session-pane" aria-labelledby="sessions-title">
      <header class="pane-header">
        {account}
        <h2 id="sessions-title">
          {title}
          {count > 0 && (
            <span class="count">
              <span aria-hidden="true">{countLabel(count)}</span>
              <span class="unseen">{unread(count)}</span>
            </span>
          )}
        </h2>
        <AskingButton class="round" label={refresh} press={reload}>
          <Icon name="refresh" />
        </AskingButton>
        <MenuButton label={listMenu} items={items} />
        {buttons}
      </header>
      <Search list={list} find={view.find} />
      <div class="list-filter">
        <Filter list={list} />
        {beside}
      </div>
      <ErrorBoundary place="list of conversations" resetKey={list.items.value}>
        <Conversations view={view} />
      </ErrorBoundary>
    </section>
  );
}

function Search({ list, find }: Pick<ListView, "list" | "find">) {
  const { searchLabel, find: findLabel, findMessages } = text.value;
  const query = list.query.value.trim();
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        find(query);
      }}
    >
      <label>
        <Icon name="search" />
        <span class="unseen">{searchLabel}</span>
        <input
          type="search"
          placeholder={searchLabel}
          value={list.query.value}
          onFocus={() => list.prepareSearch()}
          onInput={(event) => (list.query.value = event.currentTarget.value)}
        />
      </label>
      {query === "" ? (
        <button type="submit" class="round" aria-label={findLabel} title={findLabel}>
          <Icon name="searchMessages" />
        </button>
      ) : (
        <button type="submit" class="search-messages">
          <Icon name="searchMessages" />
          <bdi>{findMessages(cleanName(query, 40))}</bdi>
        </button>
      )}
    </form>
  );
}

function Filter({ list }: { list: ConversationList }) {
  const { filterLabel, filters } = text.value;
  return (
    <Segments
      label={filterLabel}
      value={list.filter.value}
      choices={Object.entries(filters) as [ListFilter, string][]}
      choose={(filter) => list.show(filter)}
    />
  );
}

function Conversations({ view }: { view: ListView }) {
  const { list } = view;
  const { again, noSessions, noSessionsHint } = text.value;
  const loading = list.loading.value;
  const isEmpty = list.items.value.length === 0;
  if (isEmpty && loading.state === "failed") {
    return (
      <ProblemPanel problem={loading.problem}>
        <button type="button" class="button primary" onClick={() => void list.refresh()}>
          {again}
        </button>
      </ProblemPanel>
    );
  }
  if (isEmpty && loading.state === "loading") return <Skeleton />;
  if (isEmpty && !list.hasMore.value) {
    return (
      <div class="empty">
        <Icon name="message" />
        <p>{noSessions}</p>
        <p class="soft">{noSessionsHint}</p>
      </div>
    );
  }
  return (
    <ConversationRows view={view}>
      <NothingFound list={list} />
      <ListEnd list={list} />
    </ConversationRows>
  );
}

function NothingFound({ list }: { list: ConversationList }) {
  const { nothingFound, noUnread, showAllSessions } = text.value;
  const query = list.query.value.trim();
  if (list.shown.value.length > 0 || list.mayShowMore.value || list.items.value.length === 0) return null;
  return (
    <div class="empty soft" role="status">
      <p>{query !== "" ? <bdi>{nothingFound(query)}</bdi> : noUnread}</p>
      {list.filter.value !== "all" && (
        <button type="button" class="button small" onClick={() => list.show("all")}>
          {showAllSessions}
        </button>
      )}
    </div>
  );
}

function Skeleton() {
  return (
    <div class="skeleton" role="status" aria-label={text.value.loadingSessions}>
      {Array.from({ length: 8 }, (_, i) => (
        <div key={i} class="skeleton-row">
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
