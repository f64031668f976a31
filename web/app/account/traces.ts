// What is kept of an account beyond the account itself, and how it goes.

import type { Places } from "../host.ts";
import { accountKey, type AccountId } from "../model/account-id.ts";
import { manyRecords, recordName, recordPrefix, singleRecords } from "../model/record-names.ts";

/** The name under which each place keeps which account is in use. */
export const currentName = "qqmusicpm.current";

/** The name of the text that held all drafts of an account. */
export const oldDraftsName = (musicid: string) => `qqmusicpm.drafts.${musicid}`;

/**
 * The names of everything that is kept of an account: whole names, and what names begin with. The device that the
 * module says it is (`qqmusicpm.device`) is not the account's, and neither is the device's own gateway session
 * or what was learned of a gateway.
 */
export function tracesOf(id: AccountId): { names: string[]; prefixes: string[] } {
  return {
    names: [
      ...singleRecords.map((kind) => recordName(kind, id)),
      `qqmusicpm.session.${id.musicid}`, // the module's, when it speaks a dialect with a gateway session for each account
      oldDraftsName(id.musicid),
    ],
    prefixes: manyRecords.map((kind) => recordPrefix(kind, id)),
  };
}

/** Removes everything that is kept of an account, from every place. */
export async function removeTraces(places: Places, id: AccountId): Promise<void> {
  const { names, prefixes } = tracesOf(id);
  for (const store of [places.memory, places.tab, places.disk]) {
    const more = await Promise.all(prefixes.map((prefix) => store.names(prefix)));
    await Promise.all([...names, ...more.flat()].map((name) => store.delete(name)));
    if ((await store.get(currentName)) === accountKey(id)) await store.delete(currentName);
  }
}
