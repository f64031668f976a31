import assert from "node:assert/strict";
import type { World } from "../bench-world.js";
import type { Plan } from "../plan.js";
import { rowOf, type Row, type RowSubject } from "../row.js";
import { inTurns, openSide } from "../sides.js";

export const pageSubject: RowSubject = {
  id: "page",
  what: "a page of 50 messages, from Response to objects, in Chromium",
  beside: "hand-written JavaScript with JSON.parse",
  unit: "µs",
  compare: "times",
  target: 2,
};

/** Reads the same page of the simulator, from a stub of fetch, with the module and by hand. */
export async function measurePage({ browser, demo, given }: World, plan: Plan): Promise<Row> {
  const ours = await openSide(browser, demo.url, "pageByModule", given);
  const byHand = await openSide(browser, demo.url, "pageByHand", given);
  const page = JSON.parse(ours.gave) as { messages: { sequence: unknown }[] };
  assert.equal(page.messages.length, 50);
  assert.equal(typeof page.messages[0]!.sequence, "string", "the page has integers that JSON.parse would round");
  assert.deepEqual(JSON.parse(byHand.gave), page, "both sides read the page alike");
  const pairs = await inTurns(plan.page, ours, byHand);
  await Promise.all([ours.close(), byHand.close()]);
  return rowOf(pageSubject, inMicroseconds(pairs));
}

/** Makes microseconds of milliseconds. */
export const inMicroseconds = ({ ours, beside }: { ours: number[]; beside: number[] }) => ({
  ours: ours.map((ms) => ms * 1000),
  beside: beside.map((ms) => ms * 1000),
});
