import assert from "node:assert/strict";
import { it } from "node:test";
import { memoryStore } from "../account/memory-place.ts";
import { moduleStorage } from "../gateway/module-storage.ts";

for (const [name, place] of [
  ["qqmusicpm.device", "disk"],
  ["qqmusicpm.session", "disk"],
  ["qqmusicpm.session.4711", "memory"],
] as const) {
  it(`${name} is kept by the module in ${place}, and nowhere else`, async () => {
    const places = { disk: memoryStore(), memory: memoryStore() };
    const storage = moduleStorage(places);
    await storage.set(name, "x");
    const kept = [await places.disk.get(name), await places.memory.get(name), await storage.get(name)];
    assert.deepEqual(kept, place === "disk" ? ["x", null, "x"] : [null, "x", "x"]);
    await storage.delete(name);
    assert.equal(await storage.get(name), null);
  });
}
