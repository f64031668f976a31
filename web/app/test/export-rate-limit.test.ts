import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { RateLimitedError } from "../../sdk/src/errors.ts";
import type { ExportRun } from "../export/export-run.ts";
import { ExportWorld, range } from "./export-world.ts";
import { freshBrowser } from "./fake-database.ts";
import { FakeGateway } from "./fake-gateway.ts";
import { nameOf } from "./export-phases.ts";

beforeEach(freshBrowser);
const limited = () => new RateLimitedError("slower");

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
