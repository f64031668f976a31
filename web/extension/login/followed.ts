// Which account follows the cookies of y.qq.com. That the user wants it is kept on disk, whom it concerns in memory, as
// the account itself is.

import { noTrouble, type Trouble } from "../watch/back-off.ts";

const wanted = "followsSite";
const name = "followed";

/** What became of the login of y.qq.com. */
export interface Followed {
  /** The account that follows it; "" while nobody is logged in there, and before that is known. */
  musicid: string;
  /** The account that is to be forgotten, since it is not logged in there any more; "" when there is none. */
  former: string;
  /** What went wrong of late with a login that no account has yet. */
  trouble: Trouble;
}

const nobody: Followed = { musicid: "", former: "", trouble: noTrouble };

/** What is followed; undefined when the user does not want it. */
export async function readFollowed(): Promise<Followed | undefined> {
  if ((await chrome.storage.local.get(wanted))[wanted] !== true) return undefined;
  const kept = (await chrome.storage.session.get(name))[name] as Followed | undefined;
  return kept ?? nobody;
}

/** Follows the cookies, of which this is known now. */
export async function follow(known: Partial<Followed> = {}): Promise<void> {
  await chrome.storage.local.set({ [wanted]: true });
  await chrome.storage.session.set({ [name]: { ...nobody, ...known } });
}

/** Follows them no more. */
export async function unfollow(): Promise<void> {
  await chrome.storage.local.remove(wanted);
  await chrome.storage.session.remove(name);
}
