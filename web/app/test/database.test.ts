import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { forceCloseDatabase } from "fake-indexeddb";
import { unwrap } from "idb";
import { archiveDatabase, openDatabase, type Lost } from "../archive/database.ts";
import { migrations, type Migration } from "../archive/database-migrations.ts";
import { inTransaction } from "../archive/database-transaction.ts";
import { DiskStore } from "../archive/disk-store.ts";
import { answer, freshBrowser } from "./fake-database.ts";
import { history, notation } from "./history-notation.ts";

beforeEach(freshBrowser);

const newer: readonly Migration[] = [...migrations, (database) => void database.createObjectStore("later" as never)];
const refused = { name: "KeepingError", full: false };

/** A connection of a build that does not let go. */
function stubborn(version: number): Promise<IDBDatabase> {
  return answer(indexedDB.open(archiveDatabase, version));
}

/** As many turns of the event loop as the fake database needs for anything. */
async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await nextTurn();
}

describe("the versions of the database", () => {
  const stores = [["conversations", "heads", "lists", "notes", "runs"]];
  for (const [i, names] of stores.entries()) {
    it(`version ${i + 1} has ${names.join(", ")}`, async () => {
      const database = await openDatabase({}, migrations.slice(0, i + 1));
      assert.deepEqual([...database.objectStoreNames], names);
      assert.equal(database.version, i + 1);
    });
  }
  it("are all tested", () => assert.equal(stores.length, migrations.length));
  it("come one after the other, each once", async () => {
    const made: string[] = [];
    const steps = ["one", "two", "three"].map((name) => () => void made.push(name));
    (await openDatabase({}, steps.slice(0, 1))).close();
    (await openDatabase({}, steps)).close();
    (await openDatabase({}, steps)).close();
    assert.deepEqual(made, ["one", "two", "three"]);
  });
  it("keep what an earlier one had", async () => {
    const before = await DiskStore.open("1@");
    await before.updateHistory("a", () => history("|1+2"));
    before.close();
    const after = new DiskStore(await openDatabase({}, newer), "1@");
    assert.equal(notation(await after.readHistory("a")), "|1+2");
  });
  it("stay what they are when a step fails", async () => {
    const failing = () => {
      throw new Error("no");
    };
    await assert.rejects(openDatabase({}, [...migrations, failing]), refused);
    assert.equal((await openDatabase()).version, migrations.length);
  });
  it("are not opened by a build that does not know them", async () => {
    (await openDatabase({}, newer)).close();
    await assert.rejects(openDatabase(), refused);
  });
});

describe("a tab with an older version", () => {
  it("that does not let go is waited for", async (t) => {
    const other = await stubborn(1);
    t.mock.timers.enable({ apis: ["setTimeout"] });
    let blocked = 0;
    let isOpen = false;
    const opening = openDatabase({ onBlocked: () => blocked++ }, newer).then((database) => {
      isOpen = true;
      return database;
    });
    await settle();
    t.mock.timers.tick(60_000);
    await settle();
    assert.deepEqual([blocked, isOpen], [1, false]);
    other.close();
    assert.equal((await opening).version, newer.length);
  });
  it("lets go at once, keeps what it was writing, and is told", async () => {
    const lost: Lost[] = [];
    const older = await DiskStore.open("1@", { onLost: (reason) => lost.push(reason) });
    const writing = older.updateHistory("a", () => history("|1"));
    let isBlocked = false;
    const onBlocked = () => {
      isBlocked = true;
      older.close();
    };
    const database = await openDatabase({ onBlocked }, newer);
    await writing;
    assert.deepEqual([lost, isBlocked], [["newer"], false]);
    await assert.rejects(older.readHistory("a"), refused);
    assert.equal(notation(await new DiskStore(database, "1@").readHistory("a")), "|1");
  });
});

describe("a database that the browser", () => {
  it("deletes is let go at once and told", async () => {
    const lost: Lost[] = [];
    const store = await DiskStore.open("1@", { onLost: (reason) => lost.push(reason) });
    const request = indexedDB.deleteDatabase(archiveDatabase);
    let isBlocked = false;
    request.onblocked = () => {
      isBlocked = true;
      store.close();
    };
    await answer(request);
    assert.deepEqual([lost, isBlocked], [["closed"], false]);
  });
  it("closes is told", async () => {
    const lost: Lost[] = [];
    const database = await openDatabase({ onLost: (reason) => lost.push(reason) });
    const store = new DiskStore(database, "1@");
    forceCloseDatabase(unwrap(database) as never);
    assert.deepEqual(lost, ["closed"]);
    await assert.rejects(store.readList(), refused);
    await assert.rejects(
      store.updateHistory("a", () => history("|1")),
      refused,
    );
  });
  for (const [what, work] of [
    ["has not answered", () => new Promise<never>(() => {})],
    ["has failed", () => Promise.reject(new DOMException("", "UnknownError"))],
  ] as const)
    it(`closes ends a transaction that ${what} and is not told of it`, async (t) => {
      const database = await openDatabase();
      const reading = inTransaction(database, ["notes"], "readonly", (transaction) => {
        t.mock.method(unwrap(transaction), "dispatchEvent", () => true);
        forceCloseDatabase(unwrap(database) as never);
        return work();
      });
      await assert.rejects(reading, refused);
    });
  it("has not ended a transaction of is not waited for by whoever only reads", async (t) => {
    const database = await openDatabase();
    const read = await inTransaction(database, ["notes"], "readonly", (transaction) => {
      t.mock.method(unwrap(transaction), "dispatchEvent", () => true);
      return transaction.objectStore("notes").count();
    });
    assert.equal(read, 0);
  });
  it("closes because it is no longer needed is not told", async () => {
    const store = await DiskStore.open("1@", { onLost: () => assert.fail("told") });
    store.close();
    (await openDatabase({}, newer)).close();
  });
  it("forbids", async (t) => {
    t.mock.method(indexedDB, "open", () => {
      throw new DOMException("forbidden", "SecurityError");
    });
    await assert.rejects(openDatabase(), refused);
  });
  it("has none of", async () => {
    Reflect.set(globalThis, "indexedDB", undefined);
    await assert.rejects(openDatabase(), refused);
  });
});

describe("a browser that does not answer", () => {
  /** Lets an opening wait behind another one, without being told anything. */
  async function silence(): Promise<{ end: () => void }> {
    const holder = await stubborn(1);
    const request = indexedDB.open(archiveDatabase, 2);
    request.onsuccess = () => request.result.close();
    await settle();
    return { end: () => holder.close() };
  }

  it("is given up after 5 seconds", async (t) => {
    const silent = await silence();
    t.after(silent.end);
    t.mock.timers.enable({ apis: ["setTimeout"] });
    let isGivenUp = false;
    const opening = openDatabase({}, newer).finally(() => (isGivenUp = true));
    const ended = assert.rejects(opening, refused);
    await settle();
    t.mock.timers.tick(4999);
    await settle();
    assert.equal(isGivenUp, false);
    t.mock.timers.tick(1);
    await settle();
    assert.equal(isGivenUp, true);
    await ended;
  });
  it("holds nothing when it answers later", async (t) => {
    const silent = await silence();
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const opening = assert.rejects(openDatabase({ onLost: () => assert.fail("it is held") }, newer), refused);
    t.mock.timers.tick(5000);
    await opening;
    silent.end();
    await settle();
    await answer(indexedDB.deleteDatabase(archiveDatabase));
  });
});
