import { useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Session, TailTag } from "../../sdk/src/index.ts";
import { languageTag } from "../../common/language.ts";
import { isBegun } from "../model/begun.ts";
import { cleanName } from "../model/clean.ts";
import { isoTime, secondsOf } from "../model/times.ts";
import { Avatar } from "../ui/avatar.tsx";
import { useContextMenu } from "../ui/context-menu.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { MenuButton, openMenu } from "../ui/menu.tsx";
import { Name } from "../ui/name.tsx";
import { today } from "../ui/today.ts";
import { countLabel } from "../words/counts.ts";
import { shortName } from "../words/names.ts";
import { previewOf, senderInLine } from "../words/preview.ts";
import { fullTime, listTime } from "../words/times.ts";
import { text } from "../words/words.ts";
import type { ListView } from "./list-view.ts";

interface ConversationRowProps {
  view: ListView;
  conversation: Session;
  /** Whether it is the one in view. */
  current: boolean;
  /** Whether the Tab key stops at it. */
  tabbable: boolean;
}

/** A conversation in the list. */
export function ConversationRow({ view, conversation, current, tabbable }: ConversationRowProps) {
  const words = text.value;
  const { sessionId, user, tailTags, newMsgCnt } = conversation;
  const unread = Number(newMsgCnt);
  const tabIndex = tabbable ? 0 : -1;
  const button = useRef<HTMLButtonElement>(null);
  const menuLabel = words.menuOf(shortName(conversation, words));
  const items = () => view.items(conversation);
  const readAhead = () => view.readAhead(sessionId);
  const contextMenu = useContextMenu(() => openMenu(button.current!, menuLabel, items()));
  return (
    <div class={current ? "session current" : "session"} data-menu-beside {...contextMenu}>
      <button
        ref={button}
        type="button"
        class="session-open"
        data-session={sessionId}
        aria-current={current ? "true" : undefined}
        tabIndex={tabIndex}
        onPointerEnter={readAhead}
        onFocus={readAhead}
        onClick={() => view.open(sessionId)}
      >
        <Avatar host={view.host} name={user?.nick ?? ""} address={user?.avatar ?? ""} />
        <span class="session-name">
          <Name>{user?.nick ?? ""}</Name>
          <Tags tags={tailTags} />
        </span>
        <Time conversation={conversation} />
        <Preview view={view} conversation={conversation} current={current} />
        <Signs view={view} id={sessionId} unread={unread} />
      </button>
      <MenuButton label={menuLabel} tabIndex={tabIndex} items={items} />
    </div>
  );
}

function Time({ conversation: { newMsg, createTime } }: { conversation: Session }) {
  const time = secondsOf(newMsg ? newMsg.time : createTime);
  const inDay = today.value;
  if (time === undefined) return null;
  return (
    <time class="session-time" dateTime={isoTime(time)} title={fullTime(time, languageTag.value)}>
      {listTime(time, inDay, languageTag.value, text.value)}
    </time>
  );
}

interface PreviewProps {
  view: ListView;
  conversation: Session;
  current: boolean;
}

function Preview({ view, conversation: { sessionId, newMsg, user }, current }: PreviewProps) {
  const words = text.value;
  // While a draft is written in one conversation the rows of the others stay as they are.
  const draft = useComputed(() => cleanName(view.draftOf(sessionId), 80)).value;
  const failed = useComputed(() => view.failed.value.has(sessionId)).value;
  const sender = newMsg && senderInLine(newMsg, user, view.self.value, words);
  return (
    <span class="session-preview">
      {failed && (
        <span class="failed-mark" title={words.notSent}>
          <span aria-hidden="true">!</span>
          <span class="unseen">{words.notSent} </span>
        </span>
      )}
      {draft !== "" && !current ? (
        <>
          <span class="draft">{words.pendingDraft}</span> <bdi>{draft}</bdi>
        </>
      ) : (
        <>
          {sender && `${sender}: `}
          <bdi>{newMsg ? previewOf(newMsg, words) : isBegun(sessionId) ? words.notSentYet : ""}</bdi>
        </>
      )}
    </span>
  );
}

interface SignsProps {
  view: ListView;
  id: string;
  unread: number;
}

function Signs({ view, id, unread }: SignsProps) {
  const words = text.value;
  const pinned = useComputed(() => view.pinned.value.includes(id)).value;
  const muted = useComputed(() => view.muted.value.has(id)).value;
  return (
    <span class="session-signs">
      {muted && <Sign icon="mute" label={words.muted} />}
      {pinned && <Sign icon="pin" label={words.pinned} />}
      {unread > 0 && (
        <span class={muted ? "count quiet" : "count"}>
          <span aria-hidden="true">{countLabel(unread)}</span>
          <span class="unseen">{words.unread(unread)}</span>
        </span>
      )}
    </span>
  );
}

function Sign({ icon, label }: { icon: IconName; label: string }) {
  return (
    <span class="session-sign" title={label}>
      <Icon name={icon} />
      <span class="unseen">{label} </span>
    </span>
  );
}

/** A tag of so many characters has room beside a name. */
const wholeTag = 8;

// One of them is shown, whole where that is possible; the others are said.
function Tags({ tags }: { tags: readonly TailTag[] }) {
  const labels = tags.map(labelOf).filter((label) => label !== "");
  const shown = labels.find((label) => [...label].length <= wholeTag) ?? labels[0];
  if (shown === undefined) return null;
  const others = labels.filter((label) => label !== shown);
  return (
    <bdi class="tag" title={labels.join(" · ")}>
      {cleanName(shown, wholeTag)}
      {others.length > 0 && <span class="unseen"> {others.join(" ")}</span>}
    </bdi>
  );
}

// A tag is whatever the gateway sent: shown is what can be read as a short text.
function labelOf(tag: TailTag): string {
  const label = ["text", "title", "name"].map((name) => tag.data[name]).find((value) => typeof value === "string");
  return cleanName((label as string | undefined) ?? "", 24);
}
