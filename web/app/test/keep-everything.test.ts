// What the job that keeps everything reads, and what it follows afterwards.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FakeGateway, idsTo } from "./fake-gateway.ts";
import { keptIn, run, tab } from "./keep-everything-world.ts";

describe("keeping everything", () => {
  it("reads the list to its end, and then one conversation after another, the newest first", async () => {
    const it = tab(new FakeGateway({ a: 4, b: 1, c: 0 }));
    await run(it);
    assert.equal(it.stateOf(), "done");
    assert.equal(it.fake.asked.join(", "), "list, list b, a, a 2, b, c");
    assert.equal(await keptIn(it, "a", "b", "c"), "1 2 3 4 | 1 | ");
  });

  it("asks no more than twice a second", async () => {
    const it = tab(new FakeGateway({ a: 9, b: 9 }));
    const times: number[] = [];
    it.fake.beforeAnswer = () => void times.push(it.clock.time);
    await run(it);
    assert.ok(times.length > 6);
    assert.deepEqual(
      times,
      times.map((_, i) => i * 500),
    );
  });

  it("asks for nothing that is kept", async () => {
    const it = tab(new FakeGateway({ a: 3, b: 3 }));
    await it.reader.lookAtList();
    await it.reader.newest("a");
    it.fake.asked.length = 0;
    await run(it);
    assert.equal(it.fake.asked.join(", "), "list, b");
  });

  it("takes conversations out that were deleted elsewhere, however deep in the list", async () => {
    const it = tab(new FakeGateway({ a: 1, b: 1, c: 1, d: 1, e: 1 }));
    await run(it);
    it.fake.sessions.delete("d");
    await run(it);
    assert.equal(it.archive.list.value.conversations.map((one) => one.sessionId).join(""), "abce");
  });

  it("tells how far it is", async () => {
    const it = tab(new FakeGateway({ a: 4, b: 2 }));
    const seen: string[] = [];
    it.job.progress.subscribe(({ done, conversations, messages }) => seen.push(`${done}/${conversations} ${messages}`));
    await run(it);
    assert.deepEqual([...new Set(seen)], ["0/0 0", "0/2 0", "0/2 3", "0/2 4", "1/2 4", "1/2 6", "2/2 6"]);
  });

  it("tells how long it takes from how long it took, and nothing while nothing tells", async () => {
    const it = tab(new FakeGateway({ a: 3, b: 3, c: 3, d: 3 }));
    const seen: (number | undefined)[] = [];
    it.job.progress.subscribe(({ timeLeft }) => {
      if (seen.length === 0 || timeLeft !== seen.at(-1)) seen.push(timeLeft);
    });
    await run(it);
    assert.deepEqual(seen, [undefined, 1500, 1000, 500, 0]);
  });
});

describe("conversations with unread messages", () => {
  it("are left alone, and named", async () => {
    const fake = new FakeGateway({ a: 2, b: 2 });
    fake.add("b", 3, { unread: true });
    const it = tab(fake);
    await run(it);
    assert.deepEqual([it.stateOf(), it.fake.asked.join(", ")], ["done", "list, a"]);
    assert.deepEqual(
      it.job.progress.value.skippedUnread.map((one) => one.sessionId),
      ["b"],
    );
  });

  it("are read once somebody has read them", async () => {
    const fake = new FakeGateway({ a: 2, b: 2 });
    fake.add("b", 3, { unread: true });
    const it = tab(fake);
    await run(it);
    await it.archive.markRead("b");
    await it.clock.run();
    assert.equal(await keptIn(it, "b"), "1 2 3");
    assert.deepEqual(it.job.progress.value.skippedUnread, []);
  });

  it("are not read any further when they get one meanwhile", async () => {
    const it = tab(new FakeGateway({ a: 9, b: 2 }));
    it.fake.beforeAnswer = async (asked) => {
      if (asked !== "a 7") return;
      const { sessionId, ...session } = it.archive.conversation("a")!;
      await it.archive.put({ ...session, sessionId, newMsgCnt: 1 });
    };
    await run(it);
    assert.equal(it.fake.asked.join(", "), "list, a, a 7, b");
    assert.deepEqual([it.stateOf(), it.job.progress.value.skippedUnread.length], ["done", 1]);
  });
});

describe("once everything is kept", () => {
  it("a conversation with a new message is read from its newest", async () => {
    const it = tab(new FakeGateway({ a: 4, b: 4 }));
    await run(it);
    it.fake.asked.length = 0;
    it.fake.add("b", 5);
    await it.reader.lookAtList();
    await it.clock.run();
    assert.equal(it.fake.asked.join(", "), "list, b");
    assert.equal(await keptIn(it, "b"), idsTo(5));
    assert.equal(it.stateOf(), "done");
  });

  it("nothing is asked for that was read by whoever shows it", async () => {
    const it = tab(new FakeGateway({ a: 4 }));
    await run(it);
    it.fake.add("a", 5);
    await it.reader.lookAtList();
    await it.reader.newest("a");
    it.fake.asked.length = 0;
    assert.deepEqual(it.clock.waits, [5000]);
    await it.clock.run();
    assert.deepEqual(it.fake.asked, []);
  });

  it("what changes is followed without a word", async () => {
    const it = tab(new FakeGateway({ a: 4 }));
    await run(it);
    const states: string[] = [];
    it.job.state.subscribe(({ state }) => states.push(state));
    it.fake.add("a", 5);
    await it.reader.lookAtList();
    await it.clock.run();
    assert.deepEqual([...new Set(states)], ["done"]);
  });

  it("what changes is read once, though the user has it checked once more", async () => {
    const it = tab(new FakeGateway({ a: 4 }));
    await run(it);
    it.fake.add("a", 5);
    await it.reader.lookAtList();
    it.fake.asked.length = 0;
    await run(it);
    assert.equal(it.fake.asked.join(", "), "list, a");
  });

  it("what changes is followed after a reload", async () => {
    const before = tab(new FakeGateway({ a: 4 }));
    await run(before);
    before.job.close();
    const it = tab(before.fake, before);
    void it.job.restore();
    await it.clock.run();
    it.fake.asked.length = 0;
    it.fake.add("a", 5);
    await it.reader.lookAtList();
    await it.clock.run();
    assert.equal(it.fake.asked.join(", "), "list, a");
  });

  it("nothing is followed when it was ended", async () => {
    const it = tab(new FakeGateway({ a: 4 }));
    await run(it);
    it.job.close();
    it.fake.add("a", 5);
    await it.reader.lookAtList();
    assert.deepEqual(it.clock.waits, []);
  });
});
