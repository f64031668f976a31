/// <reference types="vite/client" />
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { languageTag } from "../../common/language.ts";
import { cleanName } from "../model/clean.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { useModal } from "../ui/modal.ts";
import { fullTime } from "../words/times.ts";
import { text } from "../words/words.ts";
import "../style/message-details.css";
import type { MessageRow } from "./rows.ts";
import { toolsText } from "./thread-tools-words.ts";

interface MessageDetailsProps {
  row: MessageRow;
  close: () => void;
}

/** All that came of a message. */
export function MessageDetails({ row, close }: MessageDetailsProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const words = toolsText.value;
  const { message, kind, time } = row;
  const tag = languageTag.value;
  useModal(dialog);
  const raw = JSON.stringify(message, null, 1);
  const written = fullTime(time, tag) || words.noTime;
  const { goneAt } = message;
  return (
    <dialog ref={dialog} class="message-details" aria-labelledby="message-details-title" onClose={close}>
      <h2 id="message-details-title">{words.detailsOf}</h2>
      <dl class="facts">
        <Fact name={words.kind}>
          {words.kinds[kind.kind]} ({words.type(String(message.msgType))})
        </Fact>
        <Fact name={words.time}>
          {written} ({words.secondsOf(String(message.time))})
        </Fact>
        {goneAt !== undefined && <Fact name={words.goneAt}>{fullTime(goneAt / 1000, tag)}</Fact>}
        {message.fromUser && (
          <Fact name={words.sender}>
            {cleanName(message.fromUser.nick) || text.value.noName}{" "}
            {message.fromUser.uin || message.fromUser.encryptUin}
          </Fact>
        )}
        <Fact name={words.id}>{message.id}</Fact>
        <Fact name={words.sequence}>{String(message.sequence)}</Fact>
        <Fact name={words.sortTime}>{String(message.sortTime)}</Fact>
        {message.clientKey !== "" && <Fact name={words.clientKey}>{message.clientKey}</Fact>}
      </dl>
      <details class="detail">
        <summary>{words.raw}</summary>
        <pre tabIndex={0}>
          <bdi>{raw}</bdi>
        </pre>
      </details>
      <div class="buttons">
        <CopyButton label={words.copyRaw} what={raw} />
        <button type="button" class="button small primary" autoFocus onClick={() => dialog.current?.close()}>
          {text.value.close}
        </button>
      </div>
    </dialog>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </>
  );
}
