import { useEffect, useState } from "preact/hooks";
import type { OutboxEntry } from "../outbox/entry.ts";
import { isReceiverInDoubt } from "../outbox/send-outcome.ts";
import { AskingButton } from "../ui/asking-button.tsx";
import { Icon } from "../ui/icon.tsx";
import { MenuButton } from "../ui/menu.tsx";
import { sayOutcome } from "../ui/notices.tsx";
import { ProblemFacts } from "../ui/problem-view.tsx";
import { cleanName } from "../model/clean.ts";
import { text } from "../words/words.ts";
import { discardAfterQuestion } from "./discard.tsx";
import { outgoingItems } from "./message-menu.tsx";
import { MessageText } from "./message-text.tsx";
import type { Thread } from "./thread.ts";

interface OutgoingProps {
  thread: Thread;
  outgoing: OutboxEntry;
  closes: boolean;
  /** Whether the Tab key stops at it. */
  active: boolean;
}

/** A message on its way, or one that did not get through. */
export function OutgoingView({ thread, outgoing, closes, active }: OutgoingProps) {
  const words = text.value;
  return (
    <>
      <div class={`bubble is-text is-${outgoing.state}`}>
        <span class="unseen">{words.you}: </span>
        <MessageText>{outgoing.text}</MessageText>
      </div>
      {!thread.selection.active.value && (
        <MenuButton
          label={words.messageMenu}
          tabIndex={active ? 0 : -1}
          items={() => outgoingItems(thread, outgoing)}
        />
      )}
      <State thread={thread} outgoing={outgoing} closes={closes} />
    </>
  );
}

function State({ thread, outgoing, closes }: Omit<OutgoingProps, "active">) {
  switch (outgoing.state) {
    case "waiting":
    case "sending":
      return <OnItsWay thread={thread} outgoing={outgoing} closes={closes} />;
    case "failed":
      return <Failed thread={thread} outgoing={outgoing} />;
    case "maybe":
      return <Maybe thread={thread} outgoing={outgoing} />;
    case "accepted":
      return <Accepted thread={thread} outgoing={outgoing} />;
  }
}

// Most messages are there before one could read that they are being sent.
function OnItsWay({ thread, outgoing, closes }: Omit<OutgoingProps, "active">) {
  const { sending, waitsFor, lookingForCopy, nobodyKnows, notKept, discard, sendAnyway } = text.value;
  const waits = outgoing.state === "waiting";
  const reason = waits ? thread.waitsFor.value : undefined;
  const doubts = { none: sending, ask: lookingForCopy, unknown: nobodyKnows };
  const said = reason ? waitsFor[reason] : waits ? doubts[outgoing.doubt] : sending;
  return (
    <div class={waits ? "on-its-way waits" : "on-its-way"}>
      <span class={closes || said !== sending ? "time sending" : "sending unseen"}>
        <Icon name="clock" />
        <span class={said === sending ? "unseen" : ""}>{said}</span>
      </span>
      {!outgoing.kept && <span class="time">{notKept}</span>}
      {said !== sending && (
        <button type="button" class="link" onClick={() => void discardAfterQuestion(thread, outgoing)}>
          {discard}
        </button>
      )}
      {said === nobodyKnows && (
        <button type="button" class="link" onClick={() => thread.outbox.retry(outgoing.clientKey)}>
          {sendAnyway}
        </button>
      )}
    </div>
  );
}

interface StuckProps {
  thread: Thread;
  outgoing: OutboxEntry;
}

// One line; what is behind it is for whoever wants to know.
function Failed({ thread, outgoing }: StuckProps) {
  const words = text.value;
  const { problem } = outgoing;
  return (
    <div class="failed" role="group" aria-label={words.notSent}>
      <p class="failed-head">
        <Icon name="warning" />
        <span role="alert">{words.notSent}</span>
        <span aria-hidden="true"> · </span>
        <button type="button" class="link" onClick={() => thread.outbox.retry(outgoing.clientKey)}>
          {words.sendAgain}
        </button>
        <span aria-hidden="true"> · </span>
        <button type="button" class="link" onClick={() => void discardAfterQuestion(thread, outgoing)}>
          {words.discard}
        </button>
      </p>
      {isReceiverInDoubt(outgoing) && <p>{words.perhapsNotWritable}</p>}
      {problem ? <Why problem={problem} /> : <p class="soft">{words.endedInTheMiddle}</p>}
    </div>
  );
}

function Why({ problem }: { problem: NonNullable<OutboxEntry["problem"]> }) {
  const { problems } = text.value;
  const says = cleanName(problem.says, 80);
  return (
    <details class="why">
      <summary>
        {problems[problem.kind]}
        {says && (
          <>
            {": "}
            <bdi>{says}</bdi>
          </>
        )}
      </summary>
      <ProblemFacts problem={problem} />
    </details>
  );
}

function Maybe({ thread, outgoing }: StuckProps) {
  const words = text.value;
  const [looked, setLooked] = useState(false);
  const looking = outgoing.doubt === "ask";
  useEffect(() => setLooked(false), [outgoing.problem]);
  const look = async () => {
    sayOutcome(await thread.refresh(), words.lookedAndUnclear);
    await thread.outbox.lookAgain(outgoing.clientKey);
    setLooked(true);
  };
  return (
    <div class="failed" role="group" aria-label={words.maybeSent}>
      <p class="failed-head">
        <Icon name="warning" />
        <span role="alert">{looking ? words.lookingForIt : words.maybeSent}</span>
      </p>
      {looked && !looking && <p role="status">{words.lookedAndUnclear}</p>}
      <div class="buttons">
        <button type="button" class="button small" onClick={() => void discardAfterQuestion(thread, outgoing)}>
          {words.discard}
        </button>
        <button type="button" class="button small" onClick={() => thread.outbox.retry(outgoing.clientKey)}>
          {words.sendAnyway}
        </button>
        <AskingButton class="button small primary" busy={looking} press={look}>
          {words.look}
        </AskingButton>
      </div>
      {outgoing.problem && <Why problem={outgoing.problem} />}
    </div>
  );
}

// The gateway took it, and it did not come back: nobody knows more.
function Accepted({ thread, outgoing }: StuckProps) {
  const words = text.value;
  const says = cleanName(outgoing.says ?? "", 200);
  return (
    <div class="failed accepted" role="group" aria-label={words.accepted}>
      <p class="failed-head">
        <Icon name="clock" />
        <span role="status">{words.accepted}</span>
      </p>
      {says && (
        <p>
          {words.gatewaySays}: <bdi>{says}</bdi>
        </p>
      )}
      <div class="buttons">
        <button type="button" class="button small" onClick={() => void discardAfterQuestion(thread, outgoing)}>
          {words.discard}
        </button>
        <AskingButton class="button small primary" press={() => thread.outbox.lookAgain(outgoing.clientKey)}>
          {words.look}
        </AskingButton>
      </div>
    </div>
  );
}
