// Lists: one Promise of the first page, and the items of all pages.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { DataError, InvalidArgumentError, PagePromise, type Client, type SessionPage } from "qqmusic-private-message";
import { data, login, rejection, startSimulator, stubbed, type Sent } from "./support.js";
import { all, idsOf, list } from "./paged-list.js";

describe("the promise", () => {
  it("is a real one, of the first page", async () => {
    const { client, sent } = await stubbed({}, list);
    const promise = client.getSessions();
    assert.ok(promise instanceof Promise && promise instanceof PagePromise);
    assert.equal((await promise).hasMore, 1);
    assert.deepEqual(
      (await Promise.all([promise, promise])).map((page) => page.sessions.length),
      [2, 2],
    );
    assert.equal(sent.length, 1);
  });

  it("gives plain Promises on", async () => {
    const { client } = await stubbed({}, list);
    const promise = client.getSessions();
    for (const derived of [promise.then((page) => page), promise.catch(() => {}), promise.finally(() => {})]) {
      assert.ok(derived instanceof Promise && !(derived instanceof PagePromise));
      await derived;
    }
  });

  it("asks at once, also when nobody waits for it", async () => {
    const asked = new Promise<Sent>((resolve) => {
      void stubbed({}, (sent) => (resolve(sent), list(sent))).then(({ client }) => void client.getSessions());
    });
    assert.equal((await asked).calls[0]!.method, "GetSessionList");
  });
});

describe("for await", () => {
  it("goes through the items of all pages", async () => {
    const { client, sent } = await stubbed({}, list);
    assert.deepEqual(await idsOf(client.getSessions({ size: 2 })), all);
    assert.deepEqual(
      sent.map(({ calls }) => [calls[0]!.param["last_id"], calls[0]!.param["last_time"], calls[0]!.param["size"]]),
      [
        ["", 0, 2],
        ["s1", 8, 2],
        ["s3", 6, 2],
      ],
    );
  });

  it("asks for the first page once, whether it was waited for or not", async () => {
    const { client, sent } = await stubbed({}, list);
    const promise = client.getSessions();
    await promise;
    await idsOf(promise);
    await promise;
    assert.equal(sent.length, 3);
  });

  it("can be done twice, and twice at a time", async () => {
    const { client, sent } = await stubbed({}, list);
    const promise = client.getSessions();
    assert.deepEqual(await idsOf(promise), all);
    assert.deepEqual(await Promise.all([idsOf(promise), idsOf(promise)]), [all, all]);
    assert.equal(sent.length, 1 + 3 * 2);
  });

  it("asks no further after a break", async () => {
    const { client, sent } = await stubbed({}, list);
    for await (const { sessionId } of client.getSessions()) if (sessionId === "s1") break;
    assert.equal(sent.length, 1, "not even for the page that the next item is on");
    for await (const { sessionId } of client.getSessions()) if (sessionId === "s2") break;
    assert.equal(sent.length, 1 + 2);
  });

  it("asks with the options of the call, whatever becomes of the object", async () => {
    const { client, sent } = await stubbed({}, list);
    const options = { size: 2, from: 3 };
    const promise = client.getSessions(options);
    options.from = 4;
    await idsOf(promise);
    assert.deepEqual(
      sent.map(({ calls }) => calls[0]!.param["from"]),
      [3, 3, 3],
    );
  });

  it("stays with the account of the first page", async () => {
    const { client, sent } = await stubbed({}, list);
    const promise = client.getSessions();
    await promise;
    client.setCredential({ musicid: 12, musickey: "other" });
    await idsOf(promise);
    assert.deepEqual(
      sent.map(({ comm }) => comm["qq"]),
      [login.musicid, login.musicid, login.musicid],
    );
  });

  it("goes through the gateway's own items of raw pages", async () => {
    const { client } = await stubbed({}, list);
    const ids = [];
    for await (const item of client.getSessions({ raw: true })) ids.push(item["session_id"]);
    assert.deepEqual(ids, all);
  });

  it("finds no items in a raw page without a list, and a DataError behind one whose list is none", async () => {
    const { client } = await stubbed({}, data({}), data({ sessions: {} }));
    for await (const item of client.getSessions({ raw: true })) assert.fail(String(item));
    const error = await rejection(
      (async () => {
        for await (const item of client.getSessions({ raw: true })) assert.fail(String(item));
      })(),
    );
    assert.ok(error instanceof DataError);
    assert.equal(error.path, "/req_0/data/sessions");
  });
});

describe("pages", () => {
  const sizes = async (pages: AsyncIterable<SessionPage>) => {
    const found: number[] = [];
    for await (const page of pages) found.push(page.sessions.length);
    return found;
  };

  it("goes through the pages, the first one included", async () => {
    const { client, sent } = await stubbed({}, list);
    const promise = client.getSessions();
    assert.deepEqual(await sizes(promise.pages()), [2, 2, 1]);
    assert.equal(sent.length, 3);
  });

  it("counts pages for its limit, and asks for no more", async () => {
    for (const [limit, expected] of [
      [1, [2]],
      [2, [2, 2]],
      [3, [2, 2, 1]],
      [99, [2, 2, 1]],
      [undefined, [2, 2, 1]],
    ] as const) {
      const { client, sent } = await stubbed({}, list);
      assert.deepEqual(await sizes(client.getSessions().pages({ limit })), expected);
      assert.equal(sent.length, expected.length);
    }
  });

  it("refuses a limit that is no integer above 0", async () => {
    const { client } = await stubbed({}, list);
    const promise = client.getSessions();
    for (const limit of [0, -1, 1.5, NaN, "2" as unknown as number, null as unknown as number]) {
      assert.throws(() => promise.pages({ limit }), { name: "InvalidArgumentError", argument: "limit" });
    }
    assert.throws(() => promise.pages({ limit: 0 }), InvalidArgumentError);
    const misspelt = { limt: 2 } as object;
    assert.throws(() => promise.pages(misspelt), { name: "InvalidArgumentError", argument: "limt" });
    await promise;
  });
});

describe("against the simulator", () => {
  let gateway: Awaited<ReturnType<typeof startSimulator>>;
  let client: Client;
  before(async () => {
    gateway = await startSimulator();
    client = await gateway.client();
  });
  beforeEach(() => gateway.reset());
  after(() => gateway?.stop());

  it("all conversations come, each once, by cursors beyond a double", async () => {
    const ids = await idsOf(client.getSessions({ size: 7 }));
    assert.equal(ids.length, 48);
    assert.equal(new Set(ids).size, 48);
  });

  it("the newest thousand of 10,000 messages come in order", async () => {
    const sequences: bigint[] = [];
    for await (const { sessionId } of client.getSessions()) {
      const pages = client.getMessages({ sessionId, size: 100 }).pages({ limit: 10 });
      for await (const page of pages) for (const message of page.messages) sequences.push(BigInt(message.sequence));
      if (sequences.length === 1000) break;
      sequences.length = 0;
    }
    assert.equal(sequences.length, 1000);
    assert.ok(sequences.every((sequence, i) => i === 0 || sequence < sequences[i - 1]!));
  });

  it("a list without an end is a DataError", async () => {
    await gateway.inject({ kind: "hasMoreLoop", times: -1 });
    assert.ok((await rejection(idsOf(client.getSessions()))) instanceof DataError);
  });
});
