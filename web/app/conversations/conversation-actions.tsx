import type { Session } from "../../sdk/src/index.ts";
import type { MenuItem } from "../ui/menu.tsx";
import { sayOutcome } from "../ui/notices.tsx";
import { ask } from "../ui/question.tsx";
import { shortName } from "../words/names.ts";
import { text } from "../words/words.ts";
import type { ConversationList } from "./conversation-list.ts";
import type { ListMarks } from "./list-marks.ts";

/** What can be done with a conversation. What deletes something asks first. */
export function conversationItems(
  list: ConversationList,
  marks: ListMarks,
  conversation: Session,
  exportOne: (conversation: Session) => void,
): MenuItem[] {
  const words = text.value;
  const { sessionId: id, newMsgCnt } = conversation;
  const pinned = marks.pinned.peek().includes(id);
  const muted = marks.muted.peek().has(id);
  return [
    ...(Number(newMsgCnt) > 0 ? [{ label: words.markRead, run: () => void markOneRead(list, conversation) }] : []),
    { label: pinned ? words.unpin : words.pin, run: () => marks.pin(id, !pinned) },
    { label: muted ? words.unmute : words.mute, run: () => marks.mute(id, !muted) },
    { label: words.exportOne, run: () => exportOne(conversation) },
    { label: words.clearSession, run: () => void clear(list, conversation), danger: true },
    { label: words.deleteSession, run: () => void remove(list, conversation), danger: true },
  ];
}

async function markOneRead(list: ConversationList, conversation: Session): Promise<void> {
  sayOutcome(await list.markRead(conversation), text.value.markedRead);
}

async function clear(list: ConversationList, conversation: Session): Promise<void> {
  const { clearSessionTitle, clearSessionText, clearSession, clearWord, cleared } = text.value;
  const title = clearSessionTitle(shortName(conversation, text.value));
  const body = <p>{clearSessionText}</p>;
  if (await ask({ title, body, confirm: clearSession, danger: true, typed: clearWord })) {
    sayOutcome(await list.clear(conversation), cleared);
  }
}

async function remove(list: ConversationList, conversation: Session): Promise<void> {
  const { deleteSessionTitle, deleteSessionText, deleteSession, deleted } = text.value;
  const title = deleteSessionTitle(shortName(conversation, text.value));
  const body = <p>{deleteSessionText}</p>;
  if (await ask({ title, body, confirm: deleteSession, danger: true })) {
    sayOutcome(await list.delete(conversation), deleted);
  }
}

/** What can be done with a conversation that was begun here. What was written in it goes with it, after a question. */
export function begunItems(hasWritten: () => boolean, giveUp: () => void): MenuItem[] {
  const { giveUpNew, giveUpNewText } = text.value;
  const run = async () => {
    const body = <p>{giveUpNewText}</p>;
    if (!hasWritten() || (await ask({ title: giveUpNew, body, confirm: giveUpNew, danger: true }))) giveUp();
  };
  return [{ label: giveUpNew, run: () => void run(), danger: true }];
}

/** Marks the messages of all conversations read, after a question. */
export async function markAllAfterQuestion(list: ConversationList): Promise<void> {
  const { markAllTitle, markAllText, markAllConfirm, allRead } = text.value;
  const body = <p>{markAllText}</p>;
  if (await ask({ title: markAllTitle, body, confirm: markAllConfirm, danger: true })) {
    sayOutcome(await list.markAllRead(), allRead);
  }
}
