// Reads what an export lacks.

import type { Session } from "../../sdk/src/index.ts";
import { fillHistory, isFilled } from "../archive/fill.ts";
import type { History } from "../archive/history.ts";
import { untilAborted } from "../archive/until-aborted.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Self } from "../model/sides.ts";
import { everyDay, isNewer, isOlder, type Days } from "./days.ts";
import type { ExportPlace } from "./export-place.ts";
import { measured, newestIn, wantedOf } from "./extent.ts";
import { newConversation, type Conversation, type Job } from "./job.ts";
import { readList, unlistedIn, type ListSource } from "./list.ts";
import { completeMedia } from "./media.ts";

/** What is gathered, from where and into what. */
export interface Gathering {
  place: ExportPlace;
  gateway: Gateway;
  /** The conversation, when it is only one. */
  session: Session | undefined;
  /** The archive and the reader that have the list. */
  list: ListSource;
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
  const days = kept.job.days ?? everyDay;
  const conversations = kept.job.listed ? kept.conversations : await list(gathering, kept.job);
  for (const [i, conversation] of conversations.entries()) {
    onStep(conversations, i, 0);
    if (conversation.state !== "open") continue;
    const step = async (further: Conversation, came: number) => {
      conversations[i] = further;
      await place.notes.put(further);
      onStep(conversations, i, came);
    };
    await step({ ...(await gatherOne(gathering, conversation, days, step)), state: "done" }, 0);
  }
}

async function list({ place, session, list, signal, self }: Gathering, job: Job): Promise<Conversation[]> {
  const { only } = job;
  const isChosen = ({ sessionId }: Session) => !only || only.includes(sessionId);
  const listed = session ? [session] : await readList(list, signal, only);
  const unlisted = session ? [] : await unlistedIn(place.archive, listed, self);
  const conversations = [
    ...listed.filter(isChosen).map((one) => ({ one, isUnlisted: false })),
    ...unlisted.filter(isChosen).map((one) => ({ one, isUnlisted: true })),
  ].map(({ one, isUnlisted }, index) => newConversation(index, one, isUnlisted));
  await place.notes.list(job, conversations);
  return conversations;
}

async function gatherOne(
  { place, gateway, session: only, signal }: Gathering,
  begun: Conversation,
  days: Days,
  step: (further: Conversation, came: number) => Promise<void>,
): Promise<Conversation> {
  const { archive, reader } = place;
  const { session, unlisted } = begun;
  const id = session.sessionId;
  const history = () => archive.kept.readHistory(id);
  let conversation = begun;
  const further = async (pages: number, came: number) => {
    place.check();
    conversation = measured(await history(), { ...conversation, pages: conversation.pages + pages }, days);
    await step(conversation, came);
  };

  if (!conversation.upTo) {
    signal.throwIfAborted();
    const known = await history();
    if (!only && isFilled(known, session.newMsg)) {
      conversation = { ...conversation, upTo: session.newMsg ?? undefined };
      await further(0, 0);
    } else if (unlisted || (!only && isOutside(days, known, session))) {
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
  await fillHistory({
    history,
    ask,
    signal,
    upTo,
    wanted: wantedOf(days),
    onPage: ({ messages }) => further(1, messages.length),
  });
  await completeMedia(place, gateway, conversation, days, signal);
  return conversation;
}

// Whether the newest messages need not be asked for: they are of no day that is wanted. The list was just read.
function isOutside(days: Days, known: History, { newMsg }: Session): boolean {
  const newest = newestIn(known);
  return (newMsg !== null && isOlder(days, newMsg)) || (newest !== undefined && isNewer(days, newest));
}
