// A rate limit is waited out before another dialect is thought of.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, HTTPError, NetworkError, RateLimitedError } from "../../sdk/src/errors.ts";
import { GatewayWorld, otherWorld } from "./gateway-world.ts";
import { listPage } from "./pages.ts";

const refused = () => new CGIError("no", { code: 10007 });
const limited = () => new RateLimitedError("wait", { code: 2001 });

describe("a rate limit", () => {
  /** Asks again and again, each time when the wait is over. */
  async function patiently(world: GatewayWorld, times: number) {
    for (let i = 0; i < times; i++) {
      await world.ask();
      world.now = Math.max(world.now, world.gateway.limit.value?.until ?? 0);
    }
  }

  it("is not got round", async () => {
    const world = otherWorld(limited);
    await world.ask();
    await world.ask(); // in spite of it
    assert.deepEqual(world.dialects, ["20.9"]);
  });

  it("that goes on after its pause lets the read after the next pause be made in the other dialect", async () => {
    const world = otherWorld(limited);
    await patiently(world, 2);
    assert.deepEqual(world.dialects, ["20.9"]);
    assert.deepEqual(await world.ask(), listPage([]));
    assert.deepEqual([world.fake.asked.length, world.gateway.limit.value], [2, undefined]);
  });

  it("waits before that", async () => {
    const world = otherWorld(limited);
    await patiently(world, 1);
    await world.ask();
    await world.ask(); // in spite of the second one
    assert.deepEqual(world.dialects, ["20.9"]);
  });

  it("of an HTTP status is treated alike", async () => {
    const world = otherWorld(() => new HTTPError("slow down", { status: 429 }));
    await patiently(world, 3);
    assert.equal(world.learned.learned.value.dialect, "14.9");
  });

  it("in both dialects is one: the other one is tried once", async () => {
    const world = otherWorld(limited);
    world.other.answer("getSessions", () => limited());
    await patiently(world, 5);
    assert.deepEqual([world.fake.asked.length, world.other.asked.length], [4, 1]);
  });

  for (const error of [refused(), new HTTPError("busy", { status: 503 })]) {
    it(`after which the other dialect meets a ${error.name} leaves the read to the one in use`, async () => {
      const world = otherWorld(limited);
      world.other.answer("getSessions", error);
      await patiently(world, 2);
      await world.succeed();
      assert.deepEqual([world.gateway.limit.value, world.learned.learned.value], [undefined, {}]);
    });
  }

  it("in both dialects, of an HTTP status in one of them, ends the read", async () => {
    const world = otherWorld(limited);
    world.other.answer("getSessions", new HTTPError("slow down", { status: 429 }));
    await patiently(world, 3);
    assert.deepEqual([world.fake.asked.length, world.other.asked.length], [2, 1]);
  });

  it("of one of the calls in one request ends all of them, in the other dialect too", async () => {
    const world = otherWorld(limited);
    await patiently(world, 2);
    world.other.answer("getSessions", refused()).answer("getMessages", limited());
    const both = world.gateway.callAll((client) =>
      client.batch([{ call: "getSessions" }, { call: "getMessages", options: { sessionId: "a" } }], { settled: true }),
    );
    await assert.rejects(both, { name: "CGIError" });
    assert.equal(world.fake.asked.length, 2);
  });

  it("that goes on lets no write be made in the other dialect", async () => {
    const world = otherWorld(limited);
    await patiently(world, 2);
    await world.gateway.attempt((client) => client.getSessions());
    assert.deepEqual(world.dialects, ["20.9"]);
  });

  it("that goes on makes no client of a gateway that was left", async () => {
    const world = otherWorld(limited);
    await patiently(world, 2);
    world.gateway.close();
    await world.ask();
    assert.deepEqual(world.dialects, ["20.9"]);
  });

  it("that goes on while the module died is answered in the other dialect all the same", async () => {
    const world = otherWorld(limited);
    await patiently(world, 2);
    world.gateway.revive();
    assert.deepEqual(await world.ask(), listPage([]));
  });

  it("after which the other dialect cannot be connected leaves the client in use", async () => {
    let connections = 0;
    const world = new GatewayWorld({
      connect: (dialect) =>
        dialect === "14.9"
          ? Promise.reject(new NetworkError("no"))
          : (connections++, Promise.resolve(world.fake.client)),
    });
    world.fake.answer("getSessions", () => limited());
    await patiently(world, 4);
    assert.equal(connections, 1);
  });

  it("of a dialect that was answered is no reason to leave it", async () => {
    const world = otherWorld(limited);
    await world.succeed();
    world.fake.answer("getSessions", () => limited());
    await patiently(world, 4);
    assert.deepEqual(world.dialects, ["20.9"]);
  });
});
