// What can be chosen in a search, from the top.

import type { Session } from "../../sdk/src/index.ts";
import type { Found, Hit } from "../archive/search-query.ts";

/** Something that can be chosen. */
export type Choice =
  | { choice: "conversation"; key: string; conversation: Session }
  | { choice: "hit"; key: string; hit: Hit; place: number }
  /** All that was found in a conversation. */
  | { choice: "allIn"; key: string; conversation: string }
  /** More of the conversations that are called so. */
  | { choice: "moreNamed"; key: string }
  | { choice: "more"; key: string };

/** So many conversations are named where messages are found too, and where nothing is searched for. */
const named = 5;
const recent = 8;

/** What there is to choose from. */
export interface ChoiceSources {
  /** The conversations that may be meant. */
  conversations: readonly Session[];
  /** How many times as many of them as at first are wanted. */
  namedPages: number;
  /** What was found; undefined where nothing is searched for. */
  found: Found | "nothing yet" | undefined;
  /** Whether one conversation alone is searched. */
  onlyOne: boolean;
}

/** Everything that can be chosen: conversations, what was found in each, and more of both. */
export function choicesOf({ conversations, namedPages, found, onlyOne }: ChoiceSources): Choice[] {
  const most = found === undefined ? recent : named * namedPages;
  const choices = conversations.slice(0, most).map((conversation): Choice => {
    return { choice: "conversation", key: `c ${conversation.sessionId}`, conversation };
  });
  if (found === undefined) return choices;
  if (conversations.length > most) choices.push({ choice: "moreNamed", key: "more named" });
  return found === "nothing yet" ? choices : [...choices, ...messagesOf(found, onlyOne)];
}

function messagesOf(found: Found, onlyOne: boolean): Choice[] {
  const choices = found.groups.flatMap(({ conversation, count, hits }) => {
    const all = hits.map((hit, place): Choice => {
      return { choice: "hit", key: `m ${conversation} ${hit.id}`, hit, place };
    });
    const hasMore = count > hits.length && !onlyOne;
    return hasMore ? [...all, { choice: "allIn", key: `a ${conversation}`, conversation } as const] : all;
  });
  const shown = found.groups.reduce((sum, { hits }) => sum + hits.length, 0);
  const hasMore = onlyOne ? found.count > shown : found.conversations > found.groups.length;
  return hasMore ? [...choices, { choice: "more", key: "more" }] : choices;
}
