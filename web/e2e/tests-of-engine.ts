// Declares the tests of a file as far as they run in the engine of this run.

import { basename } from "node:path";
import { after, it as test } from "node:test";
import { engine } from "./engines.js";
import { leftOut } from "./left-out.js";

const file = basename(process.argv[1] ?? "").replace(/\.test\.js$/, "");
const ofFile = leftOut[engine][file] ?? {};
const rows = typeof ofFile === "string" ? {} : ofFile;
const missing = new Set(Object.keys(rows));

// A file that has been renamed, or a test, would otherwise be left out of the table unseen.
if (missing.size > 0) {
  after(() => {
    if (missing.size > 0) throw new Error(`left out, and not there: ${[...missing].join("; ")}`);
  });
}

/** Declares a test as `it` of node:test does, in a file of which tests are left out in some engine. */
export const it = Object.assign((...declared: Parameters<typeof test>) => {
  const name = String(declared[0]);
  const reason = rows[name];
  missing.delete(name);
  return reason ? test(name, { skip: reason }) : test(...declared);
}, test);
