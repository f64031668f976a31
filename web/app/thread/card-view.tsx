import { useState } from "preact/hooks";
import type { Message, MetaData } from "../../sdk/src/index.ts";
import { AskingButton } from "../ui/asking-button.tsx";
import { Icon } from "../ui/icon.tsx";
import { complain } from "../ui/notices.tsx";
import { OutsideLink } from "../ui/outside-link.tsx";
import { pictureQuestion } from "../ui/picture-consent.ts";
import { cleanName } from "../model/clean.ts";
import { text } from "../words/words.ts";
import { isToListen, listeningTo } from "../model/listen.ts";
import { webAddress } from "../model/links.ts";
import { pictureFate } from "../model/pictures.ts";
import type { Thread } from "./thread.ts";

const confirmed = 1;
const declined = 2;

interface CardViewProps {
  thread: Thread;
  message: Message;
  meta: MetaData;
  song: boolean;
  /** Whether it asks its reader to confirm. */
  asks: boolean;
}

/** A song or another thing that was shared. */
export function CardView({ thread, message, meta, song, asks }: CardViewProps) {
  const words = text.value;
  const [failed, setFailed] = useState(false);
  const fate = pictureFate(thread.host, meta.pic, pictureQuestion(thread.isStranger(message)));
  return (
    <div class="card">
      <span class="card-picture">
        {fate.fate === "show" && !failed ? (
          <img
            src={fate.address}
            alt=""
            width={56}
            height={56}
            decoding="async"
            referrerpolicy="no-referrer"
            onError={() => setFailed(true)}
          />
        ) : (
          <Icon name={song ? "note" : "message"} />
        )}
      </span>
      <div class="card-text">
        <span class="card-kind">{song ? words.song : words.card}</span>
        <strong dir="auto">{cleanName(meta.title, 80)}</strong>
        {meta.content !== "" && (
          <span class="soft" dir="auto">
            {cleanName(meta.content, 120)}
          </span>
        )}
        {song || isToListen(meta) ? <Listen meta={meta} /> : <CardLink address={meta.url} />}
      </div>
      {asks && <CardQuestion thread={thread} message={message} />}
    </div>
  );
}

// It plays there: nothing of the site plays in a page of somebody else.
function Listen({ meta }: { meta: MetaData }) {
  const words = text.value;
  const where = listeningTo(meta);
  switch (where.at) {
    case "site":
      return (
        <OutsideLink address={meta.url} class="listen">
          <Icon name="play" />
          {words.listen}
        </OutsideLink>
      );
    case "elsewhere":
      return <CardLink address={meta.url} />;
    case "app":
      return <span class="soft">{words.songInAppOnly}</span>;
    case "nowhere":
      return <span class="soft">{words.songWithoutAddress}</span>;
  }
}

function CardLink({ address }: { address: string }) {
  const host = webAddress(address)?.host;
  return host ? <OutsideLink address={address}>{text.value.openIn(host)}</OutsideLink> : null;
}

function CardQuestion({ thread, message }: { thread: Thread; message: Message }) {
  const words = text.value;
  const [choosing, setChoosing] = useState(0);
  const chosen = Number(message.confirm);
  const choose = async (choice: number) => {
    setChoosing(choice);
    const problem = await thread.answerCard(message, choice);
    setChoosing(0);
    if (problem) complain(problem);
  };
  if (chosen !== 0) {
    return (
      <p class="card-chosen" role="status">
        <Icon name="check" />
        {chosen === declined ? words.declinedCard : words.confirmedCard}
      </p>
    );
  }
  return (
    <div class="buttons">
      <AskingButton class="button small" disabled={choosing === confirmed} press={() => choose(declined)}>
        {words.declineCard}
      </AskingButton>
      <AskingButton class="button small primary" disabled={choosing === declined} press={() => choose(confirmed)}>
        {words.confirmCard}
      </AskingButton>
    </div>
  );
}
