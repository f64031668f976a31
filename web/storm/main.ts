// Sends thousands of messages while everything goes wrong, and says whether one was sent twice or lost.
//
// SENDS (default 10000) is how many each side sends, SEED what the faults are drawn from; without one it is drawn, and
// printed. The findings are also written as JSON, into bench/storm.json when all messages were sent and otherwise into
// web/test-results/storm.json. It ends with 1 when something is not as it has to be.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fromRoot } from "../e2e/harness.js";
import { textOf, type Findings } from "./findings.js";
import { stormOutbox } from "./outbox-storm.js";
import { stormSdk } from "./sdk-storm.js";

const fullSends = 10_000;
const sends = Number(process.env["SENDS"] || fullSends);
const seed = Number(process.env["SEED"] || Math.floor(Math.random() * 2 ** 31));
if (!(sends > 0) || !Number.isInteger(seed)) throw new Error("SENDS has to be a number above 0, and SEED a whole one");

process.stderr.write(`storm: ${sends} messages each, seed ${seed}\n`);
const plan = { sends, seed, atOnce: 20, kills: Math.max(1, Math.round(sends / 500)) };
const found: Findings[] = [];
for (const storm of [stormSdk, stormOutbox]) {
  const findings = await storm(plan);
  found.push(findings);
  process.stdout.write(`${textOf(findings)}\n\n`);
}

const output = fromRoot(sends >= fullSends ? "bench/storm.json" : "web/test-results/storm.json");
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, `${JSON.stringify(found, null, 2)}\n`);
if (found.some(({ broken, twice }) => broken.length > 0 || twice > 0)) process.exitCode = 1;
