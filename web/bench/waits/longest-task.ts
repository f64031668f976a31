import type { Browser, Page } from "playwright-core";

/** An event of a trace, as far as it is read here. */
interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** In microseconds. */
  dur?: number;
  args: { name?: string };
}

/** Does something with a page. Gives the longest task of its main thread meanwhile, in milliseconds: so long it answers nobody. */
export async function longestTask(browser: Browser, page: Page, work: () => Promise<unknown>): Promise<number> {
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline"] });
  await work();
  const trace = JSON.parse((await browser.stopTracing()).toString("utf8")) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const named = trace.traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const mains = new Set(named.map(threadOf));
  const tasks = trace.traceEvents.filter((event) => event.name.endsWith("RunTask") && mains.has(threadOf(event)));
  if (tasks.length === 0) throw new Error("the trace has no task of the page");
  return Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000;
}
