// When not to ask the gateway.

import type { Dialect } from "../../app/model/learned.ts";
import { isQQMusicError } from "../../sdk/src/errors.ts";

/** What went wrong of late. */
export interface Trouble {
  /** Looks in a row that failed. */
  failures: number;
  /** Nothing is asked before this time, in Unix milliseconds. */
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
export const noTrouble: Trouble = { failures: 0, until: 0, refusedKey: "" };

const minute = 60_000;
const limited = { soon: 2 * minute, calm: 60 * minute };
const failed = { soon: minute, calm: 15 * minute };

/** Whether an error says that the gateway does not take the login. */
export const isLoginRefused = (error: unknown) =>
  isQQMusicError(error, "CredentialExpiredError") || isQQMusicError(error, "CredentialInvalidError");

/** What follows from a look that failed with `error`: longer waits each time, and none with a key that was refused. */
export function afterFailure(before: Trouble, error: unknown, { musickey, dialect }: AskedWith, now: number): Trouble {
  const failures = before.failures + 1;
  if (isLoginRefused(error)) return { failures, until: 0, refusedKey: musickey, refusedIn: dialect };
  const limit =
    isQQMusicError(error, "RateLimitedError") || (isQQMusicError(error, "HTTPError") && error.status === 429);
  const { soon, calm } = limit ? limited : failed;
  const own = Math.min(calm, soon * 2 ** Math.min(failures - 1, 20));
  const said = isQQMusicError(error) ? (error.retryAfter ?? 0) : 0;
  return { failures, until: now + Math.max(own, said), refusedKey: "" };
}

/** Whether the gateway may be asked now. */
export function mayAsk({ until, refusedKey, refusedIn }: Trouble, asked: AskedWith, now: number): boolean {
  return now >= until && !(refusedKey === asked.musickey && refusedIn === asked.dialect);
}
