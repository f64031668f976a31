import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pageStore } from "../page-store.ts";

/** A storage of the browser: what is kept are its own properties. */
class FakeStorage {
  getItem(name: string): string | null {
    return Object.hasOwn(this, name) ? (this as unknown as Record<string, string>)[name]! : null;
  }

  setItem(name: string, value: string): void {
    Object.assign(this, { [name]: value });
  }

  removeItem(name: string): void {
    Reflect.deleteProperty(this, name);
  }
}

const forbidden = () => {
  throw new DOMException("forbidden", "SecurityError");
};

describe("a storage of the page", () => {
  it("keeps texts by name", async () => {
    const storage = new FakeStorage();
    const store = pageStore(() => storage as unknown as Storage);
    await store.set("a.1", "x");
    await store.set("b.1", "y");
    assert.equal(await store.get("a.1"), "x");
    assert.deepEqual(await store.names("a."), ["a.1"]);
    await store.delete("a.1");
    assert.equal(await store.get("a.1"), null);
  });

  it("that is forbidden has nothing, and takes nothing", async () => {
    const store = pageStore(forbidden);
    assert.equal(await store.get("a"), null);
    assert.deepEqual(await store.names(""), []);
    await store.delete("a");
    await assert.rejects(store.set("a", "x"));
  });

  it("tells what another tab changed in it, and in it alone", () => {
    const listeners = new Set<(event: object) => void>();
    Object.assign(globalThis, {
      addEventListener: (_: string, listener: (event: object) => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: (event: object) => void) => listeners.delete(listener),
    });
    const storage = new FakeStorage() as unknown as Storage;
    const told: string[] = [];
    const store = pageStore(() => storage);
    const ends = [store.onChange((name) => told.push(name)), store.onEmptied!(() => told.push("(all)"))];
    for (const event of [
      { key: "a", storageArea: storage },
      { key: "b", storageArea: new FakeStorage() },
      { key: null, storageArea: storage },
      { key: null, storageArea: new FakeStorage() },
    ]) {
      for (const listener of listeners) listener(event);
    }
    assert.deepEqual(told, ["a", "(all)"]);
    for (const end of ends) end();
    assert.equal(listeners.size, 0);
  });
});
