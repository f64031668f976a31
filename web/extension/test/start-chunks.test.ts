// What is needed at a start is in few files, and no start reads what it does not need.

import assert from "node:assert/strict";
import { it } from "node:test";
import { startChunks, type Modules } from "../pack/start-chunks.ts";

/** What each module imports at once: what is loaded later on is not among it. */
const imports: Record<string, string[]> = {
  panel: ["list", "text"],
  inbox: ["list"],
  options: ["text"],
  background: ["record"],
  list: ["record", "text"],
  text: ["language"],
  record: [],
  language: [],
  later: ["text"],
};

const nameOf = startChunks({ pages: ["panel", "inbox"], options: ["options"], background: ["background"] });
const modules: Modules = { getModuleInfo: (id) => ({ importedIds: imports[id]! }) };

for (const [id, name, why] of [
  ["list", "pages", "two entries of one start"],
  ["record", "pages-background", "two starts"],
  ["text", "pages-options", "two starts and a part that is loaded later on"],
  ["language", "pages-options", "what two starts need needs it"],
  ["later", undefined, "no start"],
  ["panel", undefined, "nobody: it is a start itself"],
] as const) {
  it(`${id} is in the file ${name ?? "of its own"}: needed by ${why}`, () => {
    assert.equal(nameOf(id, modules), name);
  });
}
