// What the page and the worker of the search say to each other.

import type { User } from "../../sdk/src/index.ts";
import type { Self } from "../model/sides.ts";
import type { Found, HitPlace, SearchExtent, SearchLimit, SearchQuery } from "./search-query.ts";
import type { SearchLabels, SearchRecord } from "./search-record.ts";

/** A conversation of the list as the search has to know it. */
export interface Listed {
  readonly id: string;
  /** What tells whose its messages are. */
  readonly peer: Pick<User, "uin" | "encryptUin"> | null;
  /** The newest message that the list has of it: it is searched although the conversation may not have been read. */
  readonly newest: SearchRecord | undefined;
}

/** What the page says. */
export type ToSearch =
  /** The list of conversations, newest first, and those of it that are new or have changed. It comes first of all. */
  | { say: "list"; order: readonly string[]; changed: readonly Listed[] }
  /** Forget all messages, and read those of an account from the database. */
  | { say: "disk"; account: string; self: Self; labels: SearchLabels }
  /** Forget all messages: the page gives them. */
  | { say: "page" }
  /** These conversations have changed in the database. */
  | { say: "changed"; conversations: readonly string[] }
  | { say: "take"; conversation: string; key: string; records: readonly SearchRecord[] }
  | { say: "put"; conversation: string; keys: readonly string[]; whole: boolean }
  /** Whether the page still has messages to give. */
  | { say: "loading"; loading: boolean }
  /** Search; what is being searched for is given up. */
  | { say: "search"; number: number; query: SearchQuery; limit: SearchLimit }
  /** Give more or less of what is found. */
  | { say: "limit"; limit: SearchLimit }
  | { say: "near"; number: number; conversation: string; id: string; place: number; step: number };

/** What the worker says. */
export type FromSearch =
  /** What was found of the search of a number; more than once while it goes on and while messages come. */
  | { say: "found"; number: number; found: Found; extent: SearchExtent }
  | { say: "extent"; extent: SearchExtent }
  | { say: "near"; number: number; near: HitPlace | undefined }
  /** The database cannot be read. */
  | { say: "failed" };
