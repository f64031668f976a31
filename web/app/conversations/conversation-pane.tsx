import { useEffect, useRef } from "preact/hooks";
import { AccountMenu } from "../account/account-menu.tsx";
import { openExport } from "../export/export-dialog.tsx";
import { openSettings } from "../settings/settings-dialog.tsx";
import type { App } from "../shell/app.ts";
import { exportSource } from "../shell/export-source.ts";
import type { Inbox } from "../shell/inbox.ts";
import { Icon } from "../ui/icon.tsx";
import { MenuButton, type MenuItem } from "../ui/menu.tsx";
import { sayOutcome } from "../ui/notices.tsx";
import { ProblemPanel } from "../ui/problem-view.tsx";
import { ask } from "../ui/question.tsx";
import { countLabel } from "../shell/unread-title.ts";
import { text } from "../words/words.ts";
import { SessionRow } from "./conversation-row.tsx";

/** The list of conversations and what concerns all of them. */
export function SessionPane({ app, inbox }: { app: App; inbox: Inbox }) {
  const { sessions } = inbox;
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
        <AccountMenu app={app} inbox={inbox} />
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
        <MenuButton label={listMenu} items={() => listItems(inbox)} />
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
      <List inbox={inbox} />
    </section>
  );
}

function listItems(inbox: Inbox): MenuItem[] {
  const { markAllRead, exportAll } = text.value;
  return [
    { label: markAllRead, run: () => void markAll(inbox) },
    { label: exportAll, run: () => openExport(exportSource(inbox)) },
    ...(inbox.host.menu?.() ?? []),
  ];
}

async function markAll(inbox: Inbox): Promise<void> {
  const { markAllTitle, markAllText, markAllConfirm, allRead } = text.value;
  const body = <p>{markAllText}</p>;
  if (await ask({ title: markAllTitle, body, confirm: markAllConfirm })) {
    sayOutcome(await inbox.sessions.markAllRead(), allRead);
  }
}

function List({ inbox }: { inbox: Inbox }) {
  const { sessions } = inbox;
  const words = text.value;
  const shown = sessions.shown.value;
  const query = sessions.query.value.trim();
  const loading = sessions.loading.value;
  const more = sessions.more.value;
  const hasMore = sessions.hasMore.value;
  const openId = inbox.open.value?.id;
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
          <SessionRow
            key={session.sessionId}
            inbox={inbox}
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
      <ListEnd inbox={inbox} searching={query !== ""} />
    </div>
  );
}

function ListEnd({ inbox, searching }: { inbox: Inbox; searching: boolean }) {
  const { sessions } = inbox;
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
