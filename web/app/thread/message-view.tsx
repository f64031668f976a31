import { useEffect, useState } from "preact/hooks";
import type { Message, User } from "../../sdk/src/index.ts";
import { languageTag } from "../../common/language.ts";
import type { Outgoing } from "../outbox/outgoing.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Icon } from "../ui/icon.tsx";
import { MenuButton, type MenuItem } from "../ui/menu.tsx";
import { sayOutcome } from "../ui/notices.tsx";
import { OutsideLink } from "../ui/outside-link.tsx";
import { ProblemFacts } from "../ui/problem-view.tsx";
import { ask } from "../ui/question.tsx";
import { cleanName } from "../model/clean.ts";
import { clock, fullTime } from "../words/times.ts";
import { text } from "../words/words.ts";
import { CardView } from "./card-view.tsx";
import { isSameUser } from "../model/kinds.ts";
import { MediaView } from "./media-view.tsx";
import { MessageText } from "./message-text.tsx";
import type { MessageRow } from "./rows.ts";
import type { Thread } from "./thread.ts";

/** A message. */
export function MessageView({ thread, row, active }: { thread: Thread; row: MessageRow; active: boolean }) {
  const { message, kind, side, closes } = row;
  const words = text.value;
  const peer = thread.session.value.user;
  const menu = <MenuButton label={words.messageMenu} tabIndex={active ? 0 : -1} items={() => items(thread, row)} />;
  if (kind.kind === "tip" || kind.kind === "pat") {
    return (
      <div class="line">
        <p class="tip">
          <bdi>{kind.kind === "tip" ? cleanName(kind.text, 400) : patLine(thread, message, peer)}</bdi>
        </p>
        {menu}
      </div>
    );
  }
  return (
    <>
      {side === "them" && closes && (
        <Avatar host={thread.inbox.host} name={peer?.nick ?? ""} address={peer?.avatar ?? ""} />
      )}
      <div class={`bubble is-${kind.kind}`}>
        <span class="unseen">{side === "me" ? words.you : cleanName(peer?.nick ?? "", 24)}: </span>
        <Content thread={thread} row={row} />
        {message.complainUrl !== "" && closes && (
          <OutsideLink class="complain" address={message.complainUrl}>
            {words.complain(cleanName(message.complainTip, 20))}
          </OutsideLink>
        )}
      </div>
      {menu}
      {row.timed && <Time seconds={Number(message.time)} />}
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
    case "unknown":
      return <Unknown message={message} type={kind.type} said={kind.text} />;
    default:
      return null;
  }
}

function Time({ seconds }: { seconds: number }) {
  return (
    <time class="time" dateTime={new Date(seconds * 1000).toISOString()} title={fullTime(seconds, languageTag.value)}>
      {clock(seconds, languageTag.value)}
    </time>
  );
}

// Shown honestly: what came, as it came.
function Unknown({ message, type, said }: { message: Message; type: string; said: string }) {
  const { unknownMessage, rawFields } = text.value;
  return (
    <>
      <p class="soft">{unknownMessage(cleanName(type, 24))}</p>
      {said !== "" && <MessageText>{said}</MessageText>}
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
  const from = message.fromUser;
  const byPeer = isSameUser(from, peer);
  const name = (user: User | null) => cleanName(user?.nick ?? "", 24) || words.noName;
  const peerPat = peer && pats[peer.encryptUin];
  const ownPat = Object.entries(pats).find(([id]) => id !== peer?.encryptUin)?.[1];
  return byPeer
    ? words.pat(name(peer), words.you, cleanName(ownPat?.patText ?? "", 60))
    : words.pat(words.you, name(peer), cleanName(peerPat?.patText ?? "", 60));
}

function items(thread: Thread, { message, kind }: MessageRow): MenuItem[] {
  const { copyText, deleteMessage } = text.value;
  const remove = { label: deleteMessage, run: () => void deleteAfterQuestion(thread, message), danger: true };
  if (kind.kind !== "text") return [remove];
  return [{ label: copyText, run: () => void navigator.clipboard?.writeText(kind.text) }, remove];
}

async function deleteAfterQuestion(thread: Thread, message: Message): Promise<void> {
  const { deleteMessageTitle, deleteMessageText, deleteMessage, deleted } = text.value;
  const body = <p>{deleteMessageText}</p>;
  if (await ask({ title: deleteMessageTitle, body, confirm: deleteMessage, danger: true })) {
    sayOutcome(await thread.delete(message), deleted);
  }
}

/** A message on its way, or one that did not get through. */
export function OutgoingView({ thread, outgoing, closes }: { thread: Thread; outgoing: Outgoing; closes: boolean }) {
  const words = text.value;
  return (
    <>
      <div class={`bubble is-text is-${outgoing.state}`}>
        <span class="unseen">{words.you}: </span>
        <MessageText>{outgoing.text}</MessageText>
      </div>
      {outgoing.state === "failed" ? <Failed thread={thread} outgoing={outgoing} /> : <Sending closes={closes} />}
    </>
  );
}

// Most messages are there before one could read that they are being sent.
function Sending({ closes }: { closes: boolean }) {
  const { sending } = text.value;
  return (
    <span class={closes ? "time sending" : "sending unseen"}>
      <Icon name="clock" />
      <span class="unseen">{sending}</span>
    </span>
  );
}

function Failed({ thread, outgoing }: { thread: Thread; outgoing: Outgoing }) {
  const words = text.value;
  const [looked, setLooked] = useState(false);
  const problem = outgoing.problem!;
  useEffect(() => setLooked(false), [problem]);
  const look = async () => {
    const failed = await thread.refresh();
    if (failed) sayOutcome(failed, "");
    else setLooked(true);
  };
  return (
    <div class="failed" role="group" aria-label={words.notSent}>
      <p class="failed-head" role="alert">
        <Icon name="warning" />
        {problem.maybeSent ? words.maybeSent : words.notSent}
      </p>
      <ProblemFacts problem={problem} />
      {looked && <p role="status">{words.lookedAndNotThere}</p>}
      <div class="buttons">
        <button type="button" class="button small" onClick={() => thread.discard(outgoing.clientKey)}>
          {words.discard}
        </button>
        {problem.maybeSent && (
          <button type="button" class="button small primary" onClick={() => void look()}>
            {words.look}
          </button>
        )}
        <button
          type="button"
          class={problem.maybeSent ? "button small" : "button small primary"}
          onClick={() => thread.retry(outgoing.clientKey)}
        >
          {problem.maybeSent ? words.sendAnyway : words.sendAgain}
        </button>
      </div>
    </div>
  );
}
