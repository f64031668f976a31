// A wrong clock that is put right: what was to wait minutes must not wait a year, and what waited may not ask in a row.

import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { signal } from "@preact/signals";
import { SteadyClock } from "../../common/steady-clock.ts";
import { RateLimitedError } from "../../sdk/src/errors.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { Gateway } from "../gateway/gateway.ts";
import { Watch } from "../gateway/watch.ts";
import { KeepEverything } from "../archive/keep-everything.ts";
import type { ArchiveStore } from "../archive/archive-store.ts";
import { ArchiveWorld, numbered } from "./archive-world.ts";
import { FakeClient } from "./fake-client.ts";
import { FakeClock, settled } from "./fake-clock.ts";
import { FakeGateway, readingFrom } from "./fake-gateway.ts";

const hour = 3_600_000;
const jumps = { "8 hours ahead": 8 * hour, "1 hour back": -hour, "a year back": -8760 * hour };

describe("a rate limit while the clock is set", () => {
  /** A watch that a rate limit of a length keeps waiting, with the browser's own clocks. */
  async function limited(t: TestContext, retryAfter: number | undefined) {
    t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_800_000_000_000 });
    const fake = new FakeClient().answer("getSessions", () => new RateLimitedError("no", { code: 2001, retryAfter }));
    const gateway = new Gateway({
      account: { endpoint: "", musicid: "1" },
      connect: async () => fake.client,
      surroundings: () => ({ online: true, foreign: false }),
      proven: true,
    });
    const page = { hidden: signal(false), online: signal(true) };
    let looks = 0;
    const look = async () => {
      looks++;
      await gateway.call((client) => client.getSessions());
      return true;
    };
    const watch = new Watch({ gateway, page, look });
    t.after(() => watch.stop());
    watch.start();
    await watch.now();
    const before = looks;
    return {
      gateway,
      page,
      looks: () => looks - before,
      async pass(milliseconds: number) {
        for (let passed = 0; passed < milliseconds; passed += 1000) {
          t.mock.timers.tick(1000);
          await settled();
        }
      },
    };
  }

  for (const [what, by] of Object.entries(jumps)) {
    it(`${what}: is waited for no longer than it lasts, and asked once behind it`, async (t) => {
      const { gateway, page, looks, pass } = await limited(t, 20_000);
      t.mock.timers.setTime(Date.now() + by);
      assert.ok(gateway.limitLeft <= 20_000, `${gateway.limitLeft} ms are left`);
      page.hidden.value = true; // the time of the next look is set anew
      await pass(21_000);
      assert.equal(looks(), 1);
    });
  }

  it("of a hundred days is no burst of requests, and lasts a day at most", async (t) => {
    const { gateway, looks, pass } = await limited(t, 100 * 24 * hour);
    assert.ok(gateway.limitLeft <= 24 * hour);
    await pass(60_000);
    assert.equal(looks(), 0);
  });
});

describe("keeping everything while the clock is set", () => {
  for (const [what, by] of Object.entries(jumps)) {
    it(`${what}: goes on at its pace, and knows how long it takes`, async () => {
      const timers = new FakeClock();
      let set = 0;
      const steady = new SteadyClock({ timeOfDay: () => timers.time + set, running: () => timers.time });
      const now = () => steady.now();
      const store = Object.assign(new MemoryStore(), { place: "disk" }) as unknown as ArchiveStore;
      const fake = new FakeGateway({ a: 9, b: 9, c: 9, d: 9, e: 9 });
      const job = new KeepEverything({
        ...readingFrom(fake, { store, now }),
        exclusive: (_, work) => work(),
        now,
        later: timers.later,
      });
      const times: number[] = [];
      const left: number[] = [];
      fake.beforeAnswer = (asked) => {
        times.push(timers.time);
        left.push(job.progress.value.timeLeft ?? 0);
        if (asked === fake.asked[4]) set = by;
      };
      void job.start();
      await timers.run();
      const waits = times.slice(1).map((time, i) => time - times[i]!);
      assert.ok(waits.every((wait) => wait <= 500) && waits.filter((wait) => wait < 500).length <= 1, `${waits}`);
      assert.ok(Math.min(...left) >= 0 && Math.max(...left) <= 30 * 60_000, `${left}`);
      assert.equal(job.state.value.state, "done");
    });
  }
});

describe("tabs that were there before and after the clock was set back", () => {
  it("believe a page that was asked for a minute after a message was sent", async () => {
    const world = new ArchiveWorld();
    const [older, newer] = [-hour, 0].map((behind) => ({ now: () => world.now - behind, behind }));
    const store = new MemoryStore();
    const there = await world.tab(store, { now: older!.now }); // an hour ahead of the one that came later
    const here = await world.tab(store, { now: newer!.now });
    await there.takeSent("a", numbered(1));
    await world.hear();
    const history = await here.hold("a");
    world.now += 60_000;
    await here.takePage("a", { messages: numbered(2), hasMore: false }, here.asking());
    assert.deepEqual(
      history.value.pieces.flatMap(({ run }) => run.messages.map(({ id }) => id)),
      numbered(2).map(({ id }) => id),
    );
  });
});
