// What the background asks for enters what is kept on this computer.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { accountIdOf } from "../../app/account/account.ts";
import { DiskStore } from "../../app/archive/disk-store.ts";
import { wishesName } from "../../app/archive/keeping-wishes.ts";
import { accountKey } from "../../app/model/account-id.ts";
import { freshBrowser } from "../../app/test/fake-database.ts";
import type { Client, Session, SessionPage } from "../../sdk/src/index.ts";
import { keepPage } from "../background/keep-page.ts";
import { FakeChrome } from "./fake-chrome.ts";
import { message, page, session } from "./sessions.ts";

const account = {
  login: { musicid: "7", musickey: "Q_H_L_x" },
  endpoint: "https://u.y.qq.com",
  place: "tab" as const,
  nick: "",
  avatar: "",
  sample: false,
};
const id = accountIdOf(account);

/** A client of a gateway whose list has these conversations, newest first, two of them a page. */
function clientOf(sessions: readonly Session[]): Client {
  const getSessions = async ({ lastId }: { lastId?: string } = {}): Promise<SessionPage> => {
    const from = lastId === undefined ? 0 : sessions.findIndex(({ sessionId }) => sessionId === lastId) + 1;
    return { ...page(...sessions.slice(from, from + 2)), hasMore: from + 2 < sessions.length ? 1 : 0 };
  };
  return { getSessions } as unknown as Client;
}

const at = (name: string, time: number) => session(name, message(`${name}${time}`, time));

async function look(sessions: readonly Session[]): Promise<void> {
  const client = clientOf(sessions);
  await keepPage(account, { page: await client.getSessions(), client, askedAt: Date.now() });
}

async function keptIds(): Promise<string[]> {
  const store = await DiskStore.open(accountKey(id));
  const list = await store.readList();
  store.close();
  return list?.conversations.map(({ sessionId, newMsg }) => `${sessionId}:${newMsg?.id}`) ?? [];
}

describe("a page that the background asked for", () => {
  let chrome: FakeChrome;
  beforeEach(() => {
    freshBrowser();
    chrome = new FakeChrome();
  });
  const keep = () => chrome.local.set(wishesName(id), JSON.stringify({ keeps: true, keepsGone: false }));

  it("is kept when the user keeps messages", async () => {
    keep();
    await look([at("a", 2), at("b", 1)]);
    assert.deepEqual(await keptIds(), ["a:a2", "b:b1"]);
  });

  it("is not kept otherwise, and no database is made", async () => {
    await look([at("a", 2), at("b", 1)]);
    assert.deepEqual(await indexedDB.databases(), []);
  });

  it("comes with the pages behind it, as far down as anything changed", async () => {
    keep();
    await look([at("a", 4), at("b", 3), at("c", 2), at("d", 1)].slice(0, 2));
    await look([at("c", 9), at("d", 8), at("e", 7), at("a", 4), at("b", 3)]);
    assert.deepEqual(await keptIds(), ["c:c9", "d:d8", "e:e7", "a:a4", "b:b3"]);
  });

  it("costs the look nothing where the browser keeps nothing", async () => {
    keep();
    Object.defineProperty(globalThis, "indexedDB", {
      value: { open: () => assert.fail("forbidden") },
      configurable: true,
      writable: true,
    });
    await look([at("a", 2)]);
  });
});
