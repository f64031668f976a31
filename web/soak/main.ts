// Lets the inbox in Chromium and the SDK in Node run for minutes, side by side, and tells what grew.
//
// MINUTES (default 10) is how long a run is, RUNS (default 1) how many there are, one after the other. The figures are
// printed as a table and written as JSON: into bench/soak.json when all minutes are run, and otherwise into
// web/test-results/soak.json. It ends with 1 when something grew that has to be flat.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fromRoot } from "../e2e/harness.js";
import type { Side } from "./figure.js";
import { soakInbox } from "./inbox-side.js";
import { scheduleOf } from "./schedule.js";
import { soakSdk } from "./sdk-side.js";
import { growthOf, tableOf } from "./table.js";

const fullMinutes = 10;

const minutes = numberOf("MINUTES", fullMinutes);
const runs = numberOf("RUNS", 1);
const output = fromRoot(minutes >= fullMinutes ? "bench/soak.json" : "web/test-results/soak.json");

const found: Side[][] = [];
for (let run = 1; run <= runs; run++) {
  const name = runs > 1 ? `, run ${run} of ${runs}` : "";
  process.stderr.write(`soak: ${minutes} minutes${name}\n`);
  const schedule = scheduleOf(minutes);
  // One that fails lets the other come to its end, which stops what it has started.
  const ended = await Promise.allSettled([soakInbox(schedule), soakSdk(schedule)]);
  const sides = ended.map((side) => {
    if (side.status === "rejected") throw side.reason;
    return side.value;
  });
  found.push(sides);
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, `${JSON.stringify({ minutes, runs: found }, null, 2)}\n`);
  const done = sides.flatMap((side) => Object.entries(side.done).map(([what, count]) => `${count} ${what}`));
  process.stdout.write(`${tableOf(sides)}\n\n${done.join(", ")}\n\n`);
}

const growth = found.flatMap((sides) => growthOf(sides));
for (const grew of growth) console.error(`soak: ${grew}`);
if (growth.length > 0) process.exitCode = 1;

function numberOf(name: string, otherwise: number): number {
  const given = Number(process.env[name] || otherwise);
  if (!(given > 0)) throw new Error(`${name} has to be a number above 0`);
  return given;
}
