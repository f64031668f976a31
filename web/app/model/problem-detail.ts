// The facts of an error that are shown, copied and handed on: nothing secret, and nothing that anybody wrote.

import { isQQMusicError } from "../../sdk/src/errors.ts";

/** What was so when something went wrong. */
export interface Occasion {
  /** When it did, in Unix milliseconds. */
  at?: number;
  /** The number of the account, which is not told. */
  musicid?: string;
  /** The dialect in use. */
  dialect?: string;
}

/** What stands where something is left out. */
const leftOut = "…";
/** What stands for the number of the account. */
const ownNumber = "(account)";
/** A shorter number is a part of others: there is no account with one. */
const shortestNumber = 5;

/** The facts of an error, as text. */
export function detailOf(error: unknown, { at, musicid = "", dialect }: Occasion = {}): string {
  const time = at === undefined ? undefined : new Date(at).toISOString();
  if (!isQQMusicError(error)) return json({ name: nameOf(error), time, dialect });
  const { name, call, code, status, argument, retryAfter, maybeSent } = error;
  const unnamed = (text: string) => (musicid.length < shortestNumber ? text : text.replaceAll(musicid, ownNumber));
  const path = error.path && plainPath(error.path);
  const message = unnamed(plain(path ? error.message.replaceAll(error.path!, path) : error.message));
  const traceId = error.traceId && unnamed(error.traceId);
  return json({ name, call, code, status, path, argument, retryAfter, maybeSent, message, traceId, time, dialect });
}

/** The facts of a message that the gateway did not take, as text. */
export function notAcceptedDetail(reason: string, at: number): string {
  return json({ name: "not accepted", call: "sendMessage", reason, time: new Date(at).toISOString() });
}

const json = (facts: Record<string, unknown>) => JSON.stringify(facts, null, 2);

// The message of an error that is none of the client's may quote anything.
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return /^[\w$]{1,60}$/.test(error.name) ? error.name : "Error";
}

// The keys of a map are whatever the gateway or somebody made of them: ids, numbers of accounts.
function plainPath(path: string): string {
  const isPlain = (part: string) => part === "" || /^[A-Za-z]\w{0,40}$/.test(part) || /^\d{1,4}$/.test(part);
  return path
    .split("/")
    .map((part) => (isPlain(part) ? part : leftOut))
    .join("/");
}

// What the browser says of a request may have an address or a piece of an answer in it.
function plain(message: string): string {
  return message
    .replaceAll(/(["'`])[^"'`]*\1/g, `$1${leftOut}$1`)
    .replaceAll(/“[^”]*”/g, `“${leftOut}”`)
    .replaceAll(/\w+:\/\/[^\s)]+/g, leftOut);
}
