// Accounts and drafts were once kept in one text each. What such texts hold is put into records, once.

import type { Place, Places, Store } from "../host.ts";
import { accountKey } from "../model/account-id.ts";
import { draftRecord } from "../model/draft.ts";
import { recordName, recordPrefix } from "../model/record-names.ts";
import { accountFrom, accountPrefix, accountRecord, accountIdOf, readAccount, type Account } from "./account.ts";
import { currentName, oldDraftsName } from "./traces.ts";

const accountsName = "qqmusicpm.accounts";

/**
 * Puts accounts and drafts of the old texts into records, and deletes the texts. A record that is there is newer and
 * stays. A text that cannot be read, or drafts of an account that nobody knows, or a text whose records the place does
 * not take, stays what it is.
 */
export async function takeOldTexts(places: Places): Promise<void> {
  for (const place of ["tab", "disk"] as const) await takeAccounts(places[place], place).catch(() => {});
  for (const place of ["tab", "disk"] as const) await takeDrafts(places, place).catch(() => {});
}

async function takeAccounts(store: Store, place: Place): Promise<void> {
  const text = await store.get(accountsName);
  if (text === null) return;
  const { current, accounts } = JSON.parse(text) as { current: unknown; accounts: unknown[] };
  const found = accounts.map((value) => accountFrom(value, place)).filter((account) => account !== undefined);
  for (const account of found) {
    await setUnlessThere(store, recordName("account", accountIdOf(account)), accountRecord(account));
  }
  const inUse = found.find(({ login }) => login.musicid === current);
  if (inUse) await setUnlessThere(store, currentName, accountKey(accountIdOf(inUse)));
  await store.delete(accountsName);
}

async function takeDrafts(places: Places, place: "tab" | "disk"): Promise<void> {
  const store = places[place];
  const names = await store.names(oldDraftsName(""));
  if (names.length === 0) return;
  const others = place === "disk" ? "tab" : "disk";
  const accounts = [...(await accountsIn(store, place)), ...(await accountsIn(places[others], others))];
  for (const name of names) {
    const account = accounts.find(({ login }) => oldDraftsName(login.musicid) === name);
    if (account) await takeDraftsOf(account, store, name).catch(() => {});
  }
}

async function takeDraftsOf(account: Account, store: Store, name: string): Promise<void> {
  const texts: unknown = JSON.parse((await store.get(name)) ?? "");
  if (typeof texts !== "object" || texts === null) return;
  for (const [conversationId, text] of Object.entries(texts)) {
    if (typeof text !== "string" || text === "") continue;
    const record = recordPrefix("draft", accountIdOf(account)) + conversationId;
    await setUnlessThere(store, record, draftRecord({ text, time: 0 }));
  }
  await store.delete(name);
}

async function accountsIn(store: Store, place: Place): Promise<Account[]> {
  const found: Account[] = [];
  for (const name of await store.names(accountPrefix)) {
    const account = readAccount(name, (await store.get(name)) ?? "", place);
    if (account) found.push(account);
  }
  return found;
}

async function setUnlessThere(store: Store, name: string, value: string): Promise<void> {
  if ((await store.get(name)) === null) await store.set(name, value);
}
