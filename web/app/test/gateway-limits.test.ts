// How long nothing is asked after a refusal.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, HTTPError, NetworkError, RateLimitedError } from "../../sdk/src/errors.ts";
import { GatewayWorld } from "./gateway-world.ts";
import { listPage, messagesPage } from "./pages.ts";

const limited = (retryAfter?: number) => new RateLimitedError("wait", { code: 2001, retryAfter });

describe("a rate limit", () => {
  const waits = async (errors: Error[]) => {
    const world = new GatewayWorld();
    const found: number[] = [];
    for (const error of errors) {
      await world.fail(error);
      const { until } = world.gateway.limit.value!;
      found.push((until - world.now) / 1000);
      world.now = until;
    }
    return found;
  };

  for (const [what, errors, seconds] of [
    [
      "is longer each time in a row, to five minutes",
      Array.from({ length: 6 }, () => limited()),
      [30, 60, 120, 240, 300, 300],
    ],
    ["lasts as long as the gateway says", [limited(7000)], [7]],
    ["in a row is never shorter than the gateway says", [limited(), limited(90_000)], [30, 90]],
    ["in a row is never shorter than it would be", [limited(), limited(1000)], [30, 60]],
    ["is one, too, when it is an HTTP status", [new HTTPError("slow down", { status: 429 })], [30]],
  ] as [string, Error[], number[]][]) {
    it(what, async () => assert.deepEqual(await waits(errors), seconds));
  }

  it("holds until its time is over", async () => {
    const world = new GatewayWorld();
    await world.fail(limited());
    assert.equal(world.gateway.mayAsk, false);
    world.now += 30_000;
    assert.equal(world.gateway.mayAsk, true);
  });

  it("is over with an answer, and begins small again", async () => {
    const world = new GatewayWorld();
    await world.fail(limited());
    world.now += 30_000;
    await world.succeed();
    assert.equal(world.gateway.limit.value, undefined);
    await world.fail(limited());
    assert.equal(world.gateway.limit.value!.until - world.now, 30_000);
  });

  it("counts once for calls that were on their way together", async () => {
    const world = new GatewayWorld();
    const [one, other] = [await world.begin(), await world.begin()];
    await one.fail(limited());
    world.now += 30_000; // the other was slow
    await other.fail(limited());
    assert.equal(world.gateway.limit.value!.until - world.now, 30_000);
  });

  it("counts once for a call in spite of it", async () => {
    const world = new GatewayWorld();
    await world.fail(limited());
    world.now += 10_000;
    await world.fail(limited());
    assert.equal(world.gateway.limit.value!.until - world.now, 30_000);
  });

  it("does not end earlier for another refusal", async () => {
    const world = new GatewayWorld();
    await world.fail(limited(90_000));
    await world.fail(limited());
    assert.equal(world.gateway.limit.value!.until - world.now, 90_000);
  });

  it("does not end with the answer to what was asked before it", async () => {
    const world = new GatewayWorld();
    const slow = await world.begin();
    await world.fail(limited());
    await slow.answer();
    assert.equal(world.gateway.mayAsk, false);
  });

  it("keeps the page where the user clears it", async () => {
    const world = new GatewayWorld();
    await world.fail(new RateLimitedError("wait", { code: 2001, feedbackURL: "https://y.qq.com/clear" }));
    await world.fail(limited());
    assert.equal(world.gateway.limit.value!.page, "https://y.qq.com/clear");
  });

  it("that there is not cannot be ended", () => {
    const { gateway } = new GatewayWorld();
    gateway.endLimit();
    assert.deepEqual([gateway.limit.value, gateway.resumed.value], [undefined, 1]);
  });

  it("that is ended by hand is still known, with its page", async () => {
    const world = new GatewayWorld();
    await world.fail(new RateLimitedError("wait", { code: 2001, feedbackURL: "https://y.qq.com/clear" }));
    world.gateway.endLimit();
    const { page, problem, until } = world.gateway.limit.value!;
    assert.deepEqual([page, problem?.kind, until], ["https://y.qq.com/clear", "limited", world.now]);
  });

  it("is ended by hand, and the next refusal counts", async () => {
    const world = new GatewayWorld();
    await world.fail(limited());
    world.gateway.endLimit();
    assert.deepEqual([world.gateway.mayAsk, world.gateway.resumed.value], [true, 1]);
    await world.fail(limited());
    assert.equal(world.gateway.limit.value!.until - world.now, 60_000);
  });
});

describe("a limit that goes on may be a login that is wanted", () => {
  /** Whether that is thought after each of some refusals, each of which came when the wait was over. */
  async function doubts(world: GatewayWorld, errors: Error[]): Promise<(boolean | undefined)[]> {
    const found = [];
    for (const error of errors) {
      await world.fail(error);
      found.push(world.gateway.limit.value?.mayWantLogin);
      world.now = world.gateway.limit.value!.until;
    }
    return found;
  }
  const withPage = () => new RateLimitedError("wait", { code: 2001, feedbackURL: "https://y.qq.com/clear" });

  for (const [what, errors, expected] of [
    ["from the third refusal on", [limited(), limited(), limited(), limited()], [false, false, true, true]],
    ["unless a page is named where it is cleared", [withPage(), limited(), limited()], [false, false, false]],
    ["unless it is an HTTP status", [0, 1, 2].map(() => new HTTPError("slow", { status: 429 })), [false, false, false]],
  ] as [string, Error[], boolean[]][]) {
    it(what, async () => assert.deepEqual(await doubts(new GatewayWorld(), errors), expected));
  }

  it("anew from the third one on after an answer", async () => {
    const world = new GatewayWorld();
    await doubts(world, [limited(), limited(), limited()]);
    await world.succeed();
    assert.deepEqual(await doubts(world, [limited(), limited()]), [false, false]);
  });

  it("and is over with a login that was answered, but not with one that nobody knows", async () => {
    const world = new GatewayWorld();
    await doubts(world, [limited(), limited(), limited()]);
    const login = { musicid: "1", musickey: "another" };
    await world.gateway.renew(login);
    const after = world.gateway.limit.value?.mayWantLogin;
    await world.gateway.renew(login, { proven: true });
    assert.deepEqual([after, world.gateway.limit.value, world.gateway.mayAsk], [true, undefined, true]);
  });
});

describe("calls in one request", () => {
  const both = (world: GatewayWorld) =>
    world.gateway.callAll((client) =>
      client.batch([{ call: "getSessions" }, { call: "getMessages", options: { sessionId: "a" } }], { settled: true }),
    );

  it("are given as they ended, and what failed is remembered", async () => {
    const world = new GatewayWorld();
    world.fake.answer("getMessages", new NetworkError("no"));
    assert.deepEqual(
      (await both(world)).map(({ status }) => status),
      ["fulfilled", "rejected"],
    );
    assert.equal(world.gateway.limit.value, undefined);
  });

  it("reject as the first when all fail", async () => {
    const world = new GatewayWorld();
    const first = limited();
    world.fake.answer("getSessions", first).answer("getMessages", limited());
    await assert.rejects(both(world), first);
    assert.equal(world.gateway.limit.value!.until - world.now, 30_000);
  });

  it("are an answer when one of them is", async () => {
    const world = new GatewayWorld();
    await world.fail(limited());
    world.now += 30_000;
    world.fake.answer("getSessions", listPage([])).answer("getMessages", new CGIError("gone", { code: 5 }));
    await both(world);
    assert.equal(world.gateway.limit.value, undefined);
  });

  it("are a refusal when one of them is, longer each time", async () => {
    const world = new GatewayWorld();
    world.fake.answer("getSessions", listPage([])).answer("getMessages", () => limited());
    await both(world);
    world.now += 30_000;
    await both(world);
    assert.equal(world.gateway.limit.value!.until - world.now, 60_000);
  });

  it("are all answered", async () => {
    const world = new GatewayWorld();
    world.fake.answer("getMessages", messagesPage([]));
    assert.deepEqual(
      (await both(world)).map(({ status }) => status),
      ["fulfilled", "fulfilled"],
    );
  });
});
