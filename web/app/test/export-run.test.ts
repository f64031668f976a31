import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { CGIError, NetworkError, RateLimitedError } from "../../sdk/src/errors.ts";
import { KeepingError } from "../archive/archive-store.ts";
import { exclusive } from "../archive/exclusive.ts";
import { DiskStore } from "../archive/disk-store.ts";
import type { ExportRun } from "../export/export-run.ts";
import { ExportWorld, range } from "./export-world.ts";
import { everyKey, freshBrowser } from "./fake-database.ts";
import { FakeGateway } from "./fake-gateway.ts";
import { message } from "./messages.ts";

beforeEach(freshBrowser);

const gone = () => new NetworkError("gone");
const limited = () => new RateLimitedError("slower");

const nameOf = (run: ExportRun) => {
  const now = run.phase.value;
  return now.phase === "stopped" ? `stopped by ${now.stop.by}` : now.phase;
};

/** Begins an export and goes on until it has everything. Gives how often it stopped. */
async function readAll(run: ExportRun): Promise<number> {
  await run.start();
  let stops = 0;
  for (; nameOf(run) === "stopped by problem" && stops < 3; stops++) await run.goOn();
  assert.equal(nameOf(run), "collected");
  return stops;
}

describe("an export", () => {
  it("gives every message once, oldest first", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 10, b: 0, c: 3 }));
    const run = await world.open();
    await readAll(run);
    assert.deepEqual(await world.messages(run), [...range("a", 10), ...range("c", 3)]);
  });

  it("of one conversation asks for no other", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 4, b: 4 }));
    const run = await world.open("b");
    await readAll(run);
    assert.deepEqual(await world.messages(run), range("b", 4));
    assert.deepEqual(world.fake.asked, ["b", "b 2"]);
  });

  it("goes on after an error before any of the answers, with no gap and no double", async () => {
    for (let at = 0; at < 8; at++) {
      freshBrowser();
      const world = new ExportWorld(new FakeGateway({ a: 10, b: 4 }));
      world.fake.failures.set(at, gone);
      const run = await world.open();
      assert.equal(await readAll(run), 1);
      assert.deepEqual(await world.messages(run), [...range("a", 10), ...range("b", 4)], `error before answer ${at}`);
    }
  });

  it("goes on after any two errors, each with a reload", async () => {
    for (let first = 0; first < 7; first++) {
      for (let other = first + 1; other < 8; other++) {
        freshBrowser();
        const fake = new FakeGateway({ a: 7, b: 4 });
        for (const at of [first, other]) fake.failures.set(at, gone);
        let world = new ExportWorld(fake);
        let run = await world.open();
        await run.start();
        while (nameOf(run) !== "collected") {
          world.close();
          world = new ExportWorld(fake);
          run = await world.open();
          assert.equal(nameOf(run), "kept");
          await run.goOn();
        }
        assert.deepEqual(await world.messages(run), [...range("a", 7), ...range("b", 4)], `${first}, ${other}`);
      }
    }
  });

  it("asks for no page twice when it goes on", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 10 }));
    world.fake.failures.set(2, gone);
    const run = await world.open("a");
    await readAll(run);
    assert.deepEqual(world.fake.asked, ["a", "a 8", "a 5", "a 5", "a 2"]);
  });

  it("goes only to older messages when newer ones came meanwhile", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 8 }));
    world.fake.failures.set(1, () => {
      for (let n = 9; n < 15; n++) world.fake.add("a", n);
      return gone();
    });
    const run = await world.open("a");
    await readAll(run);
    assert.deepEqual(await world.messages(run), range("a", 8));
  });

  it("has a message that was read before it was deleted elsewhere, and says so", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 8 }));
    world.fake.failures.set(1, () => {
      world.fake.histories.get("a")!.splice(5, 1);
      return gone();
    });
    const run = await world.open("a");
    await readAll(run);
    assert.deepEqual(await world.messages(run), range("a", 8));
    assert.match(world.file, /"id":"6".*"deletedElsewhere"/);
  });

  it("finds a conversation that moved to the top while the list was read", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 1, b: 1, c: 1 }));
    world.fake.beforeAnswer = (asked) => {
      if (asked === "list b") world.fake.add("c", 2);
    };
    const run = await world.open();
    await readAll(run);
    assert.deepEqual((await world.messages(run)).toSorted(), ["a 1", "b 1", "c 1", "c 2"]);
  });

  it("leaves out what a further page has again", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 3 }));
    world.fake.messagePage = (_, lastId) =>
      lastId === undefined
        ? { messages: [message(3), message(2)], hasMore: 1 }
        : { messages: [message(2), message(1)], hasMore: 0 };
    const run = await world.open("a");
    await readAll(run);
    assert.deepEqual(await world.messages(run), range("a", 3));
  });

  it("does not take a list for complete that gives the same again", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 3 }));
    world.fake.messagePage = () => ({ messages: [message(3)], hasMore: 1 });
    const run = await world.open("a");
    await run.start();
    const { phase, stop } = run.phase.value as { phase: string; stop: { problem: { kind: string } } };
    assert.deepEqual([phase, stop.problem.kind], ["stopped", "data"]);
  });

  it("ends at once when it is stopped, and goes on from what has come", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 9 }));
    const run = await world.open("a");
    world.fake.beforeAnswer = (asked) => (asked === "a 4" ? new Promise(() => run.stop()) : undefined);
    await run.start();
    assert.equal(nameOf(run), "stopped by user");
    assert.equal(run.progress.value.messages, 6);
    world.fake.beforeAnswer = () => {};
    await run.goOn();
    assert.deepEqual(await world.messages(run), range("a", 9));
  });

  it("says at round numbers how much was read", async () => {
    const fake = new FakeGateway({ a: 2100 });
    const messagesAtOnce = fake.histories.get("a")!.toReversed();
    fake.messagePage = (_, lastId) =>
      lastId === undefined
        ? { messages: messagesAtOnce.slice(0, 1050), hasMore: 1 }
        : { messages: messagesAtOnce.slice(1050), hasMore: 0 };
    const world = new ExportWorld(fake);
    const run = await world.open("a");
    const said: string[] = [];
    run.announcement.subscribe((text) => said.push(text));
    await run.start();
    assert.deepEqual(said, [
      "",
      "1000 messages read",
      "2000 messages read",
      "2100 messages. Choose the format of the file.",
    ]);
  });

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

  it("that another tab reads is left to it", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 4 }));
    const run = await world.open();
    world.exclusive = async () => "elsewhere";
    await run.start();
    assert.equal(nameOf(run), "stopped by elsewhere");
    assert.deepEqual(world.fake.asked, []);
  });

  it("goes on without a conversation that fails", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 4, b: 4 }));
    const page = world.fake.messagePage.bind(world.fake);
    world.fake.messagePage = (id, lastId) => {
      if (id === "a") throw new CGIError("no", { code: 10006 });
      return page(id, lastId);
    };
    const run = await world.open();
    await run.start();
    assert.equal(nameOf(run), "stopped by problem");
    await run.skip();
    const lines = await world.saved(run);
    assert.deepEqual(
      lines
        .filter(({ type }) => type === "conversation")
        .map(({ sessionId, complete, messages }) => [sessionId, complete, messages]),
      [
        ["a", false, 0],
        ["b", true, 4],
      ],
    );
  });
});

describe("an export of which a button is pressed twice", () => {
  it("leaves one conversation out, and goes on once", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 4, b: 4, c: 4 }));
    world.exclusive = exclusive;
    const page = world.fake.messagePage.bind(world.fake);
    world.fake.messagePage = (id, lastId) => {
      if (id === "a") throw new CGIError("no", { code: 10006 });
      return page(id, lastId);
    };
    const run = await world.open();
    await run.start();
    const phases: string[] = [];
    run.phase.subscribe(() => phases.push(nameOf(run)));
    await Promise.all([run.skip(), run.skip()]);
    assert.deepEqual([...new Set(phases)], ["stopped by problem", "running", "collected"]);
    assert.deepEqual(await world.messages(run), [...range("b", 4), ...range("c", 4)]);
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

describe("a rate limit", () => {
  const waitOf = (run: ExportRun, world: ExportWorld) => {
    const now = run.phase.value;
    return now.phase === "waiting" ? now.until - world.time : now.phase;
  };

  it("is waited for, and the export goes on by itself", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 9 }));
    world.fake.failures.set(1, limited);
    const run = await world.open("a");
    await run.start();
    assert.equal(waitOf(run, world), 30_000);
    await world.waitEnds(run);
    assert.deepEqual(await world.messages(run), range("a", 9));
  });

  it("is waited for as long as the gateway says", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 9 }));
    world.fake.failures.set(1, () => new RateLimitedError("slower", { retryAfter: 7000 }));
    const run = await world.open("a");
    await run.start();
    assert.equal(waitOf(run, world), 7000);
  });

  it("is waited for longer each time in a row, and no longer once something came", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 12 }));
    // The page "a 10" is refused twice; it comes, and the one behind it is refused.
    for (const at of [1, 2, 4]) world.fake.failures.set(at, limited);
    const run = await world.open("a");
    await run.start();
    const waits = [waitOf(run, world)];
    for (let i = 0; i < 2; i++) {
      await world.waitEnds(run);
      waits.push(waitOf(run, world));
    }
    assert.deepEqual(waits, [30_000, 60_000, 30_000]);
  });

  it("is waited for no longer when the export is stopped", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 9 }));
    world.fake.failures.set(1, limited);
    const run = await world.open("a");
    await run.start();
    run.stop();
    assert.deepEqual([nameOf(run), world.waits], ["stopped by user", []]);
  });

  it("is waited for no longer when the user goes on", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 9 }));
    world.fake.failures.set(1, limited);
    const run = await world.open("a");
    await run.start();
    await run.goOn();
    assert.deepEqual([nameOf(run), world.waits], ["collected", []]);
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

describe("pictures and videos", () => {
  const withPictures = () => {
    const fake = new FakeGateway({ a: 0 });
    for (let n = 1; n <= 50; n++) {
      fake.add("a", n, { changes: { msgType: 2, metaData: { content: "" } } });
      fake.details.set(String(n), message(n, { metaData: { pic: `https://p/${n}` } }));
    }
    return fake;
  };

  it("get their addresses, 20 at once, whenever an error comes", async () => {
    for (let at = 0; at < 20; at++) {
      freshBrowser();
      const world = new ExportWorld(withPictures());
      world.fake.failures.set(at, gone);
      const run = await world.open("a");
      assert.equal(await readAll(run), 1);
      const pictures = (await world.saved(run)).filter(({ type }) => type === "message");
      assert.deepEqual(
        pictures.map(({ metaData }) => metaData.pic),
        range("", 50).map((id) => `https://p/${id.trim()}`),
      );
      assert.ok(world.fake.asked.filter((asked) => asked.startsWith("details")).length <= 4);
    }
  });

  it("stay as they are when the gateway does not give them", async () => {
    const world = new ExportWorld(withPictures());
    world.fake.beforeAnswer = (asked) => {
      if (asked.startsWith("details")) throw new CGIError("no", { code: 10006 });
    };
    const run = await world.open("a");
    await readAll(run);
    assert.equal((await world.messages(run)).length, 50);
  });

  it("are not asked for whose details are there", async () => {
    const world = new ExportWorld(withPictures(), await DiskStore.open("1@"));
    const run = await world.open("a");
    await readAll(run);
    world.fake.asked.length = 0;
    await run.start();
    assert.deepEqual(world.fake.asked, ["a"]);
  });

  it("are not asked for that were deleted elsewhere", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 1 }), await DiskStore.open("1@"));
    const gone = message(0, { msgType: 2, metaData: { content: "" } });
    await world.archive.takeBackup("a", { messages: [{ ...gone, goneAt: 5 }, message(1)], begins: true });
    const run = await world.open();
    await readAll(run);
    assert.deepEqual(world.fake.asked, ["list", "list"]);
  });
});
