// When the gateway is asked whether there is anything new.

import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { signal } from "@preact/signals";
import { Gateway } from "../gateway/gateway.ts";
import { Watch } from "../gateway/watch.ts";
import { settled } from "./fake-clock.ts";

const expired = { kind: "expired", code: "1000", says: "", page: "", maybeSent: false, detail: "" } as const;

/** A watch that runs, in a page that can be seen, on a clock that stands until it is moved. */
function watching(t: TestContext) {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const gateway = new Gateway({
    account: { endpoint: "", musicid: "1" },
    connect: () => assert.fail("nobody calls"),
    surroundings: () => ({ online: true, foreign: false }),
    proven: true,
    now: () => Date.now(),
  });
  const page = { hidden: signal(false), online: signal(true) };
  const looks: number[] = [];
  /** What comes of a look: whether there was something new. */
  const outcome = { of: async (): Promise<boolean> => true };
  const look = () => {
    looks.push(Date.now());
    return outcome.of();
  };
  const watch = new Watch({ gateway, page, look });
  watch.start();
  t.after(() => watch.stop());
  return {
    gateway,
    page,
    outcome,
    watch,
    /** When it looked, in milliseconds since the beginning. */
    looks,
    /** Lets time go by. */
    async pass(milliseconds: number) {
      for (let passed = 0; passed < milliseconds; passed += 1000) {
        await settled();
        t.mock.timers.tick(Math.min(1000, milliseconds - passed));
      }
      await settled();
    },
  };
}

const seconds = (looks: readonly number[]) => looks.map((look) => look / 1000);

describe("a watch", () => {
  it("looks every three seconds while there is something new", async (t) => {
    const { looks, pass } = watching(t);
    await pass(10_000);
    assert.deepEqual(seconds(looks), [3, 6, 9]);
  });

  it("looks less and less often while there is nothing, down to every half minute", async (t) => {
    const { looks, outcome, pass } = watching(t);
    outcome.of = async () => false;
    await pass(600_000);
    const waits = looks.map((look, i) => look - (looks[i - 1] ?? 0));
    assert.deepEqual(
      waits,
      waits.toSorted((one, other) => one - other),
    );
    assert.ok(Math.abs(waits.at(-1)! - 30_000) <= 1000, `${waits.at(-1)}`);
  });

  it("looks often again when the user did something", async (t) => {
    const { looks, outcome, watch, pass } = watching(t);
    outcome.of = async () => false;
    await pass(300_000);
    const before = looks.length;
    watch.soon();
    await pass(10_000);
    assert.equal(looks.length - before, 3);
  });

  it("looks once at a time", async (t) => {
    const { looks, outcome, watch, pass } = watching(t);
    let end = (_: boolean) => {};
    outcome.of = () => new Promise((resolve) => (end = resolve));
    const first = watch.now();
    const other = watch.now();
    watch.soon();
    await pass(60_000);
    assert.equal(looks.length, 1);
    end(true);
    await Promise.all([first, other]);
    await pass(3000);
    assert.equal(looks.length, 2);
  });

  it("waits longer after each look that failed", async (t) => {
    const { looks, outcome, pass } = watching(t);
    outcome.of = () => Promise.reject(new Error("no answer"));
    await pass(40_000);
    assert.deepEqual(seconds(looks), [3, 8, 18, 38]);
  });
});

describe("a page that cannot be seen", () => {
  it("looks every half minute at most", async (t) => {
    const { looks, page, pass } = watching(t);
    page.hidden.value = true;
    await pass(29_000);
    assert.deepEqual(looks, []);
    await pass(1000);
    assert.deepEqual(seconds(looks), [30]);
  });

  it("looks at once when it is seen again", async (t) => {
    const { looks, page, pass } = watching(t);
    page.hidden.value = true;
    await pass(10_000);
    page.hidden.value = false;
    assert.deepEqual(seconds(looks), [10]);
  });
});

describe("a network that is back", () => {
  it("is used at once", async (t) => {
    const { looks, page, pass } = watching(t);
    page.online.value = false;
    await pass(1000);
    page.online.value = true;
    assert.deepEqual(seconds(looks), [1]);
  });

  it("is no reason to ask a gateway that does not want it", async (t) => {
    const { gateway, looks, page, pass } = watching(t);
    gateway.limit.value = { until: 60_000, page: "" };
    page.online.value = false;
    page.online.value = true;
    await pass(59_000);
    assert.deepEqual(looks, []);
  });
});

describe("a rate limit", () => {
  it("lets nothing be asked before it ends", async (t) => {
    const { gateway, looks, watch, pass } = watching(t);
    gateway.limit.value = { until: 40_000, page: "" };
    watch.soon();
    await pass(39_000);
    assert.deepEqual(looks, []);
    await pass(1000);
    assert.deepEqual(seconds(looks), [40]);
  });

  it("that is over is no reason to ask without a rest while nothing answers", async (t) => {
    const { gateway, looks, outcome, pass } = watching(t);
    gateway.limit.value = { until: 40_000, page: "" };
    outcome.of = () => Promise.reject(new Error("no answer"));
    await pass(80_000);
    assert.deepEqual(seconds(looks), [40, 45, 55, 75]);
  });

  it("in the midst of which there is a new login is waited out behind one look", async (t) => {
    const { gateway, looks, pass } = watching(t);
    gateway.limit.value = { until: 40_000, page: "" };
    await pass(5000);
    await gateway.renew({ musicid: "1", musickey: "k" });
    await pass(36_000);
    assert.deepEqual(seconds(looks), [5, 40]);
  });

  it("that the user ends is over at once", async (t) => {
    const { gateway, looks, pass } = watching(t);
    gateway.limit.value = { until: 40_000, page: "" };
    await pass(5000);
    gateway.endLimit();
    assert.deepEqual(seconds(looks), [5]);
  });
});

describe("a login that does not hold", () => {
  it("lets nothing be asked before there is a new one", async (t) => {
    const { gateway, looks, page, watch, pass } = watching(t);
    gateway.loginProblem.value = expired;
    watch.soon();
    page.hidden.value = true;
    page.hidden.value = false;
    await pass(600_000);
    assert.deepEqual(looks, []);
    await gateway.renew({ musicid: "1", musickey: "k" });
    assert.deepEqual(seconds(looks), [600]);
  });
});

describe("a watch that ended", () => {
  it("asks nothing, whatever happens", async (t) => {
    const { gateway, looks, page, watch, pass } = watching(t);
    watch.stop();
    page.hidden.value = true;
    page.hidden.value = false;
    page.online.value = false;
    page.online.value = true;
    gateway.resumed.value++;
    watch.soon();
    await watch.now();
    await pass(60_000);
    assert.deepEqual(looks, []);
  });

  it("before it began asks nothing either", async (t) => {
    const { gateway, page, watch, pass } = watching(t);
    watch.stop();
    let looks = 0;
    const other = new Watch({ gateway, page, look: async () => ++looks > 0 });
    other.soon();
    await other.now();
    await pass(60_000);
    other.stop();
    assert.equal(looks, 0);
  });

  it("in the middle of a look asks nothing after it", async (t) => {
    const { looks, outcome, watch, pass } = watching(t);
    let end = (_: boolean) => {};
    outcome.of = () => new Promise((resolve) => (end = resolve));
    await pass(3000);
    watch.stop();
    end(true);
    await pass(60_000);
    assert.deepEqual(seconds(looks), [3]);
  });
});
