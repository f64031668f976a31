import assert from "node:assert/strict";
import type { World } from "../bench-world.js";
import * as here from "../in-page/sides.js";
import type { Given, SideName } from "../in-page/sides.js";
import type { Sent } from "../in-page/stub.js";
import type { Plan } from "../plan.js";
import { rowOf, type Row, type RowSubject } from "../row.js";
import { inTurns, openSide, type Side } from "../sides.js";

const history = 10_000;

const subject = (where: string): RowSubject => ({
  id: `drain-${where.toLowerCase()}`,
  what: `all ${history.toLocaleString("en")} messages of a conversation, from the simulator with prefetch: 1, in ${where}`,
  beside: "fetch and JSON.parse of the same pages, one after the other",
  unit: "ms",
  compare: "times",
  target: 1.15,
});

export const drainInChromiumSubject = subject("Chromium");
export const drainInNodeSubject = subject("Node");

/** Goes through the history in pages of 50, the next one on its way, in Chromium. */
export async function measureDrainInChromium({ browser, demo, given }: World, plan: Plan): Promise<Row> {
  const first = await openSide(browser, demo.url, "drainRequests", given);
  const requests = requestsOf(first.gave);
  await first.close();
  const ours = await openSide(browser, demo.url, "drainByModule", given);
  const floor = await openSide(browser, demo.url, "drainByFetch", { ...given, requests });
  for (const { gave } of [ours, floor]) assert.equal(Number(gave), history);
  const pairs = await inTurns(plan.drain, ours, floor);
  await Promise.all([ours.close(), floor.close()]);
  return rowOf(drainInChromiumSubject, pairs);
}

/** The same in Node: in this process, which only waits otherwise. */
export async function measureDrainInNode({ givenInNode }: World, plan: Plan): Promise<Row> {
  const requests = requestsOf(await here.prepare("drainRequests", givenInNode));
  const ours = await openHere("drainByModule", givenInNode);
  const floor = await openHere("drainByFetch", { ...givenInNode, requests });
  return rowOf(drainInNodeSubject, await inTurns(plan.drain, ours, floor));
}

/** A side in this process. Each has a copy of the module that times it. */
async function openHere(name: SideName, given: Given): Promise<Side> {
  const copy = (await import(`../in-page/sides.js?side=${name}`)) as typeof here;
  assert.equal(Number(await copy.prepare(name, given)), history);
  return copy;
}

function requestsOf(json: string): Sent[] {
  const requests = JSON.parse(json) as Sent[];
  assert.equal(requests.length, history / 50, "the history comes in pages of 50");
  return requests;
}
