import { accountIdOf, type Account } from "../../app/account/account.ts";
import { Archive } from "../../app/archive/archive.ts";
import { DiskStore } from "../../app/archive/disk-store.ts";
import { readWishes, wishesName } from "../../app/archive/keeping-wishes.ts";
import { Reader } from "../../app/archive/reader.ts";
import { tabsChannel } from "../../app/archive/tabs-channel.ts";
import { accountKey } from "../../app/model/account-id.ts";
import type { Client, SessionPage } from "../../sdk/src/index.ts";
import { onDisk } from "../account/stores.ts";
import { keptReadMarks, selfOf } from "../account/what-was-read.ts";

/** A page of the list, the client that asked for it, and when it did, in Unix milliseconds. */
export interface AskedPage {
  page: SessionPage;
  client: Client;
  askedAt: number;
}

/**
 * Puts a page of the list into what an account keeps on this computer, with the pages behind it as far down as anything
 * changed. Open pages are told. Does nothing for an account that keeps nothing, and where the browser does not keep it.
 */
export async function keepPage(account: Account, { page, client, askedAt }: AskedPage): Promise<void> {
  const id = accountIdOf(account);
  const { keeps, keepsGone } = readWishes(await onDisk().get(wishesName(id)));
  if (!keeps) return;
  try {
    const archive = new Archive({
      store: await DiskStore.open(accountKey(id)),
      channel: tabsChannel(id),
      keepsGone: () => keepsGone,
      marks: await keptReadMarks(account),
      self: () => selfOf(account),
      onFailure() {}, // the look has what it wants
    });
    try {
      await archive.open();
      // Who shows the list tells of what is new in it.
      const reader = new Reader(asking(client), archive, { tells: false });
      await reader.takeFirst(page, askedAt);
    } finally {
      await archive.close();
    }
  } catch {
    // Without a database nothing is kept.
  }
}

const asking = (client: Client): ConstructorParameters<typeof Reader>[0] => ({
  call: async (work) => work(client),
  callAll: async (work) => work(client),
});
