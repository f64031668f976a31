import assert from "node:assert/strict";
import type { World } from "../bench-world.js";
import type { Plan } from "../plan.js";
import { rowOf, type Row, type RowSubject } from "../row.js";
import { inTurns, openSide } from "../sides.js";

const delay = 20;

const subject = (id: string, beside: string): RowSubject => ({
  id,
  what: `a batch of 100 calls to a simulator that answers after ${delay} ms, in Chromium`,
  beside,
  unit: "ms",
  compare: "timesFaster",
});

export const batchSubject: RowSubject = { ...subject("batch", "100 single calls, one after the other"), target: 15 };
export const batchAtOnceSubject = subject("batch-at-once", "100 single calls, all at once (six connections)");

/** Makes 100 calls together, and apart: one after the other, and all at once. No call is paced. */
export async function measureBatch(world: World, plan: Plan): Promise<Row> {
  return measure(world, plan, batchSubject, "batchApart");
}

export async function measureBatchAtOnce(world: World, plan: Plan): Promise<Row> {
  return measure(world, plan, batchAtOnceSubject, "batchAtOnce");
}

async function measure(
  { browser, demo, given, simulator }: World,
  plan: Plan,
  subject: RowSubject,
  apartName: "batchApart" | "batchAtOnce",
): Promise<Row> {
  await simulator.reset();
  await simulator.inject({ kind: "", delayMs: delay, times: -1 });
  const together = await openSide(browser, demo.url, "batchTogether", given);
  const apart = await openSide(browser, demo.url, apartName, given);
  for (const { gave } of [together, apart]) assert.equal(Number(gave), 100);
  const pairs = await inTurns(plan.batch, together, apart);
  await Promise.all([together.close(), apart.close()]);
  await simulator.reset();
  return rowOf(subject, pairs);
}
