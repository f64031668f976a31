import { setTimeout as pause } from "node:timers/promises";

/** How long something may take on a machine that has other things to do, in milliseconds. */
const patience = 30_000;

/** Waits until something holds; `what` says what, should it never. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`never came to hold: ${what}`);
    await pause(20);
  }
}
