// What an export reads, and in which order it asks for it.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { CGIError } from "../../sdk/src/errors.ts";
import { exclusive } from "../archive/exclusive.ts";
import { ExportWorld, range } from "./export-world.ts";
import { freshBrowser } from "./fake-database.ts";
import { FakeGateway } from "./fake-gateway.ts";
import { message } from "./messages.ts";
import { gone, nameOf, readAll } from "./export-phases.ts";

beforeEach(freshBrowser);

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
