import type { Message } from "../../sdk/src/index.ts";
import { isIncomplete } from "../model/kinds.ts";
import type { Conversation, FileFormat, Job, PageStore } from "./job.ts";

/** What a file says about itself. */
export interface FileHead {
  musicid: string;
  /** When the export was begun, in Unix milliseconds. */
  startedAt: number;
  conversations: readonly Conversation[];
  messages: number;
}

/** Writes a file in one format, piece by piece and from the oldest message to the newest. */
export interface FileWriter {
  begin(): string;
  conversation(conversation: Conversation): string;
  message(message: Message, conversation: Conversation): string;
  endConversation(conversation: Conversation): string;
  end(): string;
}

/** The ending of a file's name and its type. */
export const fileKinds: Record<FileFormat, { ending: string; type: string }> = {
  jsonl: { ending: ".jsonl", type: "application/jsonl" },
  html: { ending: ".html", type: "text/html" },
  markdown: { ending: ".md", type: "text/markdown" },
};

/** What a file says about itself. */
export function headOf(job: Job, conversations: readonly Conversation[]): FileHead {
  const messages = conversations.reduce((total, one) => total + one.messages, 0);
  return { musicid: job.musicid, startedAt: job.startedAt, conversations, messages };
}

/** The parts of a file. No more than one page of messages is in memory. */
export async function* fileParts(
  store: PageStore,
  conversations: readonly Conversation[],
  writer: FileWriter,
): AsyncGenerator<string, void, undefined> {
  yield writer.begin();
  for (const conversation of conversations) {
    yield writer.conversation(conversation);
    for (let number = conversation.pages - 1; number >= 0; number--) {
      const messages = await messagesOf(store, conversation, number);
      yield messages.map((message) => writer.message(message, conversation)).join("");
    }
    yield writer.endConversation(conversation);
  }
  yield writer.end();
}

// The messages of a page, oldest first, pictures and videos with their details.
async function messagesOf(store: PageStore, { key, index }: Conversation, number: number): Promise<Message[]> {
  const page = await store.page(key, index, number);
  if (!page) throw new Error("a kept page is missing");
  const ids = page.messages.filter(isIncomplete).map((message) => message.id);
  const details = ids.length > 0 ? await store.details(key, index, ids) : [];
  const metaData = new Map(ids.map((id, i) => [id, details[i]?.metaData]));
  return page.messages
    .map((message) => ({ ...message, metaData: metaData.get(message.id) ?? message.metaData }))
    .reverse();
}
