import type { Problem, ProblemKind } from "../model/problem.ts";

/** Who a message goes to. */
export interface Receiver {
  /** The number of the other side, or its encrypted form. */
  readonly userId: string;
  /** 1 in a conversation of super messages, otherwise 0. */
  readonly superMsgFlag: number;
}

/**
 * How far a message is: it waits; it is being sent; it was not sent and the user decides; it may have arrived and is
 * looked for; the gateway took it, but it did not come back.
 */
export type EntryState = "waiting" | "sending" | "failed" | "maybe" | "accepted";

/** What is sent. */
export type OutboxContent = { readonly kind: "text"; readonly text: string };

/** What is kept of a message besides its content. */
export interface EntryFacts {
  /** The key it is sent with, also when it is sent again. */
  readonly clientKey: string;
  readonly conversationId: string;
  readonly receiver: Receiver;
  /** When it was written, in Unix milliseconds. */
  readonly writtenAt: number;
  /** Tells the order, also of two that were written in one millisecond: the smaller number goes first. */
  readonly order: number;
  /** The id of the newest message that was known in the conversation when it was written; "" when none was. */
  readonly after: string;
  readonly state: EntryState;
  /** Why it failed, or may have. One whose sender vanished in the middle has none. */
  readonly problem?: Problem | undefined;
  /** What the gateway said when it took the message; "" when it said nothing. Only of one that was accepted. */
  readonly says?: string;
}

/** A message as its record has it. */
export type KeptEntry = EntryFacts & OutboxContent;

/** A message that is to be sent. It never changes; a changed one is another. */
export type OutboxEntry = KeptEntry & {
  /** Whether there is a record of it. Without one it is gone when the page is: the store is full or forbidden. */
  readonly kept: boolean;
  /**
   * Whether it has to be looked for before anything else is done with it: `ask` when it has, `unknown` when that was
   * done and nobody could say. A message that waits with `unknown` goes on when it is found out or when the user says so.
   */
  readonly doubt: "none" | "ask" | "unknown";
  /** Whether it was written here and never sent, so that it can be nowhere else. */
  readonly fresh: boolean;
};

/** What becomes of a message. */
export type EntryChange =
  | { state: "waiting" | "sending" }
  | { state: "failed"; problem: Problem | undefined }
  | { state: "maybe"; problem?: Problem | undefined; doubt: OutboxEntry["doubt"] }
  | { state: "accepted"; says: string };

/** The message in another state. Nothing of what belonged to the state before stays. */
export function changed(entry: OutboxEntry, change: EntryChange): OutboxEntry {
  const { problem: _problem, says: _says, ...rest } = entry;
  return { ...rest, doubt: "none", fresh: false, ...change };
}

/** What another tab, or this one before it was loaded anew, made of a message. */
export function adopted(record: KeptEntry): OutboxEntry {
  // One that waits may have been sent by that tab before its word came here, or by the tab that this one is a copy of.
  const doubt = record.state === "waiting" ? "ask" : record.state === "maybe" ? "unknown" : "none";
  return { ...record, kept: true, doubt, fresh: false };
}

/** Below 0 when one is sent before the other. */
export function compareEntries(one: KeptEntry, other: KeptEntry): number {
  return one.order - other.order || (one.clientKey < other.clientKey ? -1 : 1);
}

/** A message as the text of its record. */
export function recordOf(entry: KeptEntry): string {
  const { clientKey, conversationId, receiver, kind, text, writtenAt, order, after, state, problem, says } = entry;
  return JSON.stringify({
    clientKey,
    conversationId,
    receiver,
    kind,
    text,
    writtenAt,
    order,
    after,
    state,
    problem,
    says,
  } satisfies { [Field in keyof KeptEntry]: unknown });
}

const states: readonly unknown[] = ["waiting", "sending", "failed", "maybe", "accepted"] satisfies EntryState[];

/** Reads the record of the message with this key; undefined when it is none, or one that a later version wrote. */
export function readRecord(text: string | null, clientKey: string): KeptEntry | undefined {
  const record = fieldsOf(parsed(text));
  const receiver = fieldsOf(record["receiver"]);
  const { conversationId, writtenAt, order, after, state, says } = record;
  const { userId, superMsgFlag } = receiver;
  if (record["clientKey"] !== clientKey || record["kind"] !== "text" || !states.includes(state)) return undefined;
  if (!isText(record["text"]) || !isText(conversationId) || !isText(after) || !isText(userId)) return undefined;
  if (!isNumber(writtenAt) || !isNumber(order) || !isNumber(superMsgFlag)) return undefined;
  const problem = readProblem(record["problem"]);
  return {
    clientKey,
    conversationId,
    receiver: { userId, superMsgFlag },
    kind: "text",
    text: record["text"],
    writtenAt,
    order,
    after,
    state: state as EntryState,
    ...(problem && { problem }),
    ...(isText(says) && { says }),
  };
}

// A problem that cannot be read is no reason to lose the message.
function readProblem(value: unknown): Problem | undefined {
  const { kind, code, says, page, retryAfter, maybeSent, detail } = fieldsOf(value);
  if (!isText(kind) || !isText(code) || !isText(says) || !isText(page) || !isText(detail)) return undefined;
  return {
    kind: kind as ProblemKind,
    code,
    says,
    page,
    maybeSent: maybeSent === true,
    detail,
    ...(isNumber(retryAfter) && { retryAfter }),
  };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => Number.isFinite(value);
