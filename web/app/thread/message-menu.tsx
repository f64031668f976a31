import { languageTag } from "../../common/language.ts";
import type { ArchivedMessage } from "../archive/history.ts";
import { webAddress } from "../model/links.ts";
import type { OutboxEntry } from "../outbox/entry.ts";
import { copyText } from "../ui/copy-text.ts";
import { LazyPart } from "../ui/lazy-part.ts";
import { whenLoaded } from "../ui/lazy.tsx";
import type { MenuItem } from "../ui/menu.tsx";
import { sayOutcome } from "../ui/notices.tsx";
import { openAddress } from "../ui/outside-link.tsx";
import { ask } from "../ui/question.tsx";
import { text } from "../words/words.ts";
import { copiedOutgoing, copiedText, copiedWithName, type CopyNames } from "./copied-text.ts";
import type { MessageRow, Row } from "./rows.ts";
import type { Thread } from "./thread.ts";

/** The view of all that came of a message. */
export const detailsPart = new LazyPart(() => import("./message-details.tsx"));

/** What can be done with a message. */
export function messageItems(thread: Thread, row: MessageRow): MenuItem[] {
  const { message, kind } = row;
  const words = text.value;
  const copied = copiedText(kind, words);
  const report = webAddress(message.complainUrl);
  const copy: MenuItem[] = [
    { label: words.copyMessage, run: () => void copyText(copied) },
    { label: words.copyWithName, run: () => void copyText(copiedWithName(row, copyNames(thread))) },
  ];
  return [
    ...(copied === "" ? [] : copy),
    { label: words.selectSeveral, run: () => thread.selection.begin(message.id) },
    { label: words.messageDetails, run: () => whenLoaded(detailsPart, () => (thread.detailed.value = row)) },
    ...(report ? [{ label: words.report, run: () => openAddress(report) }] : []),
    {
      label: message.goneAt === undefined ? words.deleteMessage : words.keepNoLonger,
      run: () => void deleteAfterQuestion(thread, message),
      danger: true,
    },
  ];
}

/** What can be done with a message that is on its way, besides what stands below it. */
export function outgoingItems(thread: Thread, outgoing: OutboxEntry): MenuItem[] {
  const words = text.value;
  return [
    { label: words.copyMessage, run: () => void copyText(outgoing.text) },
    { label: words.copyWithName, run: () => void copyText(copiedOutgoing(outgoing, copyNames(thread))) },
  ];
}

/** What can be done with what a row shows; undefined where that is no message. */
export function rowItems(thread: Thread, row: Row | undefined): MenuItem[] | undefined {
  if (row?.row === "message") return messageItems(thread, row);
  return row?.row === "outgoing" ? outgoingItems(thread, row.outgoing) : undefined;
}

/** The names for what is copied from a conversation. */
export function copyNames(thread: Thread): CopyNames {
  return { words: text.value, peer: thread.name, tag: languageTag.value };
}

async function deleteAfterQuestion(thread: Thread, message: ArchivedMessage): Promise<void> {
  const { deleteMessageTitle, deleteMessageText, deleteMessage, deleted } = text.value;
  const body = <p>{deleteMessageText}</p>;
  if (await ask({ title: deleteMessageTitle, body, confirm: deleteMessage, danger: true })) {
    sayOutcome(await thread.delete(message), deleted);
  }
}
