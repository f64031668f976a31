// What is searched for in the archive, and what is found.

import { wordsOf } from "../model/fold.ts";
import type { Side } from "../model/sides.ts";

/** What a message can have in it besides words. */
export const searchedContents = ["picture", "link", "card"] as const;

/** One of them. A video is a picture too. */
export type SearchedContent = (typeof searchedContents)[number];

/** What is searched for. Without words and filters that is nothing. */
export interface SearchQuery {
  /** As it was written. All of its words are wanted. */
  readonly text: string;
  /** The only conversation that is searched. */
  readonly conversation?: string | undefined;
  /** Who wrote the messages. */
  readonly side?: "me" | "them" | undefined;
  /** What they have in them: any of these; empty for whatever they have. */
  readonly contents: readonly SearchedContent[];
  /** The first second of the time they are of, in Unix seconds. */
  readonly from?: number | undefined;
  /** The second behind its last one. */
  readonly to?: number | undefined;
}

/** How much of what is found is given: what is shown is bounded. */
export interface SearchLimit {
  readonly conversations: number;
  /** Messages of each conversation. */
  readonly each: number;
}

/** A message that was found. */
export interface Hit {
  readonly conversation: string;
  readonly id: string;
  /** In Unix seconds; undefined when it is not known. */
  readonly time: number | undefined;
  readonly side: Side;
  /** The piece of its text around the words. */
  readonly piece: string;
}

/** What was found in a conversation. */
export interface FoundIn {
  readonly conversation: string;
  /** How many messages were found. */
  readonly count: number;
  /** The newest of them, newest first. */
  readonly hits: readonly Hit[];
}

/** What was found by now. */
export interface Found {
  /** The conversation with the newest message first. */
  readonly groups: readonly FoundIn[];
  /** How many conversations there are in which something was found. */
  readonly conversations: number;
  /** How many messages were found in all. */
  readonly count: number;
  /** Whether all was looked through that has been read. */
  readonly ended: boolean;
}

/** A message that was found, among those of its conversation. */
export interface HitPlace {
  readonly hit: Hit;
  /** From 0: the newest. */
  readonly place: number;
  readonly count: number;
}

/** What was searched. */
export interface SearchExtent {
  /** Conversations of the list. */
  readonly conversations: number;
  /** Those of which every message is here. */
  readonly complete: number;
  /** Messages that are searched. */
  readonly messages: number;
  /** The time of the oldest of them, in Unix seconds. */
  readonly since: number | undefined;
  /** Whether what is kept is still being read. */
  readonly loading: boolean;
}

/** Whether a query asks for anything. */
export function asksForAnything({ text, side, contents, from, to }: SearchQuery): boolean {
  return wordsOf(text).length > 0 || contents.length > 0 || [side, from, to].some((one) => one !== undefined);
}
