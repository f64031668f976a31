// Reads what an export lacks.

import type { Session } from "../../sdk/src/index.ts";
import type { Archive } from "../archive/archive.ts";
import { fillHistory, isFilled } from "../archive/fill.ts";
import type { Reader } from "../archive/reader.ts";
import { unlistedConversation } from "../archive/unlisted.ts";
import { untilAborted } from "../archive/until-aborted.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Self } from "../model/sides.ts";
import type { ExportPlace } from "./export-place.ts";
import { measured, newestIn } from "./extent.ts";
import { newConversation, type Conversation, type Job } from "./job.ts";
import { completeMedia } from "./media.ts";

/** What is gathered, from where and into what. */
export interface Gathering {
  place: ExportPlace;
  gateway: Gateway;
  /** The conversation, when it is only one. */
  session: Session | undefined;
  /** The archive and the reader that have the list. */
  list: { archive: Archive; reader: Reader };
  signal: AbortSignal;
  /** What is known of the account. */
  self: Self;
  /** Told when a conversation is further than it was; with how many messages just came. */
  onStep: (conversations: readonly Conversation[], current: number, came: number) => void;
}

/**
 * Reads what is missing of an export that was begun. What has come is kept page by page, so that it can be called again
 * after an error, or much later: it goes on where it was.
 */
export async function gather(gathering: Gathering): Promise<void> {
  const { place, onStep } = gathering;
  const kept = await place.notes.read();
  if (!kept) throw new Error("no export was begun");
  const conversations = kept.job.listed ? kept.conversations : await list(gathering, kept.job);
  for (const [i, conversation] of conversations.entries()) {
    onStep(conversations, i, 0);
    if (conversation.state !== "open") continue;
    const step = async (further: Conversation, came: number) => {
      conversations[i] = further;
      await place.notes.put(further);
      onStep(conversations, i, came);
    };
    await step({ ...(await gatherOne(gathering, conversation, step)), state: "done" }, 0);
  }
}

async function list({ place, session, list, signal, self }: Gathering, job: Job): Promise<Conversation[]> {
  const sessions = session ? [session] : await allSessions(list, signal);
  const conversations = sessions.map((one, index) => newConversation(index, one));
  for (const id of session ? [] : await place.archive.kept.histories()) {
    if (sessions.some((one) => one.sessionId === id)) continue;
    const { pieces } = await place.archive.kept.readHistory(id);
    const messages = pieces.flatMap(({ run }) => run.messages);
    const unlisted = unlistedConversation(id, messages, self);
    conversations.push(newConversation(conversations.length, unlisted, true));
  }
  await place.notes.list(job, conversations);
  return conversations;
}

// A conversation that moves to the top while the list is read would be missed: the top is looked at once more.
async function allSessions({ archive, reader }: Gathering["list"], signal: AbortSignal): Promise<readonly Session[]> {
  await untilAborted(reader.lookAtList(), signal);
  while (reader.listEnd.value) await untilAborted(reader.moreConversations(), signal);
  await untilAborted(reader.lookAtList(), signal);
  return archive.list.value.conversations;
}

async function gatherOne(
  { place, gateway, session: only, signal }: Gathering,
  begun: Conversation,
  step: (further: Conversation, came: number) => Promise<void>,
): Promise<Conversation> {
  const { archive, reader } = place;
  const { session, unlisted } = begun;
  const id = session.sessionId;
  const history = () => archive.kept.readHistory(id);
  let conversation = begun;
  const further = async (pages: number, came: number) => {
    place.check();
    conversation = measured(await history(), { ...conversation, pages: conversation.pages + pages });
    await step(conversation, came);
  };

  if (!conversation.upTo) {
    signal.throwIfAborted();
    const known = await history();
    if (!only && isFilled(known, session.newMsg)) {
      conversation = { ...conversation, upTo: session.newMsg ?? undefined };
      await further(0, 0);
    } else if (unlisted) {
      conversation = { ...conversation, upTo: newestIn(known) };
      await further(0, 0);
    } else {
      const { page } = await untilAborted(reader.newest(id, session.newMsg), signal);
      conversation = { ...conversation, upTo: newestIn(await history()) };
      await further(1, page.messages.length);
    }
  }
  const { upTo } = conversation;
  if (!upTo || unlisted) return conversation;
  const ask = async (before: string | undefined) => {
    const { page } = await (before === undefined ? reader.newest(id) : reader.before(id, before));
    return { messages: page.messages, hasMore: Number(page.hasMore) === 1 };
  };
  await fillHistory({ history, ask, signal, upTo, onPage: ({ messages }) => further(1, messages.length) });
  await completeMedia(place, gateway, conversation, signal);
  return conversation;
}
