import { CGIError, DataError } from "../../sdk/src/errors.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Message, Session } from "../../sdk/src/index.ts";
import { isIncomplete } from "../model/kinds.ts";
import { newConversation, nextPage, type Conversation, type Job, type PageStore } from "./job.ts";

/** How many pictures and videos are asked about at once. */
const detailsAtOnce = 20;

/** Where conversations and messages come from. */
export interface Source {
  /** The conversations, page by page. */
  sessions(signal: AbortSignal): AsyncIterable<readonly Session[]>;
  /** The messages of a conversation, page by page, newest first; those older than one when an id is given. */
  messages(sessionId: string, lastId: string | undefined, signal: AbortSignal): AsyncIterable<Answer>;
  /** The details of pictures and videos, by id. */
  details(sessionId: string, ids: string[], signal: AbortSignal): Promise<Record<string, Message>>;
}

/** A page as it came. */
export interface Answer {
  messages: readonly Message[];
  more: boolean;
}

/** The gateway as a source. */
export function clientSource(gateway: Gateway): Source {
  return {
    async *sessions(signal) {
      const client = await gateway.call(async (client) => client);
      for await (const page of client.getSessions({ signal }).pages()) yield page.sessions;
    },
    async *messages(sessionId, lastId, signal) {
      const client = await gateway.call(async (client) => client);
      for await (const page of client.getMessages({ sessionId, lastId, signal }).pages()) {
        yield { messages: page.messages, more: Number(page.hasMore) === 1 && page.messages.length > 0 };
      }
    },
    async details(sessionId, ids, signal) {
      return (await gateway.call((client) => client.getMediaMessageDetails(sessionId, ids, { signal }))).msgIds;
    },
  };
}

/** What is collected, from where and into what. */
export interface Collecting {
  source: Source;
  store: PageStore;
  job: Job;
  /** The conversation, when it is only one. */
  session?: Session | undefined;
  signal: AbortSignal;
  /** Told when a conversation is further than it was. */
  onStep: (conversations: readonly Conversation[], current: number) => void;
}

/**
 * Collects what is missing of an export. What has come is kept page by page, so that it can be called again after an
 * error, or much later: it goes on behind the last page that is there.
 */
export async function collect(collecting: Collecting): Promise<void> {
  const { store, job, onStep, signal } = collecting;
  if (!job.listed) {
    const sessions = collecting.session ? [collecting.session] : await listSessions(collecting.source, signal);
    const found = sessions.map((session, index) => newConversation(job.key, index, session));
    await store.list({ ...job, listed: true }, found);
  }
  const conversations = await store.conversations(job.key);
  for (const [i, conversation] of conversations.entries()) {
    onStep(conversations, i);
    if (conversation.state !== "open") continue;
    const ended = await collectOne(collecting, conversation, (further) => {
      conversations[i] = further;
      onStep(conversations, i);
    });
    conversations[i] = { ...ended, state: "done" };
    await store.putConversation(conversations[i]);
    onStep(conversations, i);
  }
}

// A conversation that moves to the top while the list is read would be missed: the list is read from its top once more
// until a page has nothing new.
async function listSessions(source: Source, signal: AbortSignal): Promise<Session[]> {
  const found = new Map<string, Session>();
  for await (const page of source.sessions(signal)) {
    for (const session of page) found.set(session.sessionId, session);
  }
  for await (const page of source.sessions(signal)) {
    const added = page.filter((session) => !found.has(session.sessionId));
    for (const session of added) found.set(session.sessionId, session);
    if (added.length === 0) break;
  }
  return [...found.values()];
}

async function collectOne(
  { source, store, signal }: Collecting,
  begun: Conversation,
  onPage: (conversation: Conversation) => void,
): Promise<Conversation> {
  const { key, index } = begun;
  const { sessionId } = begun.session;
  const known = new Set<string>();
  const wanted: string[] = [];
  let conversation = begun;
  let cursor: string | undefined;
  let more = true;
  for (let number = 0; number < begun.pages; number++) {
    const page = await store.page(key, index, number);
    if (!page) throw new Error("a kept page is missing");
    for (const message of page.messages) known.add(message.id);
    wanted.push(...(await withoutDetails(store, key, index, page.messages)));
    ({ cursor, more } = page);
  }
  const askDetails = async (atLeast: number) => {
    while (wanted.length >= atLeast && wanted.length > 0) {
      const ids = wanted.slice(0, detailsAtOnce);
      await store.addDetails(key, index, await detailsOf(source, sessionId, ids, signal));
      wanted.splice(0, ids.length);
    }
  };
  if (more) {
    for await (const answer of source.messages(sessionId, cursor, signal)) {
      const next = nextPage(conversation, answer, known);
      if (next.page.messages.length === 0 && answer.more) {
        throw new DataError("the gateway gave the same messages again", { call: "getMessages" });
      }
      await store.addPage(next.page, next.conversation);
      conversation = next.conversation;
      onPage(conversation);
      wanted.push(...next.page.messages.filter(isIncomplete).map((message) => message.id));
      await askDetails(detailsAtOnce);
      signal.throwIfAborted();
    }
  }
  await askDetails(1);
  return conversation;
}

async function withoutDetails(
  store: PageStore,
  key: string,
  index: number,
  messages: readonly Message[],
): Promise<string[]> {
  const ids = messages.filter(isIncomplete).map((message) => message.id);
  const details = ids.length > 0 ? await store.details(key, index, ids) : [];
  return ids.filter((_, i) => details[i] === undefined);
}

async function detailsOf(
  source: Source,
  sessionId: string,
  ids: string[],
  signal: AbortSignal,
): Promise<Map<string, Message | null>> {
  let found: Record<string, Message> = {};
  try {
    found = await source.details(sessionId, ids, signal);
  } catch (error) {
    // Pictures that the gateway does not give do not keep the messages from being exported.
    if (!(error instanceof CGIError)) throw error;
  }
  return new Map(ids.map((id) => [id, Object.hasOwn(found, id) ? found[id]! : null]));
}
