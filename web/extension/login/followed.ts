// Which account follows the cookies of y.qq.com. That the user wants it, and of which store of cookies, is kept on disk, whom it
// concerns in memory, as the account itself is. A page and the background both write, so each thing is a record of its own.

import type { AccountId } from "../../app/model/account-id.ts";
import type { Dialect } from "../../app/model/learned.ts";
import { noTrouble, type Trouble } from "../watch/back-off.ts";

const wanted = "followsSite";
const storeName = "followsStore";
const names: Record<keyof Omit<Followed, "store">, string> = {
  account: "followed",
  former: "followedFormerly",
  trouble: "followTrouble",
  refused: "followRefused",
};

/** A key that the gateway took no more in a dialect: it may take it in another. */
export interface RefusedKey {
  musickey: string;
  dialect: Dialect;
}

/** What became of the login of y.qq.com. */
export interface Followed {
  /** The browser's store of cookies that is read: that of the window where the user wanted it; "" for the browser's choice. */
  store: string;
  /** The account that follows it; null while nobody is logged in there, and before that is known. */
  account: AccountId | null;
  /** The account that is to be removed, since it is not logged in there any more; null when there is none. */
  former: AccountId | null;
  /** What went wrong of late with a login that no account has yet. */
  trouble: Trouble;
  /** The keys among the cookies that were refused: others are tried before them. */
  refused: readonly RefusedKey[];
}

/** Nobody follows it yet. */
export const nobody: Omit<Followed, "store"> = { account: null, former: null, trouble: noTrouble, refused: [] };

/** What is followed; undefined when the user does not want it. */
export async function readFollowed(): Promise<Followed | undefined> {
  const { [wanted]: isWanted, [storeName]: store } = await chrome.storage.local.get([wanted, storeName]);
  if (isWanted !== true) return undefined;
  const kept = await chrome.storage.session.get(Object.values(names));
  return {
    store: typeof store === "string" ? store : "",
    account: (kept[names.account] as AccountId | undefined) ?? nobody.account,
    former: (kept[names.former] as AccountId | undefined) ?? nobody.former,
    trouble: (kept[names.trouble] as Trouble | undefined) ?? nobody.trouble,
    refused: (kept[names.refused] as RefusedKey[] | undefined) ?? nobody.refused,
  };
}

/** Follows the cookies, of which this is known now; what is not said stays what it was. */
export async function follow({ store, ...known }: Partial<Followed> = {}): Promise<void> {
  await chrome.storage.local.set({ [wanted]: true, ...(store !== undefined && { [storeName]: store }) });
  const records = Object.entries(known).map(([thing, value]) => [names[thing as keyof typeof names], value]);
  await chrome.storage.session.set(Object.fromEntries(records) as Record<string, unknown>);
}

/** Follows them no more. */
export async function unfollow(): Promise<void> {
  await chrome.storage.local.remove([wanted, storeName]);
  await chrome.storage.session.remove(Object.values(names));
}
