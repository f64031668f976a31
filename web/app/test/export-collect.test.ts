import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, NetworkError } from "../../sdk/src/errors.ts";
import type { Message, Session } from "../../sdk/src/index.ts";
import { collect, type Answer, type Source } from "../export/collect.ts";
import { fileParts, headOf } from "../export/file.ts";
import { isOfAccount, jobKey, type Job } from "../export/job.ts";
import { jsonLines } from "../export/json-lines.ts";
import { MemoryPages } from "./memory-pages.ts";
import { message, session } from "./messages.ts";

const job: Job = { key: "k", musicid: "1", format: "jsonl", startedAt: 0, listed: false };

/** A gateway with conversations of a page size of 3, which can fail before any of its answers. */
class Gateway implements Source {
  readonly histories = new Map<string, Message[]>();
  calls = 0;
  failsAt = new Set<number>();
  error: () => Error = () => new NetworkError("gone");
  lists: Session[][] = [];

  constructor(sizes: Record<string, number>) {
    for (const [id, size] of Object.entries(sizes)) {
      this.histories.set(
        id,
        Array.from({ length: size }, (_, i) => message(size - i)),
      );
    }
  }

  private answer() {
    if (this.failsAt.delete(this.calls++)) throw this.error();
  }

  async *sessions() {
    this.answer();
    const all = [...this.histories.keys()].map((sessionId) => ({ ...session(sessionId), sessionId }));
    yield this.lists.shift() ?? all;
  }

  async *messages(sessionId: string, lastId: string | undefined): AsyncGenerator<Answer> {
    let last = lastId;
    for (;;) {
      this.answer();
      const all = this.histories.get(sessionId)!;
      const from = last === undefined ? 0 : all.findIndex((one) => one.id === last) + 1;
      const messages = all.slice(from, from + 3);
      const more = from + 3 < all.length;
      yield { messages, more };
      if (!more) return;
      last = messages.at(-1)!.id;
    }
  }

  async details(_: string, ids: string[]) {
    this.answer();
    return Object.fromEntries(ids.map((id) => [id, message(Number(id), { metaData: { pic: `https://p/${id}` } })]));
  }
}

/** Collects until it succeeds. Gives how often it had to be begun. */
async function collectAll(source: Source, store: MemoryPages, one?: Session): Promise<number> {
  if (!store.jobs.has(job.key)) await store.begin(job);
  for (let attempt = 1; ; attempt++) {
    try {
      const now = (await store.job(job.key))!;
      const signal = new AbortController().signal;
      await collect({ source, store, job: now, session: one, signal, onStep: () => {} });
      return attempt;
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
    }
  }
}

async function written(
  store: MemoryPages,
): Promise<{ type: string; sessionId: string; id: string; metaData: { pic: string } }[]> {
  const conversations = await store.conversations(job.key);
  let text = "";
  for await (const part of fileParts(store, conversations, jsonLines(headOf(job, conversations)))) text += part;
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const idsOf = async (store: MemoryPages) =>
  (await written(store)).filter((line) => line.type === "message").map((line) => `${line.sessionId} ${line.id}`);

const range = (name: string, size: number) => Array.from({ length: size }, (_, i) => `${name} ${i + 1}`);

describe("collecting", () => {
  it("gives every message once, oldest first", async () => {
    const store = new MemoryPages();
    await collectAll(new Gateway({ a: 10, b: 0, c: 3 }), store);
    assert.deepEqual(await idsOf(store), [...range("a", 10), ...range("c", 3)]);
  });

  it("goes on after an error before any of the answers, with no gap and no double", async () => {
    for (let at = 0; at < 9; at++) {
      const store = new MemoryPages();
      const gateway = new Gateway({ a: 10, b: 4 });
      gateway.failsAt.add(at);
      await collectAll(gateway, store);
      assert.deepEqual(await idsOf(store), [...range("a", 10), ...range("b", 4)], `error before answer ${at}`);
    }
  });

  it("goes on after any two errors", async () => {
    for (let first = 0; first < 9; first++) {
      for (let other = first + 1; other < 10; other++) {
        const store = new MemoryPages();
        const gateway = new Gateway({ a: 7, b: 7 });
        gateway.failsAt = new Set([first, other]);
        await collectAll(gateway, store);
        assert.deepEqual(await idsOf(store), [...range("a", 7), ...range("b", 7)]);
      }
    }
  });

  it("goes only to older messages when newer ones came meanwhile", async () => {
    const store = new MemoryPages();
    const gateway = new Gateway({ a: 8 });
    gateway.failsAt.add(3);
    gateway.error = () => {
      gateway.histories.get("a")!.unshift(message(9));
      return new NetworkError("gone");
    };
    assert.equal(await collectAll(gateway, store), 2);
    assert.deepEqual(await idsOf(store), range("a", 8));
  });

  it("reads nothing again that is complete", async () => {
    const store = new MemoryPages();
    const gateway = new Gateway({ a: 5 });
    await collectAll(gateway, store);
    const { calls } = gateway;
    await collectAll(gateway, store);
    assert.equal(gateway.calls, calls);
  });

  it("finds a conversation that moved to the top while the list was read", async () => {
    const store = new MemoryPages();
    const gateway = new Gateway({ a: 1, b: 1 });
    gateway.lists = [[{ ...session("a"), sessionId: "a" }]];
    await collectAll(gateway, store);
    assert.deepEqual(await idsOf(store), ["a 1", "b 1"]);
  });

  it("leaves out what a further page has again", async () => {
    const store = new MemoryPages();
    const gateway = new Gateway({ a: 3 });
    gateway.messages = async function* () {
      yield { messages: [message(3), message(2)], more: true };
      yield { messages: [message(2), message(1)], more: false };
    };
    await collectAll(gateway, store);
    assert.deepEqual(await idsOf(store), range("a", 3));
  });

  it("does not take a list for complete that gives the same again", async () => {
    const gateway = new Gateway({ a: 3 });
    gateway.messages = async function* () {
      for (;;) yield { messages: [message(3)], more: true };
    };
    await assert.rejects(collectAll(gateway, new MemoryPages()), { name: "DataError" });
  });

  it("ends at once when it is stopped, and keeps what has come", async () => {
    const store = new MemoryPages();
    await store.begin(job);
    const stopping = new AbortController();
    const onStep = () => stopping.abort();
    const source = new Gateway({ a: 9 });
    await assert.rejects(collect({ source, store, job, signal: stopping.signal, onStep }), { name: "AbortError" });
    assert.equal((await store.conversations("k"))[0]!.pages, 1);
    await collectAll(source, store);
    assert.deepEqual(await idsOf(store), range("a", 9));
  });
});

describe("pictures and videos", () => {
  const withPictures = () => {
    const gateway = new Gateway({ a: 0 });
    const picture = (n: number) => message(n, { msgType: 2, metaData: { content: "" } });
    gateway.histories.set(
      "a",
      Array.from({ length: 50 }, (_, i) => picture(50 - i)),
    );
    return gateway;
  };

  it("get their addresses, whenever an error comes", async () => {
    for (let at = 0; at < 25; at++) {
      const store = new MemoryPages();
      const gateway = withPictures();
      gateway.failsAt.add(at);
      await collectAll(gateway, store);
      const lines = (await written(store)).slice(2);
      assert.deepEqual(
        lines.map((line) => line.metaData.pic),
        lines.map((line) => `https://p/${line.id}`),
      );
    }
  });

  it("stay as they are when the gateway does not give them", async () => {
    const store = new MemoryPages();
    const gateway = withPictures();
    gateway.details = async () => {
      throw new CGIError("no", { code: 10006 });
    };
    await collectAll(gateway, store);
    assert.equal((await idsOf(store)).length, 50);
  });
});

describe("the key of an export", () => {
  it("is its account's, and no other's", () => {
    assert.ok(isOfAccount(jobKey("", "12", "s"), "12"));
    assert.ok(isOfAccount(jobKey("https://g", "12"), "12"));
    assert.ok(!isOfAccount(jobKey("", "123"), "12"));
    assert.notEqual(jobKey("", "1"), jobKey("", "1", ""));
  });
});
