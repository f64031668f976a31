// Which account follows the cookies of y.qq.com. That the user wants it is kept on disk, whom it concerns in memory, as
// the account itself is. A page and the background both write, so each thing is a record of its own.

import type { AccountId } from "../../app/model/account-id.ts";
import { noTrouble, type Trouble } from "../watch/back-off.ts";

const wanted = "followsSite";
const names: Record<keyof Followed, string> = {
  account: "followed",
  former: "followedFormerly",
  trouble: "followTrouble",
};

/** What became of the login of y.qq.com. */
export interface Followed {
  /** The account that follows it; null while nobody is logged in there, and before that is known. */
  account: AccountId | null;
  /** The account that is to be removed, since it is not logged in there any more; null when there is none. */
  former: AccountId | null;
  /** What went wrong of late with a login that no account has yet. */
  trouble: Trouble;
}

/** Nobody follows it yet. */
export const nobody: Followed = { account: null, former: null, trouble: noTrouble };

/** What is followed; undefined when the user does not want it. */
export async function readFollowed(): Promise<Followed | undefined> {
  if ((await chrome.storage.local.get(wanted))[wanted] !== true) return undefined;
  const kept = await chrome.storage.session.get(Object.values(names));
  return {
    account: (kept[names.account] as AccountId | undefined) ?? nobody.account,
    former: (kept[names.former] as AccountId | undefined) ?? nobody.former,
    trouble: (kept[names.trouble] as Trouble | undefined) ?? nobody.trouble,
  };
}

/** Follows the cookies, of which this is known now; what is not said stays what it was. */
export async function follow(known: Partial<Followed> = {}): Promise<void> {
  await chrome.storage.local.set({ [wanted]: true });
  const records = Object.entries(known).map(([thing, value]) => [names[thing as keyof Followed], value]);
  await chrome.storage.session.set(Object.fromEntries(records) as Record<string, unknown>);
}

/** Follows them no more. */
export async function unfollow(): Promise<void> {
  await chrome.storage.local.remove(wanted);
  await chrome.storage.session.remove(Object.values(names));
}
