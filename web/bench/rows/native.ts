import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromRoot } from "../../e2e/harness.js";
import type { Plan } from "../plan.js";
import { rowOf, type Row, type RowSubject } from "../row.js";
import type { Pairs } from "../statistics.js";

type NativeSubject = RowSubject & { benchmark: string; metric: string };

const subject = (id: string, what: string, benchmark: string, allocations = false): NativeSubject => ({
  id: `native-${id}${allocations ? "-allocations" : ""}`,
  what: `${what} in Go${allocations ? ", allocations" : ""}`,
  beside: "encoding/json with equivalent structs",
  unit: allocations ? "allocations" : "ns",
  compare: allocations ? "times" : "timesFaster",
  ...(!allocations && { target: 3 }),
  benchmark,
  metric: allocations ? "allocs/op" : "ns/op",
});

export const nativeSubjects = [
  subject("request", "building a request", "Request"),
  subject("page", "reading a page of 50 messages into structs", "Page"),
  subject("request", "building a request", "Request", true),
  subject("page", "reading a page of 50 messages into structs", "Page", true),
];

/** One line of the output of a benchmark: what was measured, by unit. */
export interface BenchmarkLine {
  benchmark: string;
  side: string;
  metrics: Record<string, number>;
}

/** Reads the output of go test -bench. */
export function readBenchmarks(output: string): BenchmarkLine[] {
  return [...output.matchAll(/^Benchmark(\w+)\/side=(\S+?)(?:-\d+)?\s+\d+\t(.*)$/gm)].map(
    ([, benchmark, side, values]) => ({
      benchmark: benchmark!,
      side: side!,
      metrics: Object.fromEntries(
        [...values!.matchAll(/([\d.]+) (\S+)/g)].map(([, value, unit]) => [unit!, Number(value)]),
      ),
    }),
  );
}

/** Runs the benchmarks of core again and again, so that the two sides take turns. */
export function measureNative(plan: Plan, folder: string): { rows: Row[]; benchstat: string } {
  const binary = join(folder, "core.test");
  execFileSync("go", ["test", "-c", "-o", binary, "./core"], {
    cwd: fromRoot("."),
    stdio: ["ignore", "ignore", "inherit"],
  });
  const args = ["-test.run=^$", "-test.bench=^Benchmark(Page|Request)$", `-test.benchtime=${plan.native.benchtime}`];
  let output = "";
  for (let i = 0; i < plan.native.pairs; i++) {
    output += execFileSync(binary, args, { cwd: fromRoot("core"), encoding: "utf8" });
  }
  const lines = readBenchmarks(output);
  const valuesOf = (benchmark: string, side: string, metric: string) =>
    lines.filter((line) => line.benchmark === benchmark && line.side === side).map((line) => line.metrics[metric]!);
  const rows = nativeSubjects.map(({ benchmark, metric, ...subject }) => {
    const pairs: Pairs = {
      ours: valuesOf(benchmark, "core", metric),
      beside: valuesOf(benchmark, "json", metric),
    };
    return rowOf(subject, pairs);
  });
  const file = join(folder, "benchmarks.txt");
  // The name of the processor is nobody's business.
  writeFileSync(file, output.replace(/^cpu: .*\n/gm, ""));
  const benchstat = execFileSync("go", ["-C", "tools", "tool", "benchstat", "-col", "/side", file], {
    cwd: fromRoot("."),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { rows, benchstat };
}
