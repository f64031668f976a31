// What is kept of an export, and how long.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { KeepingError } from "../archive/archive-store.ts";
import { DiskStore } from "../archive/disk-store.ts";
import { ExportWorld, range } from "./export-world.ts";
import { everyKey, freshBrowser } from "./fake-database.ts";
import { FakeGateway } from "./fake-gateway.ts";
import { message } from "./messages.ts";
import { gone, nameOf, readAll } from "./export-phases.ts";

beforeEach(freshBrowser);

describe("an export", () => {
  it("leaves nothing in the database once it is saved", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 4 }));
    const run = await world.open();
    await readAll(run);
    await world.saved(run);
    assert.deepEqual([nameOf(run), await everyKey()], ["saved", {}]);
  });

  it("keeps all when no place was chosen for the file", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 4 }));
    const run = await world.open("a");
    await readAll(run);
    world.outcome = "noPlace";
    await run.save();
    assert.equal(nameOf(run), "collected");
    world.outcome = "written";
    assert.deepEqual(await world.messages(run), range("a", 4));
  });

  it("that was downloaded keeps all until the user says that the file is there", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 4 }));
    world.outcome = "downloading";
    const run = await world.open("a");
    await readAll(run);
    await run.save();
    assert.equal(nameOf(run), "handedOut");
    assert.notDeepEqual(await everyKey(), {});
    await run.save();
    assert.deepEqual(await world.messages(run), range("a", 4), "it is saved again");
    await run.confirm();
    assert.deepEqual([nameOf(run), await everyKey()], ["saved", {}]);
  });

  it("that was downloaded is there after a reload, when nobody said that the file is", async () => {
    const fake = new FakeGateway({ a: 4 });
    const before = new ExportWorld(fake);
    before.outcome = "downloading";
    const begun = await before.open("a");
    await readAll(begun);
    await begun.save();
    before.close();
    const world = new ExportWorld(fake);
    const run = await world.open("a");
    assert.equal(nameOf(run), "collected");
    assert.deepEqual(await world.messages(run), range("a", 4));
  });

  it("leaves nothing in the database when it is discarded", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 9 }));
    world.fake.failures.set(2, gone);
    const run = await world.open("a");
    await run.start();
    await run.discard();
    assert.deepEqual([nameOf(run), await everyKey()], ["choosing", {}]);
  });

  it("is collected when it is opened again after everything was read", async () => {
    const fake = new FakeGateway({ a: 5 });
    const before = new ExportWorld(fake);
    await readAll(await before.open());
    before.close();
    fake.asked.length = 0;
    const after = new ExportWorld(fake);
    const run = await after.open();
    assert.equal(nameOf(run), "collected");
    assert.deepEqual(await after.messages(run), range("a", 5));
    assert.deepEqual(fake.asked, []);
  });

  it("begins with the format that was chosen, also after a reload", async () => {
    const fake = new FakeGateway({ a: 4 });
    const before = new ExportWorld(fake);
    const begun = await before.open("a");
    begun.format.value = "markdown";
    await begun.start();
    before.close();
    assert.equal((await new ExportWorld(fake).open("a")).format.value, "markdown");
  });
});

describe("a file", () => {
  it("is not written while another tab may throw away what it is written from", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 4 }));
    const run = await world.open();
    await readAll(run);
    world.exclusive = async () => "elsewhere";
    await run.save();
    assert.deepEqual([nameOf(run), world.file], ["stopped by elsewhere", ""]);
  });
});

describe("an export that the browser does not keep", () => {
  it("works in memory, and says so", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 4 }));
    world.openStore = async () => {
      throw new KeepingError("forbidden", { full: false });
    };
    const run = await world.open("a");
    assert.equal(run.keeping.value, "memory");
    await readAll(run);
    assert.deepEqual(await world.messages(run), range("a", 4));
  });

  it("stops when the storage is full, and goes on when it is not any more", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 9 }));
    let isFull = false;
    world.openStore = async (name) => {
      const store = await DiskStore.open(name);
      const update = store.updateHistory.bind(store);
      store.updateHistory = async (...change) => {
        if (isFull) throw new KeepingError("full", { full: true });
        return update(...change);
      };
      return store;
    };
    world.fake.beforeAnswer = (asked) => void (isFull = asked === "a 4");
    const run = await world.open("a");
    await run.start();
    assert.equal(nameOf(run), "stopped by keeping");
    world.fake.beforeAnswer = () => {};
    isFull = false;
    await run.goOn();
    assert.deepEqual(await world.messages(run), range("a", 9));
  });
});

describe("where the user keeps messages, an export", () => {
  /** A world whose archive is on disk. */
  const keeping = async (fake: FakeGateway) => new ExportWorld(fake, await DiskStore.open("1@"));

  it("asks only for what is missing", async () => {
    const world = await keeping(new FakeGateway({ a: 6, b: 9 }));
    const before = await world.open("a");
    await readAll(before);
    await world.saved(before);
    world.fake.asked.length = 0;
    const run = await world.open();
    await readAll(run);
    assert.deepEqual(world.fake.asked, ["list", "list", "b", "b 7", "b 4"]);
    assert.deepEqual(await world.messages(run), [...range("a", 6), ...range("b", 9)]);
  });

  it("leaves the messages there once it is saved, and forgets how far it was", async () => {
    const world = await keeping(new FakeGateway({ a: 6 }));
    const run = await world.open("a");
    await readAll(run);
    await world.saved(run);
    assert.equal((await world.archive.kept.size()).messages, 6);
    assert.equal((await everyKey())["notes"], undefined);
    assert.equal(nameOf(await world.open("a")), "choosing");
  });

  it("goes on after a reload", async () => {
    const fake = new FakeGateway({ a: 9 });
    fake.failures.set(1, gone);
    const before = await keeping(fake);
    await (await before.open("a")).start();
    before.close();
    const world = await keeping(fake);
    const run = await world.open("a");
    assert.equal(nameOf(run), "kept");
    await run.goOn();
    assert.deepEqual(await world.messages(run), range("a", 9));
  });

  it("has nothing that came after it was begun", async () => {
    const world = await keeping(new FakeGateway({ a: 5 }));
    const run = await world.open("a");
    await readAll(run);
    world.fake.add("a", 6);
    await world.archive.takePage("a", { messages: [message(6), message(5)], hasMore: true }, 0);
    assert.deepEqual(await world.messages(run), range("a", 5));
  });

  it("has the conversations that are kept although they were deleted, without asking for them", async () => {
    const world = await keeping(new FakeGateway({ a: 2 }));
    await world.archive.takePage("b", { messages: [message(2), message(1)], hasMore: false }, 0);
    const run = await world.open();
    await readAll(run);
    const lines = await world.saved(run);
    assert.deepEqual(
      lines.filter(({ type }) => type === "message").map(({ sessionId, id }) => `${sessionId} ${id}`),
      [...range("a", 2), ...range("b", 2)],
    );
    const [, other] = lines.filter(({ type }) => type === "conversation");
    assert.deepEqual([other!.session.user?.nick, other!.complete], ["nick 2", true]);
    assert.ok(!world.fake.asked.includes("b"));
  });

  it("does not ask for what is missing of those, and says so", async () => {
    const world = await keeping(new FakeGateway({ a: 2 }));
    await world.archive.takeBackup("b", { messages: [message(1), message(2)], begins: false });
    const run = await world.open();
    await readAll(run);
    const other = (await world.saved(run)).find(({ type, sessionId }) => type === "conversation" && sessionId === "b");
    assert.deepEqual([other?.messages, other?.complete], [2, false]);
    assert.ok(!world.fake.asked.includes("b"));
  });

  it("stops when messages are not kept there any more", async () => {
    const world = await keeping(new FakeGateway({ a: 9 }));
    const other = new ExportWorld(world.fake);
    world.fake.beforeAnswer = (asked) => (asked === "a 7" ? world.archive.moveTo(other.archive.kept) : undefined);
    const run = await world.open("a");
    await run.start();
    assert.equal(nameOf(run), "stopped by keeping");
  });
});
