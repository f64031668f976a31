// What the background knows between two looks. It is killed at any time, so nothing of it is in a variable.

import type { Session } from "../../sdk/src/index.ts";
import { noTrouble, type Trouble } from "./back-off.ts";
import { seenIn, type Seen } from "./news.ts";

const name = "watch";

/** What is known of an account. */
export interface WatchState {
  musicid: string;
  trouble: Trouble;
  /** What was seen; undefined before the first look. */
  seen: Seen | undefined;
}

/** What is known of an account before the first look. */
export const nothingKnown = (musicid: string): WatchState => ({ musicid, trouble: noTrouble, seen: undefined });

/** What is known of an account. */
export async function readWatch(musicid: string): Promise<WatchState> {
  const kept = (await chrome.storage.session.get(name))[name] as WatchState | undefined;
  return kept?.musicid === musicid ? kept : nothingKnown(musicid);
}

/** Keeps what is known. */
export async function keepWatch(state: WatchState): Promise<void> {
  await chrome.storage.session.set({ [name]: state });
}

/** Forgets it. */
export async function forgetWatch(): Promise<void> {
  await chrome.storage.session.remove(name);
}

/** Counts messages as seen, so that nobody announces them. */
export async function rememberSeen(musicid: string, sessions: readonly Session[]): Promise<void> {
  const before = await readWatch(musicid);
  await keepWatch({ ...before, seen: seenIn(sessions, before.seen) });
}
