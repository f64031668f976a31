import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../ui/icon.tsx";
import { MenuButton, type MenuItem } from "../ui/menu.tsx";
import { sayOutcome } from "../ui/notices.tsx";
import { ProblemPanel } from "../ui/problem-view.tsx";
import { ask } from "../ui/question.tsx";
import { countLabel } from "../words/count.ts";
import { text } from "../words/words.ts";
import type { Host } from "../host.ts";
import type { Session } from "../../sdk/src/index.ts";
import type { ConversationList } from "./conversation-list.ts";
import { ConversationRow } from "./conversation-row.tsx";

/** What the list shows, and what it lets somebody do. */
export interface ListView {
  list: ConversationList;
  host: Host;
  musicid: string;
  openId: string | undefined;
  failed: ReadonlySet<string>;
  draftOf: (id: string) => string;
  open: (id: string) => void;
  exportOne: (conversation: Session) => void;
}

/** The list of conversations and what concerns all of them. */
export function ConversationPane({
  view,
  account,
  menu,
  openSettings,
}: {
  view: ListView;
  account: ComponentChildren;
  menu: () => MenuItem[];
  openSettings: () => void;
}) {
  const sessions = view.list;
  const { title, searchLabel, refresh, refreshed, listMenu, unread, settings } = text.value;
  const count = sessions.unread.value;
  const reload = async () => {
    await sessions.refresh();
    const now = sessions.loading.value;
    sayOutcome(now.state === "failed" ? now.problem : undefined, refreshed);
  };
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
        <button type="button" class="round" aria-label={refresh} title={refresh} onClick={() => void reload()}>
          <Icon name="refresh" />
        </button>
        <MenuButton label={listMenu} items={() => [markAllItem(view.list), ...menu()]} />
        <button type="button" class="round" aria-label={settings} title={settings} onClick={openSettings}>
          <Icon name="settings" />
        </button>
      </header>
      <label class="search">
        <Icon name="search" />
        <span class="unseen">{searchLabel}</span>
        <input
          type="search"
          placeholder={searchLabel}
          value={sessions.query.value}
          onInput={(event) => (sessions.query.value = event.currentTarget.value)}
        />
      </label>
      <List view={view} />
    </section>
  );
}

function markAllItem(list: ConversationList): MenuItem {
  return { label: text.value.markAllRead, run: () => void markAll(list) };
}

async function markAll(list: ConversationList): Promise<void> {
  const { markAllTitle, markAllText, markAllConfirm, allRead } = text.value;
  const body = <p>{markAllText}</p>;
  if (await ask({ title: markAllTitle, body, confirm: markAllConfirm })) {
    sayOutcome(await list.markAllRead(), allRead);
  }
}

function List({ view }: { view: ListView }) {
  const sessions = view.list;
  const words = text.value;
  const shown = sessions.shown.value;
  const query = sessions.query.value.trim();
  const loading = sessions.loading.value;
  const more = sessions.more.value;
  const hasMore = sessions.hasMore.value;
  const { openId } = view;
  // A search is over names that may not be loaded yet.
  useEffect(() => {
    if (query !== "" && hasMore && more.state === "idle") void sessions.loadMore();
  }, [query, hasMore, more]);
  if (loading.state === "failed" && sessions.items.value.length === 0) {
    return (
      <ProblemPanel problem={loading.problem}>
        <button type="button" class="button primary" onClick={() => void sessions.refresh()}>
          {words.again}
        </button>
      </ProblemPanel>
    );
  }
  if (loading.state === "loading" && sessions.items.value.length === 0) return <Skeleton />;
  if (sessions.items.value.length === 0) {
    return (
      <div class="empty">
        <Icon name="message" />
        <p>{words.noSessions}</p>
        <p class="soft">{words.noSessionsHint}</p>
      </div>
    );
  }
  const first = shown.some((one) => one.sessionId === openId) ? openId : shown[0]?.sessionId;
  return (
    <div class="session-scroll" aria-busy={loading.state === "loading"}>
      <ul class="sessions" onKeyDown={moveFocus}>
        {shown.map((session) => (
          <ConversationRow
            key={session.sessionId}
            view={view}
            session={session}
            current={session.sessionId === openId}
            tabbable={session.sessionId === first}
          />
        ))}
      </ul>
      {shown.length === 0 && !hasMore && (
        <p class="empty soft" role="status">
          <bdi>{words.nothingFound(query)}</bdi>
        </p>
      )}
      <ListEnd view={view} searching={query !== ""} />
    </div>
  );
}

function ListEnd({ view, searching }: { view: ListView; searching: boolean }) {
  const sessions = view.list;
  const { allSessions, loadMoreSessions, loadingSessions, searching: searchingText, again } = text.value;
  const end = useRef<HTMLDivElement>(null);
  const more = sessions.more.value;
  const hasMore = sessions.hasMore.value;
  useEffect(() => {
    if (!end.current || !hasMore) return;
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting && sessions.more.value.state === "idle") void sessions.loadMore();
      },
      { rootMargin: "300px" },
    );
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [hasMore, sessions.items.value.length]);
  return (
    <div ref={end} class="list-end soft">
      {!hasMore && !searching && <p>{allSessions}</p>}
      {more.state === "loading" && <p>{searching ? searchingText : loadingSessions}</p>}
      {more.state === "idle" && hasMore && (
        <button type="button" class="button small" onClick={() => void sessions.loadMore()}>
          {loadMoreSessions}
        </button>
      )}
      {more.state === "failed" && (
        <ProblemPanel problem={more.problem}>
          <button type="button" class="button small" onClick={() => void sessions.loadMore()}>
            {again}
          </button>
        </ProblemPanel>
      )}
    </div>
  );
}

function Skeleton() {
  return (
    <div class="skeleton" role="status" aria-label={text.value.loadingSessions}>
      {Array.from({ length: 8 }, (_, i) => (
        <div key={i} class="skeleton-row" />
      ))}
    </div>
  );
}

// One stop for the Tab key; the arrows go from one conversation to the next.
function moveFocus(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const buttons = [...list.querySelectorAll<HTMLElement>("[data-session]")];
  const row = (event.target as HTMLElement).closest("li");
  const at = buttons.findIndex((button) => row?.contains(button));
  const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 };
  const next = event.key in to ? buttons[to[event.key]!] : undefined;
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
