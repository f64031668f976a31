// The accounts of the inbox, as the background and the pages share them.

import { Accounts, type Account } from "../../app/account/accounts.ts";
import type { Login } from "../../app/model/login.ts";
import { gatewayOrigin } from "../places.ts";
import { extensionHost } from "./extension-host.ts";

/** The accounts that are kept now. */
export async function keptAccounts(): Promise<Accounts> {
  const accounts = new Accounts(extensionHost());
  await accounts.restore();
  return accounts;
}

/** The account of a login that the browser's cookies gave. The cookies keep it on disk already. */
export function cookieAccount(login: Login): Account {
  return { login, keeping: "tab", endpoint: gatewayOrigin, nick: "", avatar: "", sample: false };
}

/** Calls back when the kept accounts change, in whichever part of the extension. */
export function onKeptAccounts(changed: () => void): void {
  chrome.storage.onChanged.addListener((changes, area) => {
    if ((area === "session" || area === "local") && "qqmusicpm.accounts" in changes) changed();
  });
}
