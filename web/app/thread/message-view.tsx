import type { Message, User } from "../../sdk/src/index.ts";
import { languageTag } from "../../common/language.ts";
import { Avatar } from "../ui/avatar.tsx";
import { MenuButton } from "../ui/menu.tsx";
import { OutsideLink } from "../ui/outside-link.tsx";
import { cleanName } from "../model/clean.ts";
import type { Kind } from "../model/kinds.ts";
import { webAddress } from "../model/links.ts";
import { toLookAt } from "../model/medium.ts";
import { isoTime } from "../model/times.ts";
import { senderName } from "../words/names.ts";
import { clock, fullTime } from "../words/times.ts";
import { text } from "../words/words.ts";
import { CardView } from "./card-view.tsx";
import { Medium, MediaView } from "./media-view.tsx";
import { messageItems } from "./message-menu.tsx";
import { MessageText } from "./message-text.tsx";
import { Tick } from "./tick.tsx";
import type { MessageRow } from "./rows.ts";
import type { Thread } from "./thread.ts";

/** A message. */
export function MessageView({ thread, row, active }: { thread: Thread; row: MessageRow; active: boolean }) {
  const { message, kind, side, closes } = row;
  const words = text.value;
  const peer = thread.conversation.value.user;
  const tabIndex = active ? 0 : -1;
  const menu = thread.selection.active.value ? (
    <Tick selection={thread.selection} id={message.id} tabIndex={tabIndex} />
  ) : (
    <MenuButton label={words.messageMenu} tabIndex={tabIndex} items={() => messageItems(thread, row)} />
  );
  if (kind.kind === "tip" || kind.kind === "pat") {
    return (
      <div class="line">
        <p class="tip">
          <bdi>
            {kind.kind === "tip" ? cleanName(kind.text, 400) || words.unseenMessage : patLine(thread, message, peer)}
          </bdi>
        </p>
        {menu}
        <Time seconds={row.time} onHover />
      </div>
    );
  }
  return (
    <>
      {side === "them" && closes && <Avatar host={thread.host} name={peer?.nick ?? ""} address={peer?.avatar ?? ""} />}
      <div class={`bubble is-${kind.kind}`}>
        <span class="unseen">{senderName(side, peer, words)}: </span>
        <Content thread={thread} row={row} />
        {side === "unknown" && closes && <p class="gone soft">{words.unknownSender}</p>}
        {message.goneAt !== undefined && <p class="gone soft">{words.deletedElsewhere}</p>}
      </div>
      {menu}
      <Time seconds={row.time} onHover={!row.timed} />
    </>
  );
}

function Content({ thread, row: { kind, message } }: { thread: Thread; row: MessageRow }) {
  switch (kind.kind) {
    case "text":
      return <MessageText>{kind.text}</MessageText>;
    case "media":
      return <MediaView thread={thread} message={message} />;
    case "card":
      return <CardView thread={thread} message={message} meta={kind.meta} song={kind.song} asks={kind.asks} />;
    case "nothing":
      return <p class="message-text soft">{text.value.lost[kind.why]}</p>;
    case "unknown":
      return <Unknown thread={thread} message={message} kind={kind} />;
    default:
      return null;
  }
}

// A message whose time is not shown below it has it beside it while somebody points at it, and for a screen reader always.
function Time({ seconds, onHover }: { seconds: number | undefined; onHover: boolean }) {
  if (seconds === undefined) return null;
  return (
    <time
      class={onHover ? "time on-hover" : "time"}
      dateTime={isoTime(seconds)}
      title={fullTime(seconds, languageTag.value)}
    >
      {clock(seconds, languageTag.value)}
    </time>
  );
}

interface UnknownProps {
  thread: Thread;
  message: Message;
  kind: Extract<Kind, { kind: "unknown" }>;
}

// Shown honestly: what came, as it came.
function Unknown({ thread, message, kind }: UnknownProps) {
  const { type, meta, text: said } = kind;
  const { unknownMessage, rawFields, openIn } = text.value;
  const host = webAddress(meta.url)?.host;
  const picture = toLookAt(kind);
  return (
    <>
      {meta.title !== "" && <strong dir="auto">{cleanName(meta.title, 80)}</strong>}
      {said !== "" && <MessageText>{said}</MessageText>}
      {picture && <Medium thread={thread} message={message} meta={picture} />}
      {host && <OutsideLink address={meta.url}>{openIn(host)}</OutsideLink>}
      <p class="gone soft">{unknownMessage(cleanName(type, 24))}</p>
      <details class="detail">
        <summary>{rawFields}</summary>
        <pre tabIndex={0}>
          <bdi>{JSON.stringify({ ...message, fromUser: undefined }, null, 1)}</bdi>
        </pre>
      </details>
    </>
  );
}

function patLine(thread: Thread, message: Message, peer: User | null): string {
  const words = text.value;
  const pats = thread.pats.value;
  const side = thread.sideOf(message);
  if (side === "unknown") return `${words.patInLine} ${words.unknownSender}`;
  const name = (user: User | null) => cleanName(user?.nick ?? "", 24) || words.noName;
  const peerPat = peer && pats[peer.encryptUin];
  const ownPat = Object.entries(pats).find(([id]) => id !== peer?.encryptUin)?.[1];
  return side === "them"
    ? words.pat(name(peer), words.you, cleanName(ownPat?.patText ?? "", 60))
    : words.pat(words.you, name(peer), cleanName(peerPat?.patText ?? "", 60));
}
