// When not to ask the gateway.

import type { Dialect } from "../../app/model/learned.ts";
import { isQQMusicError } from "../../sdk/src/errors.ts";

/** What went wrong of late. */
export interface Trouble {
  /** Looks in a row that failed. */
  failures: number;
  /** Nothing is asked from this time on, in Unix milliseconds: when the last look failed. */
  since: number;
  /** Nothing is asked before this time. */
  until: number;
  /** The key that the gateway does not take any more; "" when it took the last one. */
  refusedKey: string;
  /** The dialect that it was refused in: a gateway may refuse all of one, and take the key in another. */
  refusedIn?: Dialect;
}

/** What the gateway is asked with. */
export interface AskedWith {
  musickey: string;
  dialect: Dialect;
}

/** Nothing went wrong. */
export const noTrouble: Trouble = { failures: 0, since: 0, until: 0, refusedKey: "" };

const minute = 60_000;
const limited = { soon: 2 * minute, calm: 60 * minute };
const failed = { soon: minute, calm: 15 * minute };
/** What a gateway says may be a date, and one of the two clocks wrong. */
const longest = 24 * 60 * minute;

/** Whether an error says that the gateway does not take the login. */
export const isLoginRefused = (error: unknown) =>
  isQQMusicError(error, "CredentialExpiredError") || isQQMusicError(error, "CredentialInvalidError");

/** What follows from a look that failed with `error`: longer waits each time, and none with a key that was refused. */
export function afterFailure(before: Trouble, error: unknown, { musickey, dialect }: AskedWith, now: number): Trouble {
  const failures = before.failures + 1;
  if (isLoginRefused(error)) return { failures, since: 0, until: 0, refusedKey: musickey, refusedIn: dialect };
  const limit =
    isQQMusicError(error, "RateLimitedError") || (isQQMusicError(error, "HTTPError") && error.status === 429);
  const { soon, calm } = limit ? limited : failed;
  const own = Math.min(calm, soon * 2 ** Math.min(failures - 1, 20));
  const said = isQQMusicError(error) ? Math.min(error.retryAfter ?? 0, longest) : 0;
  return { failures, since: now, until: now + Math.max(own, said), refusedKey: "" };
}

/** Whether the gateway may be asked now. A wait that has not begun yet is over: the clock was set back since. */
export function mayAsk({ since, until, refusedKey, refusedIn }: Trouble, asked: AskedWith, now: number): boolean {
  const waits = since <= now && now < until;
  return !waits && !(refusedKey === asked.musickey && refusedIn === asked.dialect);
}
