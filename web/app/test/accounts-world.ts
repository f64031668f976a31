// Tabs that know accounts.

import { Accounts, type Account } from "../account/accounts.ts";
import { recordPrefix } from "../model/record-names.ts";
import { account, places, SharedStore } from "./shared-store.ts";

/** The accounts, as they are named. */
export const one = { endpoint: "", musicid: "1" };
export const two = { endpoint: "", musicid: "2" };
/** The names of what account 1 has written. */
export const draft = `${recordPrefix("draft", one)}friend`;
export const outgoing = `${recordPrefix("outbox", one)}web_0`;

/** One more tab. */
export async function open(disk: SharedStore, tab?: SharedStore): Promise<Accounts> {
  const accounts = new Accounts(places(disk, tab));
  await accounts.restore();
  return accounts;
}

/** Two tabs that know account 1. */
export async function twoTabs(known: Account = account("1")) {
  const disk = new SharedStore();
  const here = await open(disk);
  await here.add(known);
  return { disk, here, there: await open(disk) };
}

/** The numbers of the accounts that a tab knows. */
export const ids = (accounts: Accounts) => accounts.all.value.map(({ login }) => login.musicid).sort();
/** Their keys. */
export const keys = (accounts: Accounts) => accounts.all.value.map(({ login }) => login.musickey);
/** The number of the account in use. */
export const current = (accounts: Accounts) => accounts.current.value?.login.musicid;
