// What the background knows of an account between two looks. It is killed at any time, so nothing of it is in a variable.
// What was seen is written by whoever showed it, what went wrong by the background alone: each is a record of its own.

import { oneAtATime } from "../../common/one-at-a-time.ts";
import type { AccountId } from "../../app/model/account-id.ts";
import { kindPrefix, recordName } from "../../app/model/record-names.ts";
import type { Session } from "../../sdk/src/index.ts";
import { noTrouble, type Trouble } from "./back-off.ts";
import { seenIn, type Seen } from "./news.ts";

/** What was seen of an account; undefined before the first look. */
export async function readSeen(id: AccountId): Promise<Seen | undefined> {
  return (await read(recordName("seen", id))) as Seen | undefined;
}

/** Counts messages as seen, so that nobody announces them. */
export function rememberSeen(id: AccountId, sessions: readonly Session[]): Promise<void> {
  const name = recordName("seen", id);
  return oneAtATime(name, async () => {
    await chrome.storage.session.set({ [name]: seenIn(sessions, await readSeen(id)) });
  });
}

/** What went wrong of late with an account. */
export async function readTrouble(id: AccountId): Promise<Trouble> {
  return ((await read(recordName("trouble", id))) as Trouble | undefined) ?? noTrouble;
}

/** Keeps what went wrong. */
export async function keepTrouble(id: AccountId, trouble: Trouble): Promise<void> {
  await chrome.storage.session.set({ [recordName("trouble", id)]: trouble });
}

/** Forgets what is known of all accounts whose keys are not kept. */
export async function forgetWatchOfOthers(kept: () => Promise<string[]>): Promise<void> {
  const names = Object.keys(await chrome.storage.session.get(null));
  const keys = await kept();
  const isGone = (name: string, prefix: string) => name.startsWith(prefix) && !keys.includes(name.slice(prefix.length));
  const gone = names.filter((name) => isGone(name, kindPrefix("seen")) || isGone(name, kindPrefix("trouble")));
  if (gone.length > 0) await chrome.storage.session.remove(gone);
}

async function read(name: string): Promise<unknown> {
  return (await chrome.storage.session.get(name))[name];
}
