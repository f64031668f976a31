// What did not load is imported once more, also in a browser that keeps the failure.

import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { importAnew, importAnewWith } from "../ui/import-anew.ts";

const kept = new TypeError("error loading dynamically imported module: http://127.0.0.1:8787/assets/part-C0hG.js");
const fails = (error: Error) => () => Promise.reject<string>(error);

describe("what did not load", () => {
  afterEach(() => importAnewWith(undefined));

  it("comes from its own address where the browser asks for that again", async () => {
    importAnewWith(() => assert.fail("it is there"));
    assert.equal(await importAnew(async () => "the part", 1), "the part");
  });

  it("comes from another address where the browser keeps the failure", async () => {
    const asked: string[] = [];
    importAnewWith(async (address) => (asked.push(address), "the part"));
    assert.equal(await importAnew(fails(kept), 2), "the part");
    assert.deepEqual(asked, ["http://127.0.0.1:8787/assets/part-C0hG.js?attempt=2"]);
  });

  for (const [what, error, how] of [
    ["no address may be imported that is not a constant", kept, undefined],
    ["the failure names no address", new TypeError("Importing a module script failed."), async () => "another part"],
  ] as const) {
    it(`fails as it did where ${what}`, async () => {
      importAnewWith(how);
      await assert.rejects(importAnew(fails(error), 1), error);
    });
  }
});
