import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fromRoot } from "../../e2e/harness.js";
import { rowOf, type Row, type RowSubject } from "../row.js";

const subject = (id: string, compression: string): RowSubject => ({
  id: `size-${id}`,
  what: `the module, ${compression}`,
  beside: "an empty Go program, same toolchain and flags",
  unit: "bytes",
  compare: "times",
  target: 1.3,
});

export const brotliSubject = subject("brotli", "brotli 11");
export const gzipSubject = subject("gzip", "gzip 9");

/** What internal/modulesize prints. */
export interface SizeReport {
  module: Sizes;
  empty: Sizes;
  budget: number;
  packages: PackageShare[];
}

interface Sizes {
  raw: number;
  gzip: number;
  brotli: number;
}

/** What one package costs in the module and in the empty program: code, and code compressed alone. */
export interface PackageShare {
  name: string;
  module: number;
  empty: number;
  brotli: number;
  emptyBrotli: number;
}

/** Runs a target of the Makefile, which knows how the module is built. */
async function make(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("make", ["--no-print-directory", ...args], {
    cwd: fromRoot("."),
    maxBuffer: 1 << 24,
    // A make above would hand its job server down.
    env: { ...process.env, MAKEFLAGS: "", MAKELEVEL: "" },
  });
  return stdout;
}

/** Builds an empty Go program as the module is built. */
export const buildEmpty = async (path: string) => void (await make("bench-empty", `EMPTY=${path}`));

/** Weighs the module beside an empty program. */
export async function measureSize(): Promise<{ rows: Row[]; report: SizeReport }> {
  const stdout = await make("bench-size");
  const report = JSON.parse(stdout.slice(stdout.indexOf("{"))) as SizeReport;
  const { module, empty } = report;
  return {
    rows: [
      rowOf(brotliSubject, { ours: [module.brotli], beside: [empty.brotli] }),
      rowOf(gzipSubject, { ours: [module.gzip], beside: [empty.gzip] }),
    ],
    report,
  };
}

/** Whether the module keeps to the budget that `make size` holds it to. */
export const withinBudget = ({ module, empty, budget }: SizeReport) => module.brotli <= budget * empty.brotli;
