import type { OlderConversation, OlderExport } from "../archive/older-export.ts";
import type { ArchivedMessage } from "../archive/history.ts";
import { oldestFirst } from "../model/message-order.ts";
import type { ExportPlace } from "./export-place.ts";
import { everyDay } from "./days.ts";
import { measured } from "./extent.ts";
import { newConversation, type Conversation } from "./job.ts";

/** Takes over an export that was begun with an older build, unless one was begun with this one since. */
export async function takeOver(found: OlderExport, musicid: string, place: ExportPlace): Promise<void> {
  if (await place.notes.read()) return;
  const conversations: Conversation[] = [];
  for await (const older of found.conversations()) {
    const messages = messagesOf(older);
    const id = older.session.sessionId;
    // As messages of a file: what was read long ago says nothing of what is at the gateway now.
    await place.archive.takeBackup(id, { messages, begins: older.pages.at(-1)?.more === false });
    place.check();
    const { state, pages } = older;
    const now = { ...newConversation(conversations.length, older.session), state, pages: pages.length };
    conversations.push(measured(await place.archive.kept.readHistory(id), { ...now, upTo: messages.at(-1) }, everyDay));
  }
  const job = { musicid, format: found.format, startedAt: found.startedAt, listed: false };
  await place.notes.begin(job);
  if (found.listed) await place.notes.list(job, conversations);
}

function messagesOf({ pages, details }: OlderConversation): ArchivedMessage[] {
  const messages = pages.flatMap((page) => oldestFirst(page.messages).reverse()).reverse();
  return messages.map((one) => ({ ...one, metaData: details.get(one.id)?.metaData ?? one.metaData }));
}
