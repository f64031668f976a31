import type { World } from "../bench-world.js";
import type { Plan } from "../plan.js";
import { rowOf, type Row, type RowSubject } from "../row.js";
import { inTurns, openSide } from "../sides.js";
import { inMicroseconds } from "./page.js";

export const callSubject: RowSubject = {
  id: "call",
  what: "a small call (getConfig) over a stub of fetch, in Chromium",
  beside: "the stub alone with JSON.parse",
  unit: "µs",
  compare: "onTop",
  target: 60,
};

/** An answer to getConfig. */
export const smallAnswer =
  '{"code":0,"ts":1763800000123,"start_ts":1763800000120,"traceid":"0123456789abcdef","req_0":{"code":0,"data":{"config_value":1,"config_value_str":"","msg":""}}}';

/** Makes calls one after the other. */
export async function measureCall({ browser, demo, given }: World, plan: Plan): Promise<Row> {
  const small = { ...given, body: smallAnswer };
  const ours = await openSide(browser, demo.url, "callByModule", small);
  const stub = await openSide(browser, demo.url, "callByStub", small);
  const pairs = await inTurns(plan.call, ours, stub);
  await Promise.all([ours.close(), stub.close()]);
  return rowOf(callSubject, inMicroseconds(pairs));
}
