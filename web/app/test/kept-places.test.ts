// Where somebody stood in conversations, kept for as long as the tab lives.

import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { memoryStore } from "../account/memory-place.ts";
import { KeptPlaces } from "../thread/kept-places.ts";
import { SharedStore, settled } from "./shared-store.ts";

const account = { endpoint: "", musicid: "1" };
const name = "qqmusicpm.places.1@";

function places(t: TestContext, store = memoryStore()) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  return { store, kept: new KeptPlaces(account, store) };
}

const later = async (store: ReturnType<typeof memoryStore>) => {
  const again = new KeptPlaces(account, store);
  await again.restore();
  return again;
};

describe("the place in a conversation", () => {
  it("is there again after the page was loaded anew", async (t) => {
    const { store, kept } = places(t);
    kept.keep("a", { messageId: "7", offset: -12.4 });
    kept.flush();
    assert.deepEqual((await later(store)).of("a"), { messageId: "7", offset: -12 });
  });

  it("is written once for many scrolls", async (t) => {
    const { store, kept } = places(t);
    const set = t.mock.method(store, "set");
    for (let i = 0; i < 9; i++) kept.keep("a", { messageId: `${i}`, offset: 0 });
    assert.equal(set.mock.callCount(), 0);
    t.mock.timers.tick(400);
    assert.deepEqual(
      set.mock.calls.map((call) => call.arguments),
      [[name, '[["a","8",0]]']],
    );
  });

  it("is none for whoever came to the end", async (t) => {
    const { store, kept } = places(t);
    kept.keep("a", { messageId: "7", offset: 0 });
    kept.keep("a", undefined);
    kept.flush();
    assert.deepEqual([kept.of("a"), (await later(store)).of("a")], [undefined, undefined]);
  });

  it("is kept of the conversations that were read last", async (t) => {
    const { store, kept } = places(t);
    for (let i = 0; i <= 200; i++) kept.keep(`${i}`, { messageId: "1", offset: 0 });
    kept.flush();
    const again = await later(store);
    assert.deepEqual(
      [again.of("0"), again.of("1"), again.of("200")?.messageId],
      [undefined, { messageId: "1", offset: 0 }, "1"],
    );
  });

  it("is not written once the account is removed", async (t) => {
    const { store, kept } = places(t);
    kept.keep("a", { messageId: "7", offset: 0 });
    kept.forget();
    t.mock.timers.tick(1000);
    kept.keep("a", { messageId: "8", offset: 0 });
    kept.close();
    assert.equal(await store.get(name), null);
  });

  it("is kept of the conversations of two pages with one store, as the panel and a tab of an extension are", async () => {
    const shared = new SharedStore({ tellsWriter: true });
    const pages = [new KeptPlaces(account, shared.tab()), new KeptPlaces(account, shared.tab())] as const;
    for (const page of pages) await page.restore();
    for (const [i, page] of pages.entries()) {
      page.keep(`own ${i}`, { messageId: "1", offset: i });
      page.keep("both", { messageId: "2", offset: i });
      page.flush();
      await settled();
    }
    assert.deepEqual([pages[0].of("both")?.offset, pages[1].of("both")?.offset], [0, 1], "each stays where it is");
    const again = new KeptPlaces(account, shared.tab());
    await again.restore();
    assert.deepEqual([again.of("own 0")?.offset, again.of("own 1")?.offset], [0, 1]);
    again.close();
    for (const page of pages) page.close();
  });

  it("is remembered while the page lives where nothing can be kept", async (t) => {
    const { store, kept } = places(t);
    t.mock.method(store, "set", async () => Promise.reject(new Error("full")));
    kept.keep("a", { messageId: "7", offset: 0 });
    kept.flush();
    assert.equal(kept.of("a")?.messageId, "7");
  });

  for (const text of ["{", "{}", "null", "[1]", '[["a"]]', '[["a","7",null]]', '[["a",7,0]]']) {
    it(`is none where something else was kept: ${text}`, async (t) => {
      const { store } = places(t);
      await store.set(name, text);
      assert.equal((await later(store)).of("a"), undefined);
    });
  }
});
