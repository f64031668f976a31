import { accountKey, type AccountId } from "../model/account-id.ts";
import { isExportOf } from "./export-name.ts";
import { forgetKept, keptAccounts } from "./kept-accounts.ts";

/**
 * Forgets everything that the browser's databases have of an account: its archive, and exports that were begun and not
 * saved, with whichever build. Rejects with a KeepingError when the browser does not do it.
 */
export async function forgetAccount(account: AccountId): Promise<void> {
  for (const name of await keptAccounts()) if (isExportOf(account, name)) await forgetKept(name);
  await forgetKept(accountKey(account));
}
