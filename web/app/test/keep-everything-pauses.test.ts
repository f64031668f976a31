// What pauses or ends the job that keeps everything, and how it goes on.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, CredentialExpiredError, ModuleError, NetworkError, RateLimitedError } from "../../sdk/src/errors.ts";
import type { Exclusive } from "../archive/exclusive.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { settled } from "./fake-clock.ts";
import { FakeGateway, idsTo } from "./fake-gateway.ts";
import { keptIn, run, tab, type Tab } from "./keep-everything-world.ts";

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
    assert.equal(await keptIn(it, "a", "b", "c"), "1 2 3 4 | 1 2 3 4 5 6 7 8 9 | 1 2");
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
      assert.equal(await keptIn(it, "a"), idsTo(9));
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
    assert.equal(await keptIn(it, "a", "b", "c"), "1 2 |  | 1 2");
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
    assert.deepEqual([it.stateOf(), await keptIn(it, "b")], ["done", "1 2"]);
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
