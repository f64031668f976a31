import { accountIdOf } from "../../app/account/account.ts";
import { accountKey } from "../../app/model/account-id.ts";
import { keptAccounts } from "../account/kept-accounts.ts";
import { clearStaleBadge } from "../account/badge.ts";
import { takeBackOthers } from "../watch/announcements.ts";
import { forgetWatchOfOthers } from "../watch/watch-state.ts";

/** Leaves nothing of accounts that are gone: on the button, among the announcements, and in what was seen of them. */
export async function forgetGone(): Promise<void> {
  await forgetWatchOfOthers(keptKeys);
  await takeBackOthers(keptKeys);
  await clearStaleBadge();
}

async function keptKeys(): Promise<string[]> {
  return (await keptAccounts()).all.value.map((account) => accountKey(accountIdOf(account)));
}
