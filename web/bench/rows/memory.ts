import type { BenchPage } from "../in-page/bench.js";
import type { World } from "../bench-world.js";
import type { Plan } from "../plan.js";
import { rowOf, type Row, type RowSubject } from "../row.js";
import { openSide } from "../sides.js";
import { smallAnswer } from "./call.js";

const subject = (id: string, what: string): RowSubject => ({
  id,
  what,
  beside: "",
  unit: "bytes",
  compare: "times",
  target: 1.05,
});

/** The subjects of memory after so many calls. */
export function memorySubjects({ memory: { calls } }: Plan): [wasm: RowSubject, heap: RowSubject] {
  const [first, last] = [calls[0]!, calls.at(-1)!].map((n) => n.toLocaleString("en"));
  const beside = `after ${first} calls`;
  return [
    { ...subject("memory-wasm", `linear memory of the module after ${last} calls`), beside },
    { ...subject("memory-heap", `JavaScript heap of the page after ${last} calls`), beside },
  ];
}

/** What was in use after some calls. */
export interface MemoryAt {
  calls: number;
  wasm: number;
  heap: number;
}

// The module lets go of objects of the page when Go collects, every some hundred calls, and until then a collection of
// the page leaves them: the heap is looked at again and again over that time, and the least is what is kept.
const looks = { times: 15, apart: 100 };

/** Makes small calls and looks at the memory of the module and, after a collection, at the heap of the page. */
export async function measureMemory(
  { browser, demo, given }: World,
  plan: Plan,
): Promise<{ rows: Row[]; steps: MemoryAt[] }> {
  const [wasmSubject, heapSubject] = memorySubjects(plan);
  const side = await openSide(browser, demo.url, "callByModule", { ...given, body: smallAnswer }, watch);
  const session = await side.page.context().newCDPSession(side.page);
  const steps: MemoryAt[] = [];
  let done = 1; // by preparing it
  for (const calls of plan.memory.calls) {
    await side.time(calls - done);
    done = calls;
    let heap = Infinity;
    for (let look = 0; look < looks.times; look++) {
      await session.send("HeapProfiler.collectGarbage");
      heap = Math.min(heap, (await session.send("Runtime.getHeapUsage")).usedSize);
      await side.time(looks.apart);
      done += looks.apart;
    }
    const wasm = await side.page.evaluate(() => (globalThis as unknown as BenchPage).bench.memorySize());
    steps.push({ calls, wasm, heap });
  }
  await side.close();
  const [first, last] = [steps[0]!, steps.at(-1)!];
  return {
    rows: [
      rowOf(wasmSubject, { ours: [last.wasm], beside: [first.wasm] }),
      rowOf(heapSubject, { ours: [last.heap], beside: [first.heap] }),
    ],
    steps,
  };
}

/** Runs in the page, before the side is prepared. */
const watch = () => (globalThis as unknown as BenchPage).bench.watchMemory();
