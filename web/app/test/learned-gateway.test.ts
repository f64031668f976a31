import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LearnedGateway, readLearned } from "../gateway/learned-gateway.ts";
import { gatewayName } from "../model/gateway-record.ts";
import { settled, SharedStore } from "./shared-store.ts";

const endpoint = "https://u.y.qq.com";

describe("what was learned of a gateway", () => {
  it("is nothing at first", async () => {
    const learned = new LearnedGateway(endpoint, new SharedStore().tab());
    await learned.restored;
    assert.deepEqual([learned.learned.value, learned.dialect.value], [{}, "20.9"]);
  });

  it("is kept, and added to", async () => {
    const disk = new SharedStore();
    const learned = new LearnedGateway(endpoint, disk.tab());
    await learned.restored;
    learned.learn({ dialect: "14.9" });
    learned.learn({ timeUnit: "milliseconds" });
    await settled();
    assert.deepEqual(await readLearned(disk.tab(), endpoint), { dialect: "14.9", timeUnit: "milliseconds" });
  });

  it("is followed where another tab learns or forgets", async () => {
    const disk = new SharedStore();
    const [here, there] = [new LearnedGateway(endpoint, disk.tab()), new LearnedGateway(endpoint, disk.tab())];
    here.learn({ dialect: "14.9" });
    await settled();
    const learned = there.dialect.value;
    here.forget();
    await settled();
    assert.deepEqual([learned, there.learned.value, there.forgotten], ["14.9", {}, 1]);
  });

  it("is not followed any more by one that was closed", async () => {
    const disk = new SharedStore();
    const [here, there] = [new LearnedGateway(endpoint, disk.tab()), new LearnedGateway(endpoint, disk.tab())];
    there.close();
    here.learn({ dialect: "14.9" });
    await settled();
    assert.deepEqual(there.learned.value, {});
  });

  it("is gone from the disk when it is forgotten", async () => {
    const disk = new SharedStore();
    const learned = new LearnedGateway(endpoint, disk.tab());
    learned.learn({ dialect: "14.9" });
    learned.forget();
    await settled();
    assert.deepEqual([disk.dump(), learned.learned.value], ["[]", {}]);
  });

  it("is written once, however often it is learned", async () => {
    const disk = new SharedStore();
    disk.room = 3;
    const learned = new LearnedGateway(endpoint, disk.tab());
    learned.learn({ dialect: "14.9" });
    learned.learn({ dialect: "14.9" });
    await settled();
    assert.equal(disk.room, 2);
  });

  it("holds and is forgotten where nothing can be kept", () => {
    const learned = new LearnedGateway(endpoint);
    learned.learn({ dialect: "14.9" });
    const known = learned.dialect.value;
    learned.forget();
    assert.deepEqual([known, learned.dialect.value, learned.forgotten], ["14.9", "20.9", 1]);
  });

  it("is not forgotten where more or something else is learned", () => {
    const learned = new LearnedGateway(endpoint);
    learned.learn({ timeUnit: "milliseconds" });
    learned.learn({ dialect: "14.9" });
    learned.learn({ dialect: "20.9" });
    assert.equal(learned.forgotten, 0);
  });

  it("holds in this tab where the disk is full", async () => {
    const disk = new SharedStore();
    disk.room = 0;
    const learned = new LearnedGateway(endpoint, disk.tab());
    learned.learn({ dialect: "14.9" });
    await settled();
    assert.equal(learned.dialect.value, "14.9");
  });

  for (const [what, record, learned] of [
    [
      "all that can be",
      '{"dialect":"14.9","pageOrder":"fromBeginning","newestOrder":0,"timeUnit":"seconds","more":1}',
      { dialect: "14.9", pageOrder: "fromBeginning", newestOrder: 0, timeUnit: "seconds" },
    ],
    ["nothing that is none of it", '{"dialect":"9.9","pageOrder":"random","newestOrder":"0","timeUnit":7}', {}],
    ["nothing out of null", "null", {}],
    ["nothing out of what cannot be read", "{", {}],
  ] as const) {
    it(`is, out of what was kept, ${what}`, async () => {
      const disk = new SharedStore();
      disk.kept.set(gatewayName(endpoint), record);
      assert.deepEqual(await readLearned(disk.tab(), endpoint), learned);
    });
  }

  it("is another gateway's at another endpoint, and one gateway's with and without a slash", () => {
    const one = ["http://a.example", "http://a.example/", " http://a.example// "];
    assert.equal(new Set(one.map(gatewayName)).size, 1);
    assert.equal(new Set(["", "http://a.example", "http://a.example:1", "/a"].map(gatewayName)).size, 4);
  });
});
