// The database that is opened before it is known who wants it.

import assert from "node:assert/strict";
import { beforeEach, describe, it, type TestContext } from "node:test";
import { archiveDatabase, openDatabase, type Lost } from "../archive/database.ts";
import { migrations, type Migration } from "../archive/database-migrations.ts";
import { OpenedAhead } from "../archive/opened-ahead.ts";
import { freshBrowser } from "./fake-database.ts";

beforeEach(freshBrowser);

const newer: readonly Migration[] = [...migrations, () => {}];

/** How often a database was opened. */
function openings(t: TestContext): () => number {
  const open = t.mock.method(indexedDB, "open");
  return () => open.mock.callCount();
}

describe("a database that is opened ahead", () => {
  it("is opened once for whoever takes it", async (t) => {
    const opened = openings(t);
    const ahead = new OpenedAhead();
    ahead.begin();
    const database = await ahead.take({});
    assert.deepEqual([database.name, opened()], [archiveDatabase, 1]);
  });

  it("is another one's own when it was taken", async () => {
    const ahead = new OpenedAhead();
    ahead.begin();
    assert.notEqual(await ahead.take({}), await ahead.take({}));
  });

  it("is opened when it is taken, when that was not begun", async () => {
    assert.equal((await new OpenedAhead().take({})).name, archiveDatabase);
  });

  it("tells whoever took it that it is lost", async () => {
    const lost: Lost[] = [];
    const ahead = new OpenedAhead();
    ahead.begin();
    await ahead.take({ onLost: (reason) => lost.push(reason) });
    await openDatabase({}, newer);
    assert.deepEqual(lost, ["newer"]);
  });

  it("is opened anew when it was lost before somebody took it", async (t) => {
    const opened = openings(t);
    const ahead = new OpenedAhead();
    ahead.begin();
    (await openDatabase({}, newer)).close();
    await assert.rejects(ahead.take({}), { name: "KeepingError" }); // this build does not know the newer one
    assert.equal(opened(), 3);
  });

  it("tells whoever takes it that it cannot be opened", async () => {
    (await openDatabase({}, newer)).close();
    const ahead = new OpenedAhead();
    ahead.begin();
    await assert.rejects(ahead.take({}), { name: "KeepingError" });
  });

  it("is closed when nobody takes it", async (t) => {
    const ahead = new OpenedAhead();
    ahead.begin();
    const closed = t.mock.method(IDBDatabase.prototype, "close");
    ahead.close();
    await openDatabase();
    assert.equal(closed.mock.callCount(), 1);
  });
});
