// Lists: one Promise of the first page, and the items of all pages.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { DataError, InvalidArgumentError, PagePromise, type Client, type SessionPage } from "qqmusic-private-message";
import { data, login, rejection, runScript, startSimulator, stubbed, type Sent } from "./support.js";

/** Answers getSessions from 5 conversations, two a page. */
function list({ calls: [call] }: Sent): Response {
  const last = String(call!.param["last_id"]);
  const from = last === "" ? 0 : Number(last.slice(1)) + 1;
  const sessions = [from, from + 1].filter((i) => i < 5).map((i) => ({ session_id: `s${i}`, sort_time: 9 - i }));
  return new Response(data({ has_more: from + 2 < 5 ? 1 : 0, sessions }));
}

const all = ["s0", "s1", "s2", "s3", "s4"];

async function idsOf(items: AsyncIterable<{ sessionId: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { sessionId } of items) ids.push(sessionId);
  return ids;
}

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

describe("prefetch", () => {
  for (const [what, options, limit, requests] of [
    ["asks for nothing before it is wanted by default", {}, undefined, [1, 2, 3]],
    ["asks for nothing before it is wanted with 0", { prefetch: 0 }, undefined, [1, 2, 3]],
    ["asks for nothing before it is wanted with undefined", { prefetch: undefined }, undefined, [1, 2, 3]],
    ["asks for one page before it is wanted with 1", { prefetch: 1 }, undefined, [2, 3, 3]],
    ["asks for no page behind a limit", { prefetch: 1 }, 2, [2, 2]],
  ] as const) {
    it(what, async () => {
      const { client, sent } = await stubbed({}, list);
      const came: number[] = [];
      for await (const page of client.getSessions({ size: 2, ...options }).pages({ limit })) {
        assert.ok(page.sessions.length > 0);
        do await new Promise((resolve) => setTimeout(resolve));
        while (sent.length < requests[came.length]!);
        came.push(sent.length);
      }
      assert.deepEqual(came, requests);
    });
  }

  it("gives the same items", async () => {
    const { client } = await stubbed({}, list);
    assert.deepEqual(await idsOf(client.getSessions({ size: 2, prefetch: 1 })), all);
  });

  it("asks for nothing behind the last page of a list", async () => {
    const { client, sent } = await stubbed({}, data({ has_more: 0, sessions: [{ session_id: "s0", sort_time: 9 }] }));
    assert.deepEqual(await idsOf(client.getSessions({ prefetch: 1 })), ["s0"]);
    assert.equal(sent.length, 1);
  });

  it("asks for one page of a list whose first page alone is wanted", async () => {
    const { client, sent } = await stubbed({}, list);
    await client.getSessions({ prefetch: 1 });
    assert.equal(sent.length, 1);
  });

  it("tells of a page that fails when its turn comes", async () => {
    const { client } = await stubbed({ maxRetries: 0 }, (sent) =>
      sent.calls[0]!.param["last_id"] === "" ? list(sent) : new Response("", { status: 500 }),
    );
    const ids: string[] = [];
    const failed = await rejection(
      (async () => {
        for await (const { sessionId } of client.getSessions({ size: 2, prefetch: 1 })) ids.push(sessionId);
      })(),
    );
    assert.deepEqual([(failed as Error).name, ids], ["HTTPError", ["s0", "s1"]]);
  });

  it("leaves no rejection behind when the loop ends before the page that fails", async () => {
    const { client } = await stubbed({ maxRetries: 0 }, (sent) =>
      sent.calls[0]!.param["last_id"] === "" ? list(sent) : new Response("", { status: 500 }),
    );
    for await (const _ of client.getSessions({ size: 2, prefetch: 1 })) break;
    await new Promise((resolve) => setTimeout(resolve)); // an unhandled rejection ends the test run
  });

  for (const wrong of [2, -1, 0.5, "1", true, null]) {
    it(`of ${JSON.stringify(wrong)} is refused, and nothing is sent`, async () => {
      const { client, sent } = await stubbed({}, list);
      const refused = await rejection(client.getMessages({ sessionId: "s", prefetch: wrong as 1 }));
      assert.ok(refused instanceof InvalidArgumentError);
      assert.deepEqual([refused.argument, sent.length], ["prefetch", 0]);
    });
  }
});

describe("the options of a list", () => {
  for (const wrong of [5, "size", true, null, []]) {
    it(`are no ${JSON.stringify(wrong)}, and nothing is sent`, async () => {
      const { client, sent } = await stubbed({}, list);
      const refused = await rejection(client.getSessions(wrong as unknown as object));
      assert.ok(refused instanceof InvalidArgumentError);
      assert.deepEqual([refused.argument, sent.length], ["options", 0]);
    });
  }
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

describe("an error", () => {
  const stays = data({ has_more: 1, sessions: [{ session_id: "same", sort_time: 1 }] });

  it("behind a page comes after its items", async () => {
    const { client, sent } = await stubbed({}, stays);
    const ids: string[] = [];
    const error = await rejection(
      (async () => {
        for await (const { sessionId } of client.getSessions()) ids.push(sessionId);
      })(),
    );
    assert.ok(error instanceof DataError, String(error));
    assert.match(error.message, /was used before/);
    assert.deepEqual(ids, ["same", "same"]);
    assert.equal(sent.length, 2);
  });

  it("behind a page is none for who stops there", async () => {
    const { client } = await stubbed({}, stays);
    let pages = 0;
    for await (const page of client.getSessions().pages({ limit: 2 })) pages += page.sessions.length;
    assert.equal(pages, 2);
  });

  it("of a later page ends the loop, as an error of this package", async () => {
    const { client } = await stubbed({ maxRetries: 0 }, list, () => new Response("", { status: 503 }));
    const ids: string[] = [];
    const error = await rejection(
      (async () => {
        for await (const { sessionId } of client.getSessions()) ids.push(sessionId);
      })(),
    );
    assert.equal(error.name, "HTTPError");
    assert.deepEqual(ids, ["s0", "s1"]);
  });

  it("of the first page comes wherever one looks", async () => {
    const { client } = await stubbed({});
    const promise = client.getSessions({ size: 1.5 });
    const errors = await Promise.all([
      rejection(promise),
      rejection(idsOf(promise)),
      rejection(promise.pages().next()),
    ]);
    assert.ok(errors.every((error) => error instanceof InvalidArgumentError && error === errors[0]));
  });

  it("is an abort's own reason, between two pages too", async () => {
    const { client, sent } = await stubbed({}, list);
    const abort = new AbortController();
    const reason = new RangeError("enough");
    const error = await rejection(
      (async () => {
        for await (const { sessionId } of client.getSessions({ signal: abort.signal })) {
          if (sessionId === "s1") abort.abort(reason);
        }
      })(),
    );
    assert.equal(error, reason);
    assert.equal(sent.length, 1);
  });
});

describe("an unhandled rejection", () => {
  const script = (use: string) => `
    import { createClient } from "qqmusic-private-message";
    process.on("unhandledRejection", (error) => console.log("unhandled", error.name));
    const client = await createClient({ fetch: () => Promise.reject(new Error()), maxRetries: 0 });
    ${use}`;

  it("is reported when nobody looks at the promise", () => {
    assert.equal(runScript(script("client.getSessions();")), "unhandled CredentialInvalidError\n");
  });

  it("is not left behind by going through items or pages", () => {
    for (const use of [
      "for await (const item of client.getSessions()) {}",
      "for await (const page of client.getSessions().pages()) {}",
      "await client.getSessions()[Symbol.asyncIterator]().next()",
    ]) {
      const caught = `try { ${use} } catch (error) { console.log("caught", error.name); }`;
      assert.equal(runScript(script(caught)), "caught CredentialInvalidError\n", use);
    }
  });

  it("is not left behind by a promise that is waited for", () => {
    const use = 'await client.getSessions().catch((error) => console.log("caught", error.name))';
    assert.equal(runScript(script(use)), "caught CredentialInvalidError\n");
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
