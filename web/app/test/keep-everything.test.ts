import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, CredentialExpiredError, ModuleError, NetworkError, RateLimitedError } from "../../sdk/src/errors.ts";
import type { ArchiveStore } from "../archive/archive-store.ts";
import type { Exclusive } from "../archive/exclusive.ts";
import { KeepEverything } from "../archive/keep-everything.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { FakeClock, settled } from "./fake-clock.ts";
import { FakeGateway, idsIn, idsTo, readingFrom } from "./fake-gateway.ts";

/** A store that says that it is on disk. */
const newDisk = () => Object.assign(new MemoryStore(), { place: "disk" }) as unknown as ArchiveStore;

/** A tab in which messages are kept. */
function tab(
  fake: FakeGateway,
  {
    store = newDisk(),
    clock = new FakeClock(),
    exclusive,
  }: { store?: ArchiveStore; clock?: FakeClock; exclusive?: Exclusive } = {},
) {
  const reading = readingFrom(fake, { store, now: clock.now });
  const job = new KeepEverything({
    ...reading,
    exclusive: exclusive ?? ((_, work) => work()),
    now: clock.now,
    later: clock.later,
  });
  const stateOf = () => {
    const now = job.state.value;
    return now.state === "paused" ? `paused: ${now.by}` : now.state;
  };
  return { ...reading, fake, store, clock, job, stateOf };
}

type Tab = ReturnType<typeof tab>;

/** Lets a job that was begun run until it ends or waits for something else than a time. */
async function run({ job, clock }: Tab): Promise<void> {
  void job.start();
  await clock.run();
}

const kept = async ({ store }: Tab, ...ids: string[]) =>
  (await Promise.all(ids.map((id) => idsIn(store, id)))).join(" | ");

describe("keeping everything", () => {
  it("reads the list to its end, and then one conversation after another, the newest first", async () => {
    const it = tab(new FakeGateway({ a: 4, b: 1, c: 0 }));
    await run(it);
    assert.equal(it.stateOf(), "done");
    assert.equal(it.fake.asked.join(", "), "list, list b, a, a 2, b, c");
    assert.equal(await kept(it, "a", "b", "c"), "1 2 3 4 | 1 | ");
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
    assert.equal(await kept(it, "b"), "1 2 3");
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
    assert.equal(await kept(it, "b"), idsTo(5));
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

describe("a job in the middle", () => {
  /** A job that stops before an answer. */
  async function interrupted(asked: string): Promise<Tab> {
    const it = tab(new FakeGateway({ a: 4, b: 9, c: 2 }));
    const reached = new Promise<void>((resolve) => {
      it.fake.beforeAnswer = (now) => (now === asked ? new Promise<void>(() => resolve()) : undefined);
    });
    void it.job.start();
    await it.clock.run();
    await reached;
    it.fake.beforeAnswer = () => {};
    it.fake.asked.length = 0;
    return it;
  }

  it("goes on after a reload where it was", async () => {
    const before = await interrupted("b 4");
    before.job.close();
    const it = tab(before.fake, before);
    void it.job.restore();
    await it.clock.run();
    assert.equal(it.fake.asked.join(", "), "b, b 4, c");
    assert.equal(await kept(it, "a", "b", "c"), "1 2 3 4 | 1 2 3 4 5 6 7 8 9 | 1 2");
  });

  it("that the user paused asks for nothing, and goes on when the user wants it", async () => {
    const it = await interrupted("b 4");
    await it.job.pause();
    await it.clock.run();
    assert.deepEqual([it.stateOf(), it.fake.asked], ["paused: user", []]);
    await run(it);
    assert.deepEqual([it.stateOf(), it.fake.asked.join(", ")], ["done", "b, b 4, c"]);
  });

  it("that the user paused is paused after a reload", async () => {
    const before = await interrupted("b 4");
    await before.job.pause();
    const it = tab(before.fake, before);
    await it.job.restore();
    assert.equal(it.stateOf(), "paused: user");
  });

  it("that was never begun is not begun by a reload", async () => {
    const it = tab(new FakeGateway({ a: 1 }));
    await it.job.restore();
    assert.deepEqual([it.stateOf(), it.fake.asked], ["idle", []]);
  });

  it("that another tab does is left to it until that ends", async () => {
    let isFree = false;
    const exclusive: Exclusive = async (_, work) => (isFree ? work() : "elsewhere");
    const it = tab(new FakeGateway({ a: 1 }), { exclusive });
    void it.job.start();
    await settled();
    assert.deepEqual([it.stateOf(), it.fake.asked], ["paused: elsewhere", []]);
    isFree = true;
    await it.clock.run();
    assert.equal(it.stateOf(), "done");
  });

  it("takes a lock of its account's", async () => {
    const names: string[] = [];
    const exclusive: Exclusive = async (name, work) => {
      names.push(name);
      return work();
    };
    const it = tab(new FakeGateway({ a: 1 }), { exclusive });
    await run(it);
    assert.deepEqual(names, ["qqmusicpm.keep 1@"]);
  });
});

describe("when something is wrong with the gateway, the job", () => {
  for (const [what, error, by, end] of [
    [
      "waits for a new login",
      () => new CredentialExpiredError("old"),
      "login",
      (it: Tab) => it.gateway.renew({ musicid: "1", musickey: "k" } as never),
    ],
    ["waits until the module is back", () => new ModuleError("died"), "dead", (it: Tab) => it.gateway.revive()],
    [
      "waits until the user ends a rate limit",
      () => new RateLimitedError("slower"),
      "limited",
      (it: Tab) => it.gateway.endLimit(),
    ],
    [
      "waits until the gateway is asked anew",
      () => new NetworkError("gone"),
      "silent",
      (it: Tab) => it.gateway.resumed.value++,
    ],
  ] as const) {
    it(what, async () => {
      const it = tab(new FakeGateway({ a: 9 }));
      it.fake.failures.set(2, error);
      void it.job.start();
      await it.clock.run(() => it.stateOf() === `paused: ${by}`);
      assert.equal(it.stateOf(), `paused: ${by}`);
      const asked = it.fake.asked.length;
      await settled();
      assert.equal(it.fake.asked.length, asked, "it asks although it is paused");
      void end(it);
      await it.clock.run(() => it.stateOf() === "done");
      assert.equal(await kept(it, "a"), idsTo(9));
    });
  }

  it("waits until a rate limit is over", async () => {
    const it = tab(new FakeGateway({ a: 9 }));
    it.fake.failures.set(2, () => new RateLimitedError("slower", { retryAfter: 60_000 }));
    const times: number[] = [];
    it.fake.beforeAnswer = () => void times.push(it.clock.time);
    await run(it);
    assert.deepEqual(times.slice(2, 4), [1000, 61_000]);
    assert.equal(it.stateOf(), "done");
  });

  it("waits longer each time in a row, also when other calls are answered", async () => {
    const it = tab(new FakeGateway({ a: 9 }));
    for (const at of [2, 3, 4]) it.fake.failures.set(at, () => new RateLimitedError("slower"));
    const times: number[] = [];
    it.fake.beforeAnswer = () => void times.push(it.clock.time);
    it.gateway.limit.subscribe((limit) => {
      if (limit) queueMicrotask(() => (it.gateway.limit.value = undefined));
    });
    await run(it);
    assert.deepEqual(
      times.slice(3, 6).map((time, i) => time - times[i + 2]!),
      [30_000, 60_000, 120_000],
    );
  });

  it("goes on when the gateway answers somebody again", async () => {
    const it = tab(new FakeGateway({ a: 9 }));
    it.fake.failures.set(2, () => new NetworkError("gone"));
    void it.job.start();
    await it.clock.run();
    assert.equal(it.stateOf(), "paused: silent");
    await it.reader.lookAtList();
    await it.clock.run();
    assert.equal(it.stateOf(), "done");
  });

  it("waits no longer once something came", async () => {
    const it = tab(new FakeGateway({ a: 9 }));
    for (const at of [2, 4]) it.fake.failures.set(at, () => new RateLimitedError("slower"));
    const times: number[] = [];
    it.fake.beforeAnswer = () => void times.push(it.clock.time);
    await run(it);
    assert.deepEqual([times[3]! - times[2]!, times[5]! - times[4]!], [30_000, 30_000]);
  });

  for (const [by, error] of [
    ["login", new CredentialExpiredError("old")],
    ["limited", new RateLimitedError("slower")],
    ["silent", new NetworkError("gone")],
    ["dead", new ModuleError("died")],
  ] as const) {
    it(`does not begin while something is wrong: ${by}`, async () => {
      const it = tab(new FakeGateway({ a: 1 }));
      it.gateway.problem(error);
      void it.job.start();
      await settled();
      assert.deepEqual([it.stateOf(), it.fake.asked], [`paused: ${by}`, []]);
    });
  }

  it("is paused by the user all the same", async () => {
    const it = tab(new FakeGateway({ a: 1 }));
    it.gateway.problem(new CredentialExpiredError("old"));
    await run(it);
    await it.job.pause();
    assert.equal(it.stateOf(), "paused: user");
  });
});

describe("a conversation that cannot be read", () => {
  const failing = (ids: string) => {
    const it = tab(new FakeGateway({ a: 2, b: 2, c: 2 }));
    const page = it.fake.messagePage.bind(it.fake);
    it.fake.messagePage = (id, lastId) => {
      if (ids.includes(id)) throw new CGIError("no", { code: 10006 });
      return page(id, lastId);
    };
    return it;
  };

  it("does not keep the others from being read, and is told", async () => {
    const it = failing("b");
    await run(it);
    const now = it.job.state.value;
    assert.deepEqual([now.state, now.state === "failed" && now.problem.kind], ["failed", "refused"]);
    assert.equal(await kept(it, "a", "b", "c"), "1 2 |  | 1 2");
  });

  it("is not asked for again by itself", async () => {
    const it = failing("b");
    await run(it);
    it.fake.asked.length = 0;
    it.fake.add("c", 3);
    await it.reader.lookAtList();
    await it.clock.run();
    assert.equal(it.fake.asked.filter((asked) => !asked.startsWith("list")).join(", "), "c");
  });

  it("is tried again when the user wants it", async () => {
    const it = failing("b");
    await run(it);
    it.fake.messagePage = (id) => ({ messages: it.fake.histories.get(id)!.toReversed(), hasMore: 0 });
    await run(it);
    assert.deepEqual([it.stateOf(), await kept(it, "b")], ["done", "1 2"]);
  });

  it("is no problem when it was deleted meanwhile", async () => {
    const it = failing("b");
    it.fake.beforeAnswer = (asked) => (asked === "b" ? it.archive.forget("b") : undefined);
    await run(it);
    assert.equal(it.stateOf(), "done");
  });
});

describe("when the browser does not keep it any more, the job", () => {
  it("ends, and says so", async () => {
    const it = tab(new FakeGateway({ a: 9 }));
    it.fake.beforeAnswer = (asked) => (asked === "a 4" ? it.archive.moveTo(new MemoryStore()) : undefined);
    await run(it);
    assert.equal(it.stateOf(), "notKept");
  });
});
