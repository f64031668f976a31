import { useRef } from "preact/hooks";
import type { Session, TailTag } from "../../sdk/src/index.ts";
import { languageTag } from "../../common/language.ts";
import { sideOf } from "../model/kinds.ts";
import { Avatar } from "../ui/avatar.tsx";
import { useContextMenu } from "../ui/context-menu.ts";
import { MenuButton, openMenu } from "../ui/menu.tsx";
import { Name } from "../ui/name.tsx";
import { countLabel } from "../words/count.ts";
import { cleanName } from "../model/clean.ts";
import { fullTime, listTime } from "../words/times.ts";
import { text } from "../words/words.ts";
import { previewOf } from "../words/preview.ts";
import { shortName } from "../words/short-name.ts";
import { conversationItems } from "./conversation-actions.tsx";
import type { ListView } from "./conversation-pane.tsx";

interface ConversationRowProps {
  view: ListView;
  session: Session;
  current: boolean;
  /** Whether the Tab key stops at it. */
  tabbable: boolean;
}

/** A conversation in the list. */
export function ConversationRow({ view, session, current, tabbable }: ConversationRowProps) {
  const words = text.value;
  const unread = Number(session.newMsgCnt);
  const time = Number(session.newMsg?.time ?? session.createTime);
  const tabIndex = tabbable ? 0 : -1;
  const button = useRef<HTMLButtonElement>(null);
  const menuLabel = words.menuOf(shortName(session.user?.nick ?? ""));
  const items = () => conversationItems(view, session);
  const contextMenu = useContextMenu(() => openMenu(button.current!, menuLabel, items()));
  return (
    <li class={current ? "session current" : "session"} {...contextMenu}>
      <button
        ref={button}
        type="button"
        class="session-open"
        data-session={session.sessionId}
        aria-current={current ? "true" : undefined}
        tabIndex={tabIndex}
        onClick={() => view.open(session.sessionId)}
      >
        <Avatar host={view.host} name={session.user?.nick ?? ""} address={session.user?.avatar ?? ""} />
        <span class="session-name">
          <Name>{session.user?.nick ?? ""}</Name>
          {session.tailTags.slice(0, 2).map((tag, i) => (
            <Tag key={i} tag={tag} />
          ))}
        </span>
        {time > 0 && (
          <time
            class="session-time"
            dateTime={new Date(time * 1000).toISOString()}
            title={fullTime(time, languageTag.value)}
          >
            {listTime(time, Date.now(), languageTag.value, words)}
          </time>
        )}
        <Preview view={view} session={session} />
        {unread > 0 && (
          <span class="count">
            <span aria-hidden="true">{countLabel(unread)}</span>
            <span class="unseen">{words.unread(unread)}</span>
          </span>
        )}
      </button>
      <MenuButton label={menuLabel} tabIndex={tabIndex} items={items} />
    </li>
  );
}

function Preview({ view, session }: { view: ListView; session: Session }) {
  const words = text.value;
  const draft = view.draftOf(session.sessionId);
  if (draft !== "" && view.openId !== session.sessionId) {
    return (
      <span class="session-preview">
        <span class="draft">{words.pendingDraft}</span> <bdi>{cleanName(draft, 80)}</bdi>
      </span>
    );
  }
  const { newMsg } = session;
  const mine = newMsg && sideOf(newMsg, session.user, view.musicid) === "me";
  return (
    <span class="session-preview">
      {mine && `${words.me}: `}
      <bdi>{newMsg ? previewOf(newMsg, words) : ""}</bdi>
    </span>
  );
}

// A tag is whatever the gateway sent: shown is what can be read as a short text.
function Tag({ tag }: { tag: TailTag }) {
  const label = ["text", "title", "name"].map((name) => tag.data[name]).find((value) => typeof value === "string");
  const short = cleanName((label as string | undefined) ?? "", 12);
  return short ? <bdi class="tag">{short}</bdi> : null;
}
