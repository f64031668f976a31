// The accounts of the inbox, as the background and the pages share them.

import { accountPrefix } from "../../app/account/account.ts";
import { Accounts, type Account } from "../../app/account/accounts.ts";
import { currentName } from "../../app/account/traces.ts";
import { forgetAccount } from "../../app/archive/forget-account.ts";
import type { AccountId } from "../../app/model/account-id.ts";
import type { Login } from "../../app/model/login.ts";
import { gatewayOrigin } from "../places.ts";
import { extensionHost } from "./extension-host.ts";

/** The accounts that are kept now. They do not follow what becomes of them later. */
export async function keptAccounts(): Promise<Accounts> {
  const accounts = new Accounts(extensionHost(), forgetAccount);
  await accounts.restore();
  accounts.close();
  return accounts;
}

/** The account of somebody who is logged in at y.qq.com. */
export const siteAccount = (musicid: string): AccountId => ({ endpoint: gatewayOrigin, musicid });

/**
 * The account of a login that the browser's cookies gave. It stays where it is kept; a new one is kept in memory, for
 * the cookies are on disk already.
 */
export function cookieAccount(login: Login, accounts: Accounts): Account {
  const known = accounts.find(siteAccount(login.musicid));
  const unknown: Account = { login, endpoint: gatewayOrigin, place: "tab", nick: "", avatar: "", sample: false };
  return known ? { ...known, login } : unknown;
}

/**
 * The key of the account that the background looks after, and that the button tells of: the one that was chosen last in any page,
 * since that is what the button opens. Closing the window that shows it chooses no other one. "" when there is none.
 */
export async function watchedKey(): Promise<string> {
  const { tab, disk } = extensionHost();
  return (await tab.get(currentName)) ?? (await disk.get(currentName)) ?? "";
}

/** Calls back when the kept accounts change, in whichever part of the extension. */
export function onKeptAccounts(changed: () => void): void {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area !== "session" && area !== "local") return;
    if (Object.keys(changes).some((name) => name.startsWith(accountPrefix))) changed();
  });
}
