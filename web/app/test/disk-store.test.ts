// What the store on disk does beside what every store does: what it writes, and what happens when it cannot.

import assert from "node:assert/strict";
import { beforeEach, describe, it, type TestContext } from "node:test";
import { DiskStore } from "../archive/disk-store.ts";
import type { History } from "../archive/history.ts";
import { everyKey, freshBrowser } from "./fake-database.ts";
import { history, notation, run } from "./history-notation.ts";
import { message, session } from "./messages.ts";

beforeEach(freshBrowser);

const open = () => DiskStore.open("1@");
const conversation = (sessionId: string, newMsgCnt = 0) => ({ ...session(sessionId), sessionId, newMsgCnt });
const list = (...conversations: ReturnType<typeof conversation>[]) => ({ conversations, hasMore: false, unread: 0 });

const nameOf = (store: unknown) => (store as IDBObjectStore).name;

/** What is written, as object store and key. */
function written(t: TestContext): () => string[] {
  const put = t.mock.method(IDBObjectStore.prototype, "put");
  return () => put.mock.calls.map((call) => `${nameOf(call.this)} ${(call.arguments[1] as unknown[]).join(" ")}`);
}

describe("a change of messages on disk", () => {
  const grow = ({ pieces, doubted }: History): History => ({
    pieces: [...pieces.slice(0, -1), { run: run(5, 6), joined: true }],
    doubted,
  });

  it("writes the runs that are new, and no other", async (t) => {
    const store = await open();
    await store.updateHistory("a", () => history("|1 2+3 4+5"));
    const puts = written(t);
    await store.updateHistory("a", grow);
    assert.deepEqual(puts(), ["heads 1@ a", "runs 1@ a 3"]);
  });
  it("writes no other in a tab that has only read them", async (t) => {
    await (await open()).updateHistory("a", () => history("|1 2+3 4+5"));
    const store = await open();
    const puts = written(t);
    await store.updateHistory("a", grow);
    assert.deepEqual(puts(), ["heads 1@ a", "runs 1@ a 3"]);
  });
  it("leaves no record of a run that is gone", async () => {
    const store = await open();
    await store.updateHistory("a", () => history("|1 2+3 4+5"));
    await store.updateHistory("a", grow);
    assert.deepEqual((await everyKey())["runs"], [
      ["1@", "a", 0],
      ["1@", "a", 1],
      ["1@", "a", 3],
    ]);
  });
  it("leaves no record of a conversation that is forgotten", async () => {
    const store = await open();
    await store.updateHistory("a", () => history("|1 2+3 4+5"));
    await store.removeHistory("a");
    assert.deepEqual(await everyKey(), {});
  });
  it("writes nothing when it gives back what it got", async (t) => {
    const store = await open();
    await store.updateHistory("a", () => history("|1"));
    const puts = written(t);
    await store.updateHistory("a", (same) => same);
    assert.deepEqual(puts(), []);
  });
  it("writes runs again that another tab has removed", async () => {
    const store = await open();
    const before = await store.updateHistory("a", () => history("|1+2"));
    await (await open()).updateHistory("a", () => history("|3"));
    await store.updateHistory("a", () => before);
    assert.equal(notation(await (await open()).readHistory("a")), "|1+2");
  });
});

describe("reading messages from disk", () => {
  /** The runs that are read, by number. */
  const runsRead = (t: TestContext) => {
    const get = t.mock.method(IDBObjectStore.prototype, "get");
    return () =>
      get.mock.calls.filter((call) => nameOf(call.this) === "runs").map((call) => (call.arguments[0] as unknown[])[2]);
  };

  it("reads only the runs that it has not yet", async (t) => {
    const [store, other] = await Promise.all([open(), open()]);
    await store.updateHistory("a", () => history("|1|2"));
    await other.updateHistory("a", ({ pieces, doubted }) => ({
      pieces: [...pieces, { run: run(3), joined: false }],
      doubted,
    }));
    const read = runsRead(t);
    assert.equal(notation(await store.readHistory("a")), "|1|2|3");
    assert.deepEqual(read(), [2]);
  });
  it("has the ten conversations at hand that were used last", async (t) => {
    const store = await open();
    const names = Array.from({ length: 10 }, (_, i) => `c${i}`);
    for (const name of names) await store.updateHistory(name, () => history("|1"));
    await store.readHistory("c0");
    await store.updateHistory("c10", () => history("|1"));
    const read = runsRead(t);
    for (const name of ["c0", ...names.slice(2), "c10"]) await store.readHistory(name);
    assert.deepEqual(read(), []);
    await store.readHistory("c1");
    assert.deepEqual(read(), [0]);
  });
  for (const [what, kept, least, end] of [
    ["as many runs as it takes", "|1 2+3 4+5", 3, "|3 4+5"],
    ["a run that is longer", "|1+2 3 4", 2, "|2 3 4"],
    ["a gap between them", "+1+2|3+4", 3, "|2|3+4"],
    ["all where it takes all", "+1 2+3", 3, "+1 2+3"],
    ["all where there are fewer", "+1 2+3", 9, "+1 2+3"],
  ] as const) {
    it(`reads ${what} for an end of ${least}`, async () => {
      await (await open()).updateHistory("a", () => history(kept));
      const found = await (await open()).readEnd("a", least);
      assert.equal(found && notation(found), end);
    });
  }
  it("reads no end of a conversation that is not there", async () => {
    assert.equal(await (await open()).readEnd("b", 1), undefined);
  });
  it("gives all of a conversation that it has as its end, unless another tab has changed it", async () => {
    const [store, other] = await Promise.all([open(), open()]);
    const kept = await store.updateHistory("a", () => history("|1+2+3"));
    assert.equal(await store.readEnd("a", 1), kept);
    await other.updateHistory("a", () => history("|1+2+3+4"));
    assert.equal(notation((await store.readEnd("a", 1))!), "|4");
  });
  it("reads ends without letting go of what was used", async (t) => {
    const [store, other] = await Promise.all([open(), open()]);
    await store.updateHistory("a", () => history("|1"));
    for (let i = 0; i < 12; i++) await other.updateHistory(`c${i}`, () => history("|1+2+3"));
    for (let i = 0; i < 12; i++) await store.readEnd(`c${i}`, 1);
    const read = runsRead(t);
    await store.readHistory("a");
    assert.deepEqual(read(), []);
  });
  it("reads the runs of an end once, and all of them where all is wanted", async (t) => {
    await (await open()).updateHistory("a", () => history("|1+2+3"));
    const store = await open();
    const read = runsRead(t);
    const end = (await store.readEnd("a", 1))!;
    const all = await store.readHistory("a");
    assert.deepEqual([read(), notation(all)], [[2, 0, 1], "|1+2+3"]);
    assert.equal(all.pieces.at(-1)!.run, end.pieces.at(-1)!.run);
  });
  it("changes all of a conversation of which it has read the end", async () => {
    await (await open()).updateHistory("a", () => history("+1+2+3"));
    const store = await open();
    await store.readEnd("a", 1);
    assert.equal(notation(await store.updateHistory("a", (same) => same)), "+1+2+3");
  });
  it("shows a gap where the browser has lost a run", async (t) => {
    const store = await open();
    await store.updateHistory("a", () => history("+1+2+3"));
    const { get } = IDBObjectStore.prototype;
    t.mock.method(IDBObjectStore.prototype, "get", function (this: IDBObjectStore, key: IDBValidKey) {
      return get.call(this, this.name === "runs" && (key as unknown[])[2] === 1 ? ["lost"] : key);
    });
    assert.equal(notation(await (await open()).readHistory("a")), "+1|3");
  });
});

describe("a change of the list on disk", () => {
  it("writes the conversations that are other objects, and no other", async (t) => {
    const store = await open();
    const before = await store.updateList(() => list(conversation("a"), conversation("b")));
    const puts = written(t);
    await store.updateList(() => list(conversation("b", 1), before.conversations[0] as never));
    assert.deepEqual(puts(), ["lists 1@", "conversations 1@ b"]);
  });
  it("leaves no record of a conversation that is gone", async () => {
    const store = await open();
    await store.updateList(() => list(conversation("a"), conversation("b")));
    await store.updateList(() => list(conversation("b")));
    assert.deepEqual((await everyKey())["conversations"], [["1@", "b"]]);
  });
  it("writes nothing when it gives back what it got", async (t) => {
    const store = await open();
    await store.updateList(() => list(conversation("a")));
    const puts = written(t);
    await store.updateList((same) => same!);
    assert.deepEqual(puts(), []);
  });
});

describe("what is on disk", () => {
  it("is kept apart by account", async () => {
    const [one, other] = [await DiskStore.open("1@"), await DiskStore.open("1@https://gateway.example")];
    await one.updateHistory("a", () => history("|1"));
    await one.updateList(() => list(conversation("a")));
    await one.writeNote("n", 1);
    assert.deepEqual(
      [await other.readHistory("a"), await other.readList(), await other.readNote("n"), (await other.size()).messages],
      [history(""), undefined, undefined, 0],
    );
    await other.clear();
    assert.equal(notation(await one.readHistory("a")), "|1");
  });
  it("is nothing of an account after it was forgotten", async () => {
    const store = await open();
    await store.updateHistory("a", () => history("|1+2"));
    await store.updateList(() => list(conversation("a")));
    await store.writeNote("n", 1);
    await store.clear();
    assert.deepEqual(await everyKey(), {});
  });
  it("is no record of a note that is forgotten", async () => {
    const store = await open();
    await store.writeNote("n", 1);
    await store.writeNote("n", undefined);
    assert.deepEqual(await everyKey(), {});
  });
  it("is as large as the browser says", async (t) => {
    const store = await open();
    assert.equal((await store.size()).bytes, undefined);
    Object.defineProperty(globalThis, "navigator", {
      value: { storage: { estimate: async () => ({ usage: 4096 }) } },
      configurable: true,
    });
    t.after(() => Reflect.deleteProperty(globalThis, "navigator"));
    assert.equal((await store.size()).bytes, 4096);
  });
});

describe("a browser that does not keep it", () => {
  const { put } = IDBObjectStore.prototype;
  type Put = (this: IDBObjectStore, ...args: Parameters<typeof put>) => IDBRequest<IDBValidKey>;

  /** Begins to write, and gives the transaction up. */
  const givingUp = (reason: string): Put =>
    function (...args) {
      const request = put.apply(this, args);
      (this.transaction as unknown as { _abort(reason: string): void })._abort(reason);
      return request;
    };
  /** Says that it is written, and gives the transaction up then. */
  const givingUpLater = (reason: string): Put =>
    function (...args) {
      const request = put.apply(this, args);
      request.addEventListener("success", () => {
        (this.transaction as unknown as { _abort(reason: string): void })._abort(reason);
      });
      return request;
    };
  const throwing = (reason: string): Put =>
    function () {
      throw new DOMException("refused", reason);
    };
  const refusals: { name: string; full: boolean; put: Put }[] = [
    { name: "the storage is full", full: true, put: givingUp("QuotaExceededError") },
    { name: "the storage is full in the end", full: true, put: givingUpLater("QuotaExceededError") },
    { name: "the storage is full from the start", full: true, put: throwing("QuotaExceededError") },
    { name: "the disk is broken", full: false, put: givingUp("UnknownError") },
  ];
  for (const { name, full, put } of refusals) {
    it(`says that it does not, and has what was there: ${name}`, async (t) => {
      const store = await open();
      const before = await store.updateHistory("a", () => history("|1+2"));
      const listBefore = await store.updateList(() => list(conversation("a")));
      const refusing = t.mock.method(IDBObjectStore.prototype, "put", put);
      const refused = { name: "KeepingError", full };
      await assert.rejects(
        store.updateHistory("a", ({ pieces }) => ({ pieces: [pieces[0]!], doubted: true })),
        refused,
      );
      await assert.rejects(
        store.updateList(() => list()),
        refused,
      );
      await assert.rejects(store.writeNote("n", 1), refused);
      refusing.mock.restore();
      assert.equal(await store.readHistory("a"), before);
      assert.equal(await store.readList(), listBefore);
      await store.updateHistory("a", ({ pieces, doubted }) => ({
        pieces: [...pieces, { run: run(3), joined: false }],
        doubted,
      }));
      assert.equal(notation(await (await open()).readHistory("a")), "|1+2|3");
    });
  }
  it("says so when something cannot be copied, and keeps nothing of the change", async () => {
    const store = await open();
    const wrong = { messages: [{ ...message(2), tips: (() => "") as never }] };
    await assert.rejects(
      store.updateHistory("a", () => ({ pieces: [{ run: wrong, joined: false }], doubted: false })),
      { name: "KeepingError", full: false },
    );
    assert.deepEqual(await everyKey(), {});
  });
  it("says so after it was closed", async () => {
    const store = await open();
    store.close();
    await assert.rejects(store.readHistory("a"), { name: "KeepingError", full: false });
  });
});
