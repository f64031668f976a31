// The SDK in a Node of its own that reads whatever there is to read.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { simulator, startDemo } from "../e2e/harness.js";
import { sample } from "../e2e/inbox-page.js";
import type { Mark, Side, Subject } from "./figure.js";
import { withoutMachineCode } from "./machine-code.js";
import type { Schedule } from "./schedule.js";

const subjects: readonly Subject[] = [
  { id: "wasm", what: "linear memory", unit: "bytes", expected: "flat" },
  { id: "heap", what: "heap", unit: "bytes", expected: "flat" },
  { id: "outside", what: "memory outside the heap", unit: "bytes", expected: "flat" },
  { id: "listeners", what: "listeners on a signal that all calls share", unit: "count", expected: "flat" },
  { id: "timers", what: "timers", unit: "count", expected: "flat" },
  { id: "calls", what: "calls made", unit: "count", expected: "grows" },
];

/** What the reading process needs, as its only argument in JSON. */
export interface ReadingOrder extends Schedule {
  endpoint: string;
  credential: { musicid: string; musickey: string };
}

/** Lets it run, and tells what was found at each mark. */
export async function soakSdk(schedule: Schedule): Promise<Side> {
  const demo = await startDemo();
  try {
    // Some answers are no answers: what an error holds has to go as well.
    const control = simulator(demo);
    await control.inject({ kind: "child", code: 10006, method: "GetConfig", times: -1 });
    const order: ReadingOrder = { ...schedule, endpoint: demo.url.slice(0, -1), credential: sample };
    const script = fileURLToPath(new URL("sdk-reading.js", import.meta.url));
    const flags = ["--expose-gc", ...withoutMachineCode];
    const child = spawn(process.execPath, [...flags, script, JSON.stringify(order)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    const marks: Mark[] = [];
    for await (const line of createInterface(child.stdout)) {
      marks.push(JSON.parse(line) as Mark);
      process.stderr.write(`soak: SDK, ${marks.at(-1)?.figures["calls"]} calls\n`);
    }
    const code = await ended;
    if (code !== 0) throw new Error(`the process that reads ended with ${code}`);
    const done = { calls: marks.at(-1)?.figures["calls"] ?? 0 };
    return { id: "sdk", what: "SDK in Node", subjects, marks, done };
  } finally {
    await demo.stop();
  }
}
