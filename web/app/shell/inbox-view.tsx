import { useEffect } from "preact/hooks";
import { SessionPane } from "../conversations/conversation-pane.tsx";
import type { App } from "./app.ts";
import type { Inbox } from "./inbox.ts";
import { ThreadPane } from "../thread/thread-pane.tsx";
import { text } from "../words/words.ts";
import { Banners } from "./banners.tsx";
import { Icon } from "../ui/icon.tsx";
import { MenuLayer } from "../ui/menu.tsx";
import { followHistory } from "./place.ts";

/** The inbox: its conversations, and the one in view. On a phone the one or the other. */
export function InboxView({ app, inbox }: { app: App; inbox: Inbox }) {
  const thread = inbox.open.value;
  useEffect(() => followHistory(inbox), [inbox]);
  return (
    <main class="inbox" data-view={thread ? "thread" : "list"}>
      <h1 class="unseen">{text.value.title}</h1>
      <Banners app={app} inbox={inbox} />
      <SessionPane app={app} inbox={inbox} />
      <div class="thread-place">{thread ? <ThreadPane key={thread.id} thread={thread} /> : <NothingOpen />}</div>
      <MenuLayer />
      <p class="unseen" aria-live="polite">
        {inbox.announcement.value}
      </p>
    </main>
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
