// What phase an export is in, and an export that reads everything.

import assert from "node:assert/strict";
import { NetworkError } from "../../sdk/src/errors.ts";
import type { ExportRun } from "../export/export-run.ts";

/** The gateway is not there. */
export const gone = () => new NetworkError("gone");

/** The phase, and what stopped it. */
export const nameOf = (run: ExportRun) => {
  const now = run.phase.value;
  return now.phase === "stopped" ? `stopped by ${now.stop.by}` : now.phase;
};

/** Begins an export and goes on until it has everything. Gives how often it stopped. */
export async function readAll(run: ExportRun): Promise<number> {
  await run.start();
  let stops = 0;
  for (; nameOf(run) === "stopped by problem" && stops < 3; stops++) await run.goOn();
  assert.equal(nameOf(run), "collected");
  return stops;
}
