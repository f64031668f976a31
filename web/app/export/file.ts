import type { Session } from "../../sdk/src/index.ts";
import type { ArchivedMessage, History } from "../archive/history.ts";
import type { Self } from "../model/sides.ts";
import { piecesOf } from "./extent.ts";
import type { Conversation, FileFormat, Job } from "./job.ts";

/** A conversation as a file has it. */
export interface FileConversation {
  /** Its place among the conversations. */
  index: number;
  session: Session;
  messages: number;
  /** Whether it begins with the first of them, and none is missing. */
  complete: boolean;
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
  conversations: readonly FileConversation[];
  messages: number;
}

/** Writes a file in one format, piece by piece and from the oldest message to the newest. */
export interface FileWriter {
  begin(): string;
  conversation(conversation: FileConversation): string;
  message(message: ArchivedMessage, conversation: FileConversation): string;
  /** Between two messages others are missing. */
  gap(conversation: FileConversation): string;
  endConversation(conversation: FileConversation): string;
  end(): string;
}

/** The ending of a file's name and its type. */
export const fileKinds: Record<FileFormat, { ending: string; type: string }> = {
  jsonl: { ending: ".jsonl", type: "application/jsonl" },
  html: { ending: ".html", type: "text/html" },
  markdown: { ending: ".md", type: "text/markdown" },
};

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
  for (const one of conversations) found.push((await written(one, read)).conversation);
  const messages = found.reduce((total, one) => total + one.messages, 0);
  return { musicid: job.musicid, self, startedAt: job.startedAt, conversations: found, messages };
}

/** The parts of a file. No more than one conversation is in memory, and one run of it as text. */
export async function* fileParts(
  conversations: readonly Conversation[],
  read: ReadHistory,
  writer: FileWriter,
): AsyncGenerator<string, void, undefined> {
  yield writer.begin();
  for (const one of conversations) {
    const { conversation, pieces } = await written(one, read);
    yield writer.conversation(conversation);
    for (const [i, { run, joined }] of pieces.entries()) {
      const gap = i > 0 && !joined ? writer.gap(conversation) : "";
      yield gap + run.messages.map((message) => writer.message(message, conversation)).join("");
    }
    yield writer.endConversation(conversation);
  }
  yield writer.end();
}

async function written(conversation: Conversation, read: ReadHistory) {
  const { index, session, state } = conversation;
  const pieces = piecesOf(await read(session.sessionId), conversation);
  const messages = pieces.reduce((total, { run }) => total + run.messages.length, 0);
  const complete = state === "done" && pieces.every(({ joined }) => joined);
  const begins = pieces[0]?.joined ?? complete;
  return { pieces, conversation: { index, session, messages, complete, begins } satisfies FileConversation };
}
