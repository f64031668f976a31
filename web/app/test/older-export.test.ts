import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Message } from "../../sdk/src/index.ts";
import { forgetKept } from "../archive/kept-accounts.ts";
import { olderDatabase, takeOlderExports, type OlderConversation, type OlderExport } from "../archive/older-export.ts";
import { answer, freshBrowser } from "./fake-database.ts";
import { message, session } from "./messages.ts";

beforeEach(freshBrowser);

const all = '["1",""]';
const one = '["1","","b"]';

/** Writes records as the older build did. */
async function older(records: Partial<Record<"jobs" | "conversations" | "pages" | "details", unknown[]>>) {
  const request = indexedDB.open(olderDatabase, 1);
  request.onupgradeneeded = () => {
    const database = request.result;
    database.createObjectStore("jobs", { keyPath: "key" });
    database.createObjectStore("conversations", { keyPath: ["key", "index"] });
    database.createObjectStore("pages", { keyPath: ["key", "index", "number"] });
    database.createObjectStore("details", { keyPath: ["key", "index", "id"] });
  };
  const database = await answer(request);
  for (const [name, values] of Object.entries(records)) {
    const store = database.transaction(name, "readwrite").objectStore(name);
    await Promise.all(values.map((value) => answer(store.put(value))));
  }
  database.close();
}

const job = (key: string, musicid = "1") => ({ key, musicid, format: "html", startedAt: 5, listed: true });
const conversation = (key: string, index: number, state: OlderConversation["state"]) => ({
  key,
  index,
  session: session(`nick ${index}`),
  state,
  pages: 0,
  messages: 0,
  newest: 0,
  oldest: 0,
});
const page = (key: string, index: number, number: number, messages: Message[], more: boolean) => ({
  key,
  index,
  number,
  cursor: messages.at(-1)!.id,
  more,
  messages,
});

/** How many records the older database has. */
async function left(): Promise<number> {
  const database = await answer(indexedDB.open(olderDatabase));
  let count = 0;
  for (const name of database.objectStoreNames) {
    count += await answer(database.transaction(name).objectStore(name).count());
  }
  database.close();
  return count;
}

async function contentOf(found: OlderExport) {
  const conversations: OlderConversation[] = [];
  for await (const conversation of found.conversations()) conversations.push(conversation);
  return { ...found, conversations };
}

/** Takes everything of an account. */
async function takeAll(account = "1@") {
  const taken: Awaited<ReturnType<typeof contentOf>>[] = [];
  await takeOlderExports(account, async (found) => void taken.push(await contentOf(found)));
  return taken;
}

describe("what an older build had collected", () => {
  it("is nothing where it never ran, and no database is made to say so", async () => {
    assert.deepEqual(await takeAll(), []);
    assert.deepEqual(await indexedDB.databases(), []);
  });

  it("is handed over as it was collected, and gone then", async () => {
    const [m1, m2, m3, m4] = [message(1), message(2), message(3), message(4)];
    const picture = message(3, { metaData: { pic: "https://p.example/3" } });
    await older({
      jobs: [job(all)],
      conversations: [conversation(all, 0, "done"), conversation(all, 1, "open"), conversation(all, 2, "skipped")],
      pages: [page(all, 0, 0, [m4, m3], true), page(all, 0, 1, [m2, m1], false), page(all, 1, 0, [m2], true)],
      details: [
        { key: all, index: 0, id: "3", message: picture },
        { key: all, index: 0, id: "2", message: null },
      ],
    });
    const [taken] = await takeAll();
    assert.deepEqual(
      { ...taken, conversations: taken!.conversations.map(({ state }) => state) },
      {
        sessionId: undefined,
        format: "html",
        startedAt: 5,
        listed: true,
        conversations: ["done", "open", "skipped"],
      },
    );
    assert.deepEqual(taken!.conversations[0], {
      session: session("nick 0"),
      state: "done",
      pages: [
        { messages: [m4, m3], before: undefined, more: true },
        { messages: [m2, m1], before: "3", more: false },
      ],
      details: new Map([["3", picture]]),
    });
    assert.deepEqual(taken!.conversations[1]!.pages, [{ messages: [m2], before: undefined, more: true }]);
    assert.equal(await left(), 0);
  });

  it("may be of one conversation", async () => {
    await older({ jobs: [job(one)], conversations: [conversation(one, 0, "open")] });
    assert.deepEqual(
      (await takeAll()).map(({ sessionId }) => sessionId),
      ["b"],
    );
  });

  it("stays when taking it fails", async () => {
    await older({ jobs: [job(all)], conversations: [conversation(all, 0, "done")] });
    const error = new Error("full");
    await assert.rejects(
      takeOlderExports("1@", () => Promise.reject(error)),
      error,
    );
    assert.equal(await left(), 2);
  });

  it("stays until it is taken", async () => {
    await older({ jobs: [job(all)], conversations: [conversation(all, 0, "done")] });
    await takeOlderExports("1@", async (found) => {
      await contentOf(found);
      assert.equal(await left(), 2);
    });
    assert.equal(await left(), 0);
  });

  for (const key of ['["10",""]', '["1","https://gateway.example"]', '["10","","1"]']) {
    it(`is left when it is of another account: ${key}`, async () => {
      await older({ jobs: [job(key)], conversations: [conversation(key, 0, "done")] });
      assert.deepEqual(await takeAll(), []);
      await forgetKept("1@");
      assert.equal(await left(), 2);
    });
  }

  it("is found at a gateway that was written with a slash", async () => {
    await older({ jobs: [job('["1","https://gateway.example/"]')] });
    assert.equal((await takeAll("1@https://gateway%2Eexample")).length, 1);
  });

  it("is left to the tab that collects it", async (t) => {
    const held = new Set([`qqmusicpm-export ${all}`]);
    const request = (name: string, _: LockOptions, work: (lock: unknown) => Promise<void>) =>
      work(held.has(name) ? null : { name });
    Object.defineProperty(globalThis, "navigator", { value: { locks: { request } }, configurable: true });
    t.after(() => Reflect.deleteProperty(globalThis, "navigator"));
    await older({ jobs: [job(all), job(one)] });
    assert.deepEqual(
      (await takeAll()).map(({ sessionId }) => sessionId),
      ["b"],
    );
    assert.equal(await left(), 1);
  });

  it("is forgotten with its account", async () => {
    await older({
      jobs: [job(all)],
      conversations: [conversation(all, 0, "done")],
      pages: [page(all, 0, 0, [message(1)], false)],
      details: [{ key: all, index: 0, id: "3", message: null }],
    });
    await forgetKept("1@");
    assert.equal(await left(), 0);
  });
});
