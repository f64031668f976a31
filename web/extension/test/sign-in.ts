import type { Accounts } from "../../app/account/accounts.ts";
import type { Login } from "../../app/model/login.ts";
import { cookieAccount, keptAccounts, siteAccount } from "../account/kept-accounts.ts";

/** Adds or renews the account of a login and uses it, as a page does that signs in. */
export async function signIn(login: Login): Promise<Accounts> {
  const accounts = await keptAccounts();
  await accounts.add(cookieAccount(login, accounts));
  await accounts.use(siteAccount(login.musicid));
  return accounts;
}
