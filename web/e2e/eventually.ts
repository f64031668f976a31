import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

/** Waits until something holds. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, `never came to hold: ${holds}`);
    await pause(20);
  }
}
