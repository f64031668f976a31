import type { Session } from "../../sdk/src/index.ts";
import { openExport } from "../export/export-dialog.tsx";
import { exportSource } from "../shell/export-source.ts";
import type { Inbox } from "../shell/inbox.ts";
import type { MenuItem } from "../ui/menu.tsx";
import { sayOutcome } from "../ui/notices.tsx";
import { ask } from "../ui/question.tsx";
import { cleanName } from "../model/clean.ts";
import { text } from "../words/words.ts";

/** What can be done with a conversation. */
export function sessionItems(inbox: Inbox, session: Session): MenuItem[] {
  const { exportOne, clearSession, deleteSession } = text.value;
  return [
    { label: exportOne, run: () => openExport({ ...exportSource(inbox), conversation: session }) },
    { label: clearSession, run: () => void clear(inbox, session), danger: true },
    { label: deleteSession, run: () => void remove(inbox, session), danger: true },
  ];
}

/** The name of a conversation's other side in a sentence. */
export function shortName(session: Session): string {
  return cleanName(session.user?.nick ?? "", 24) || text.value.noName;
}

async function clear(inbox: Inbox, session: Session): Promise<void> {
  const { clearSessionTitle, clearSessionText, clearSession, clearWord, cleared } = text.value;
  const title = clearSessionTitle(shortName(session));
  const body = <p>{clearSessionText}</p>;
  if (await ask({ title, body, confirm: clearSession, danger: true, typed: clearWord })) {
    sayOutcome(await inbox.sessions.clear(session), cleared);
  }
}

async function remove(inbox: Inbox, session: Session): Promise<void> {
  const { deleteSessionTitle, deleteSessionText, deleteSession, deleted } = text.value;
  const title = deleteSessionTitle(shortName(session));
  const body = <p>{deleteSessionText}</p>;
  if (await ask({ title, body, confirm: deleteSession, danger: true })) {
    sayOutcome(await inbox.sessions.delete(session), deleted);
  }
}
