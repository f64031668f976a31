import type { Dialect } from "../model/learned.ts";
import type { Login } from "../model/login.ts";
import type { Raw } from "../model/raw.ts";

/** What is asked, in this order. Each is one request. */
export const stepNames = [
  "dialect",
  "otherDialect",
  "signed",
  "list",
  "listBehind",
  "messages",
  "messagesBehind",
  "otherOrder",
  "listAfter",
  "media",
  "config1",
  "config2",
  "config5",
  "hint",
  "entries",
  "card",
  "badge",
] as const;

/** One of them. */
export type StepName = (typeof stepNames)[number];

/** Why something was not asked. */
export type SkipReason =
  "noFurtherPage" | "noConversation" | "noMedia" | "noEncryptUin" | "nothingMarked" | "notListed";

/** Why a check ended: it was at its end, somebody stopped it, or asking on was forbidden or made no sense. */
export type EndReason = "complete" | "stopped" | "withheld" | "limited" | "login" | "module";

/** How something that was asked went. */
export type Outcome = "answered" | "refused" | "unreadable" | "silent";

/** Where a step is. */
export type StepState = "waiting" | "asking" | Outcome | { readonly skipped: SkipReason };

/** How a gateway session was answered. */
export interface SessionAnswer {
  dialect: Dialect;
  /** The HTTP status; 0 when no answer came. */
  status: number;
  /** The code, as it came. */
  code: unknown;
  ms: number;
  failed: boolean;
}

/** An error, without what it says. */
export interface SeenError {
  /** The name of its class. */
  name: string;
  /** The gateway's code or the HTTP status, as it came. */
  code: unknown;
  /** Whether it names a page to go to. */
  namesPage: boolean;
}

/** All that a check saw. Of the login it has what the beliefs need, and no key. */
export interface Evidence {
  /** The dialect in use, and the other one. */
  readonly dialects: readonly [Dialect, Dialect];
  /** How each step went that was asked. */
  readonly outcomes: Readonly<Partial<Record<StepName, Outcome>>>;
  readonly errors: Readonly<Partial<Record<StepName, SeenError>>>;
  readonly sessionAnswers: readonly SessionAnswer[];
  /** How many values of the answers could not be read. */
  readonly unread: number;
  /** Calls that were answered only once they were signed. */
  readonly wantedSignature: readonly StepName[];
  /** The conversations of all pages. */
  readonly conversations: readonly Raw[];
  /** The conversation whose messages were read. */
  readonly opened?: Raw;
  /** The messages of each page that was read: the first, the one behind it, and the first in the other order. */
  readonly pages: Readonly<Partial<Record<"messages" | "messagesBehind" | "otherOrder", readonly Raw[]>>>;
  /** Messages that were asked for by themselves. */
  readonly details: readonly Raw[];
  /** The conversation's unread count before its messages were read, and after; undefined where nothing unread was read. */
  readonly unreadCounts?: { readonly before: bigint; readonly after: bigint | undefined };
  readonly login: Pick<Login, "musicid" | "encryptUin" | "createTime" | "expiresIn">;
  /** When the check began, in Unix milliseconds. */
  readonly startedAt: number;
}
