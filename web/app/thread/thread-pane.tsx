import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { AskingButton } from "../ui/asking-button.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Icon } from "../ui/icon.tsx";
import { MenuButton, type MenuItem } from "../ui/menu.tsx";
import { complain } from "../ui/notices.tsx";
import { Name } from "../ui/name.tsx";
import { ProblemPanel } from "../ui/problem-view.tsx";
import { isBegun } from "../model/begun.ts";
import { cleanText } from "../model/clean.ts";
import { shortName } from "../words/names.ts";
import { text } from "../words/words.ts";
import { CalendarLayer } from "./calendar-layer.tsx";
import { BadgeView, MusicianCardView } from "./extras-view.tsx";
import { MessageList } from "./message-list.tsx";
import { placeItems } from "./place-items.ts";
import { ThreadTools } from "./thread-tools.tsx";
import type { Thread } from "./thread.ts";

interface ThreadPaneProps {
  thread: Thread;
  /** What stands before the menu. */
  buttons?: ComponentChildren;
  /** What can be done with the conversation. */
  items: () => MenuItem[];
  /** Leads back to the list. */
  back: () => void;
  /** The place to write. */
  children: ComponentChildren;
}

/** A conversation. */
export function ThreadPane({ thread, buttons, items, back, children }: ThreadPaneProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { back: backLabel, threadMenu } = text.value;
  const session = thread.conversation.value;
  const nick = session.user?.nick ?? "";
  // Where a keyboard is at hand the field to write in has the focus; elsewhere it would open one on the screen.
  useLayoutEffect(() => {
    if (!matchMedia("(pointer: fine)").matches) heading.current?.focus();
  }, []);
  return (
    <section class="thread" aria-label={text.value.conversationWith(shortName(session, text.value))}>
      <header class="pane-header" inert={thread.selection.active.value}>
        <button type="button" class="round back" aria-label={backLabel} title={backLabel} onClick={back}>
          <Icon name="back" />
        </button>
        <Avatar host={thread.host} name={nick} address={session.user?.avatar ?? ""} />
        <div class="thread-name">
          <h2 ref={heading} tabIndex={-1}>
            <Name>{nick}</Name>
          </h2>
          <BadgeView host={thread.host} badge={thread.extras.value.badge} />
        </div>
        {buttons}
        <MenuButton label={threadMenu} items={() => [...placeItems(thread), ...items()]} />
      </header>
      <SafetyHint thread={thread} />
      <MusicianCardView host={thread.host} card={thread.extras.value.card} />
      <Messages thread={thread} />
      {children}
      <CalendarLayer thread={thread} />
      <ThreadTools thread={thread} />
    </section>
  );
}

function SafetyHint({ thread }: { thread: Thread }) {
  const { hint } = thread.extras.value;
  const { safetyHint, closeHint } = text.value;
  if (hint === "") return null;
  const close = async () => {
    const problem = await thread.closeHint();
    if (problem) complain(problem);
  };
  return (
    <aside class="safety-hint" aria-label={safetyHint}>
      <Icon name="shield" />
      <p>
        <bdi>{cleanText(hint)}</bdi>
      </p>
      <AskingButton class="round" label={closeHint} press={close}>
        <Icon name="close" />
      </AskingButton>
    </aside>
  );
}

function Messages({ thread }: { thread: Thread }) {
  const { again, loadingMessages, noMessages, noMessagesHint, newThreadHint } = text.value;
  const loading = thread.loading.value;
  const nothing = thread.rows.value.length === 0;
  if (loading.state === "failed" && nothing) {
    return (
      <div class="messages-place">
        <ProblemPanel problem={loading.problem}>
          <button type="button" class="button primary" onClick={() => void thread.open()}>
            {again}
          </button>
        </ProblemPanel>
      </div>
    );
  }
  if (loading.state === "loading" && nothing) {
    return (
      <div class="messages-place skeleton" role="status" aria-label={loadingMessages}>
        {Array.from({ length: 6 }, (_, i) => (
          <div key={i} class={i % 3 === 1 ? "skeleton-bubble mine" : "skeleton-bubble"} />
        ))}
      </div>
    );
  }
  if (nothing) {
    return (
      <div class="messages-place empty">
        <Icon name="message" />
        <p>{noMessages}</p>
        <p class="soft">{isBegun(thread.id) ? newThreadHint : noMessagesHint}</p>
      </div>
    );
  }
  return <MessageList key={thread.placed.value} thread={thread} />;
}
