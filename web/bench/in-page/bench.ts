// Puts what the harness calls into the page.

import { memorySize, watchMemory } from "./memory.js";
import { prepare, time } from "./sides.js";

const bench = { prepare, time, watchMemory, memorySize };

/** A page with this script. */
export interface BenchPage {
  bench: typeof bench;
}

(globalThis as unknown as BenchPage).bench = bench;
