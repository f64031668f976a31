import { useRef } from "preact/hooks";
import type { Session, TailTag } from "../../sdk/src/index.ts";
import { languageTag } from "../../common/language.ts";
import type { Inbox } from "../shell/inbox.ts";
import { sideOf } from "../model/kinds.ts";
import { Avatar } from "../ui/avatar.tsx";
import { useContextMenu } from "../ui/context-menu.ts";
import { MenuButton, openMenu } from "../ui/menu.tsx";
import { Name } from "../ui/name.tsx";
import { openSession } from "../shell/place.ts";
import { countLabel } from "../shell/unread-title.ts";
import { cleanName } from "../model/clean.ts";
import { fullTime, listTime } from "../words/times.ts";
import { text } from "../words/words.ts";
import { previewOf } from "../words/preview.ts";
import { sessionItems, shortName } from "./conversation-actions.tsx";

interface SessionRowProps {
  inbox: Inbox;
  session: Session;
  current: boolean;
  /** Whether the Tab key stops at it. */
  tabbable: boolean;
}

/** A conversation in the list. */
export function SessionRow({ inbox, session, current, tabbable }: SessionRowProps) {
  const words = text.value;
  const unread = Number(session.newMsgCnt);
  const time = Number(session.newMsg?.time ?? session.createTime);
  const tabIndex = tabbable ? 0 : -1;
  const button = useRef<HTMLButtonElement>(null);
  const menuLabel = words.menuOf(shortName(session));
  const items = () => sessionItems(inbox, session);
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
        onClick={() => openSession(inbox, session.sessionId)}
      >
        <Avatar host={inbox.host} name={session.user?.nick ?? ""} address={session.user?.avatar ?? ""} />
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
        <Preview inbox={inbox} session={session} />
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

function Preview({ inbox, session }: { inbox: Inbox; session: Session }) {
  const words = text.value;
  const draft = inbox.drafts.of(session.sessionId);
  if (draft !== "" && inbox.open.value?.id !== session.sessionId) {
    return (
      <span class="session-preview">
        <span class="draft">{words.pendingDraft}</span> <bdi>{cleanName(draft, 80)}</bdi>
      </span>
    );
  }
  const { newMsg } = session;
  const mine = newMsg && sideOf(newMsg, session.user, inbox.musicid) === "me";
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
