// The addresses of pictures and videos, which the gateway is asked for 20 at a time.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { CGIError } from "../../sdk/src/errors.ts";
import { DiskStore } from "../archive/disk-store.ts";
import { ExportWorld, range } from "./export-world.ts";
import { freshBrowser } from "./fake-database.ts";
import { FakeGateway } from "./fake-gateway.ts";
import { message } from "./messages.ts";
import { gone, readAll } from "./export-phases.ts";

beforeEach(freshBrowser);

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
