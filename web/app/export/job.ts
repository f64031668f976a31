import type { Message, Session } from "../../sdk/src/index.ts";

/** What a file can be. */
export type FileFormat = "jsonl" | "html" | "markdown";

/** An export that was begun. */
export interface Job {
  /** Account and extent: there is one export of each at a time. */
  key: string;
  musicid: string;
  format: FileFormat;
  /** When it was begun, in Unix milliseconds: later messages are not in it. */
  startedAt: number;
  /** Whether it is known which conversations there are. */
  listed: boolean;
}

/** One conversation of an export, and how far it is. */
export interface Conversation {
  key: string;
  /** Its place among the conversations. */
  index: number;
  session: Session;
  state: "open" | "done" | "skipped";
  pages: number;
  messages: number;
  /** The time of the newest and of the oldest message so far, in Unix seconds; 0 before the first. */
  newest: number;
  oldest: number;
}

/** A page of messages as it is kept until the file is written. */
export interface KeptPage {
  key: string;
  index: number;
  /** From 0 on, newest first. */
  number: number;
  /** The id of its last message: the page behind it begins after that. */
  cursor: string;
  /** Whether there is a page behind it. */
  more: boolean;
  /** Newest first; none that an earlier page has. */
  messages: Message[];
}

/** Keeps what has come of an export, so that it can go on later. */
export interface PageStore {
  job(key: string): Promise<Job | undefined>;
  /** Begins anew: what was kept under the key is forgotten. */
  begin(job: Job): Promise<void>;
  /** Keeps which conversations there are, all at once. */
  list(job: Job, conversations: Conversation[]): Promise<void>;
  conversations(key: string): Promise<Conversation[]>;
  putConversation(conversation: Conversation): Promise<void>;
  /** Keeps a page together with how far its conversation is: both or neither. */
  addPage(page: KeptPage, conversation: Conversation): Promise<void>;
  page(key: string, index: number, number: number): Promise<KeptPage | undefined>;
  /** Keeps details of pictures and videos; null when there are none. */
  addDetails(key: string, index: number, details: ReadonlyMap<string, Message | null>): Promise<void>;
  /** The details of messages; undefined where they have not been asked for. */
  details(key: string, index: number, ids: readonly string[]): Promise<(Message | null | undefined)[]>;
  /** Forgets an export. */
  remove(key: string): Promise<void>;
}

/** The key of an export: of one conversation of an account, or of all. */
export function jobKey(endpoint: string, musicid: string, sessionId?: string): string {
  return JSON.stringify(sessionId === undefined ? [musicid, endpoint] : [musicid, endpoint, sessionId]);
}

/** Whether an export belongs to an account. */
export function isOfAccount(key: string, musicid: string): boolean {
  return key.startsWith(JSON.stringify([musicid]).slice(0, -1) + ",");
}

/** A conversation of which nothing has come. */
export function newConversation(key: string, index: number, session: Session): Conversation {
  return { key, index, session, state: "open", pages: 0, messages: 0, newest: 0, oldest: 0 };
}

/** A page without what earlier pages have, whose ids are in `known`; and its conversation with it. */
export function nextPage(
  conversation: Conversation,
  answer: { messages: readonly Message[]; more: boolean },
  known: Set<string>,
): { page: KeptPage; conversation: Conversation } {
  const messages = answer.messages.filter((message) => !known.has(message.id) && known.add(message.id));
  const { key, index, pages } = conversation;
  const cursor = answer.messages.at(-1)?.id ?? "";
  const first = Number(answer.messages[0]?.time ?? 0);
  const last = Number(answer.messages.at(-1)?.time ?? 0);
  return {
    page: { key, index, number: pages, cursor, more: answer.more, messages },
    conversation: {
      ...conversation,
      pages: pages + 1,
      messages: conversation.messages + messages.length,
      newest: conversation.newest || first,
      oldest: last || conversation.oldest,
    },
  };
}
