import type { Session } from "../../sdk/src/index.ts";
import type { ArchivedMessage, History } from "../archive/history.ts";
import type { Self } from "../model/sides.ts";
import type { FileKind } from "../ui/save-file.ts";
import { everyDay, isSomeDays, type Days } from "./days.ts";
import { isWhole, partsOf, type Before, type Part } from "./extent.ts";
import type { Conversation, FileFormat, Job } from "./job.ts";

/** A conversation as a file has it. */
export interface FileConversation {
  /** Its place among the conversations of the file. */
  index: number;
  session: Session;
  messages: number;
  /** Whether nothing is missing of what was asked for. */
  whole: boolean;
  /** Whether it begins with the first of them. */
  begins: boolean;
}

/** What a file says about itself. */
export interface FileHead {
  musicid: string;
  /** What is known of the account: it tells who wrote a message. */
  self: Self;
  /** When the export was begun, in Unix milliseconds. */
  startedAt: number;
  days: Days;
  conversations: readonly FileConversation[];
  messages: number;
}

/** Writes a file in one format, piece by piece and from the oldest message to the newest. */
export interface FileWriter {
  begin(): string;
  conversation(conversation: FileConversation): string;
  message(message: ArchivedMessage, conversation: FileConversation): string;
  /** Between two messages there are others: of other days, or missing ones. */
  gap(conversation: FileConversation, others: Exclude<Before, "nothing">): string;
  endConversation(conversation: FileConversation): string;
  end(): string;
}

/** The ending of a file's name and its type. */
export const fileKinds: Record<FileFormat, FileKind> = {
  jsonl: { ending: ".jsonl", type: "application/jsonl" },
  html: { ending: ".html", type: "text/html" },
  markdown: { ending: ".md", type: "text/markdown" },
  text: { ending: ".txt", type: "text/plain" },
  csv: { ending: ".csv", type: "text/csv" },
};

/** The same of a file with its pictures. */
export const zipKind: FileKind = { ending: ".zip", type: "application/zip" };

/** Gives what is known of a conversation. */
export type ReadHistory = (conversationId: string) => Promise<History>;

/** What a file says about itself. */
export async function headOf(
  job: Job,
  self: Self,
  conversations: readonly Conversation[],
  read: ReadHistory,
): Promise<FileHead> {
  const found: FileConversation[] = [];
  for await (const { conversation } of written(job, conversations, read)) found.push(conversation);
  const messages = found.reduce((total, one) => total + one.messages, 0);
  const { musicid, startedAt, days = everyDay } = job;
  return { musicid, self, startedAt, days, conversations: found, messages };
}

/** The parts of a file. No more than one conversation is in memory, and one part of it as text. */
export async function* fileParts(
  job: Job,
  conversations: readonly Conversation[],
  read: ReadHistory,
  writer: FileWriter,
): AsyncGenerator<string, void, undefined> {
  yield writer.begin();
  for await (const { conversation, parts } of written(job, conversations, read)) {
    yield writer.conversation(conversation);
    for (const [i, { messages, before }] of parts.entries()) {
      const gap = i > 0 && before !== "nothing" ? writer.gap(conversation, before) : "";
      yield gap + messages.map((message) => writer.message(message, conversation)).join("");
    }
    yield writer.endConversation(conversation);
  }
  yield writer.end();
}

/** A conversation of a file, and its messages. */
export interface WrittenConversation {
  conversation: FileConversation;
  parts: readonly Part[];
}

/** The conversations of a file. Those that have nothing of the days that were chosen are left out. */
export async function* written(
  { days = everyDay }: Job,
  conversations: readonly Conversation[],
  read: ReadHistory,
): AsyncGenerator<WrittenConversation, void, undefined> {
  let index = 0;
  for (const one of conversations) {
    const { session, state } = one;
    const history = await read(session.sessionId);
    const parts = partsOf(history, one, days);
    const messages = parts.reduce((total, part) => total + part.messages.length, 0);
    const whole = state === "done" && isWhole(history, one, days);
    const isEmpty = messages === 0 && whole && isSomeDays(days) && conversations.length > 1;
    if (isEmpty) continue;
    const begins = parts[0] ? parts[0].before === "nothing" : whole && !isSomeDays(days);
    yield { parts, conversation: { index: index++, session, messages, whole, begins } };
  }
}
