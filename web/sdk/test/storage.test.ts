// Where a client keeps its state: what a page or an extension has for it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chromeStorage, webStorage } from "../src/storage.ts";

describe("storage", () => {
  it("in localStorage", async () => {
    const kept = new Map<string, string>();
    const storage = webStorage({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    });
    assert.equal(await storage.get("a"), null);
    await storage.set("a", "1");
    assert.equal(await storage.get("a"), "1");
    await storage.delete("a");
    assert.equal(kept.size, 0);
    const broken = webStorage({
      getItem: () => assert.fail("full"),
      setItem: () => assert.fail("full"),
      removeItem: () => {},
    });
    await assert.rejects(broken.set("a", "1"), /full/);
  });

  it("in an area of an extension", async () => {
    const kept: Record<string, unknown> = { odd: 5 };
    const storage = chromeStorage({
      get: async (key) => (key in kept ? { [key]: kept[key] } : {}),
      set: async (items) => void Object.assign(kept, items),
      remove: async (key) => void delete kept[key],
    });
    assert.equal(await storage.get("a"), null);
    assert.equal(await storage.get("odd"), null);
    await storage.set("a", "1");
    assert.equal(await storage.get("a"), "1");
    await storage.delete("a");
    assert.deepEqual(kept, { odd: 5 });
  });
});
