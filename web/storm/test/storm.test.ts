// Five hundred messages while everything goes wrong. `make storm` sends twenty thousand.

import assert from "node:assert/strict";
import { it } from "node:test";
import { textOf } from "../findings.js";
import { stormOutbox } from "../outbox-storm.js";
import { stormSdk } from "../sdk-storm.js";

const seed = Number(process.env["SEED"] || Math.floor(Math.random() * 2 ** 31));
const plan = { sends: 250, atOnce: 20, kills: 1, seed };

for (const [what, storm] of [
  ["the SDK", stormSdk],
  ["the inbox's outbox", stormOutbox],
] as const) {
  it(`${what} sends nothing twice, loses nothing, and says of each message what became of it`, async () => {
    const findings = await storm(plan);
    const { faults, ends, twice, broken } = findings;
    assert.deepEqual({ twice, broken }, { twice: 0, broken: [] }, textOf(findings));
    assert.ok(faults > 100 && Object.keys(ends).length > 1, "there was a storm");
  });
}
