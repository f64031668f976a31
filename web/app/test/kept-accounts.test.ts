import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { DiskStore } from "../archive/disk-store.ts";
import { forgetKept, keptAccounts } from "../archive/kept-accounts.ts";
import { everyKey, freshBrowser } from "./fake-database.ts";
import { history } from "./history-notation.ts";
import { session } from "./messages.ts";

beforeEach(freshBrowser);

const fills: Record<string, (store: DiskStore) => Promise<unknown>> = {
  messages: (store) => store.updateHistory("a", () => history("|1+2")),
  "the list": (store) => store.updateList(() => ({ conversations: [session("a")], hasMore: false, unread: 0 })),
  "a note": (store) => store.writeNote("n", 1),
};

async function fill(account: string, what: string[] = Object.keys(fills)): Promise<void> {
  const store = await DiskStore.open(account);
  for (const name of what) await fills[name]!(store);
  store.close();
}

describe("the accounts of which something is kept", () => {
  it("are none at first", async () => assert.deepEqual(await keptAccounts(), []));
  for (const what of Object.keys(fills)) {
    it(`are those with ${what}`, async () => {
      await fill("1@", [what]);
      await fill("10@https://gateway.example", [what]);
      assert.deepEqual((await keptAccounts()).sort(), ["10@https://gateway.example", "1@"]);
    });
  }
});

describe("forgetting an account", () => {
  it("leaves nothing of it", async () => {
    await fill("1@");
    await forgetKept("1@");
    assert.deepEqual(await everyKey(), {});
  });
  it("leaves all of the others", async () => {
    await fill("1@https://gateway.example");
    await fill("10@");
    const before = await everyKey();
    await fill("1@");
    await forgetKept("1@");
    assert.deepEqual(await everyKey(), before);
  });
  it("is seen by a tab that shows it", async () => {
    const store = await DiskStore.open("1@");
    await store.updateHistory("a", () => history("|1"));
    await forgetKept("1@");
    assert.deepEqual(await store.readHistory("a"), history(""));
  });
});
