import type { Session } from "../../sdk/src/index.ts";
import type { MenuItem } from "../ui/menu.tsx";
import { sayOutcome } from "../ui/notices.tsx";
import { ask } from "../ui/question.tsx";
import { shortName } from "../words/short-name.ts";
import { text } from "../words/words.ts";
import type { ConversationList } from "./conversation-list.ts";
import type { ListView } from "./conversation-pane.tsx";

/** What can be done with a conversation. */
export function conversationItems(
  { list, exportOne: exportIt }: Pick<ListView, "list" | "exportOne">,
  session: Session,
): MenuItem[] {
  const { exportOne, clearSession, deleteSession } = text.value;
  return [
    { label: exportOne, run: () => exportIt(session) },
    { label: clearSession, run: () => void clear(list, session), danger: true },
    { label: deleteSession, run: () => void remove(list, session), danger: true },
  ];
}

async function clear(list: ConversationList, session: Session): Promise<void> {
  const { clearSessionTitle, clearSessionText, clearSession, clearWord, cleared } = text.value;
  const title = clearSessionTitle(shortName(session.user?.nick ?? ""));
  const body = <p>{clearSessionText}</p>;
  if (await ask({ title, body, confirm: clearSession, danger: true, typed: clearWord })) {
    sayOutcome(await list.clear(session), cleared);
  }
}

async function remove(list: ConversationList, session: Session): Promise<void> {
  const { deleteSessionTitle, deleteSessionText, deleteSession, deleted } = text.value;
  const title = deleteSessionTitle(shortName(session.user?.nick ?? ""));
  const body = <p>{deleteSessionText}</p>;
  if (await ask({ title, body, confirm: deleteSession, danger: true })) {
    sayOutcome(await list.delete(session), deleted);
  }
}
