// The quick benchmarks measure every row. Their numbers mean little, so none is looked at.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { fromRoot } from "../../e2e/harness.js";

it("every row is measured", () => {
  const main = fileURLToPath(new URL("../main.js", import.meta.url));
  const table = execFileSync(process.execPath, [main], {
    env: { ...process.env, BENCH_QUICK: "1" },
    encoding: "utf8",
    timeout: 400_000,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const rows = table.trimEnd().split("\n\n");
  const waits = rows.pop()!.split("\n");
  assert.equal(waits.length, 22);
  for (const wait of waits)
    assert.match(wait, /^ +[\d,.]+ (ms|bytes|frames) {2}(the (inbox|extension)|an? (page|archive))/);
  assert.equal(rows.length, 35);
  for (const row of rows) assert.match(row, /^(met|missed| {6}) /);
  const report = readFileSync(fromRoot("web/test-results/bench-report/report.md"), "utf8");
  for (const text of ["qqmusicpm/core", "encoding/json", "linear memory"]) assert.ok(report.includes(text), text);
});
