import { forgetKept, keptAccounts } from "../archive/kept-accounts.ts";
import { forgetOlderExports } from "../archive/older-export.ts";
import { accountKey, type AccountId } from "../model/account-id.ts";
import { isExport } from "./job.ts";

/** Forgets the exports of an account that were begun and not saved, with whichever build. Rejects with a KeepingError. */
export async function forgetExports(account: AccountId): Promise<void> {
  for (const name of await keptAccounts()) if (isExport(name, account)) await forgetKept(name);
  await forgetOlderExports(accountKey(account));
}
