// The report, as text for a terminal and as Markdown.

import { digits, quantity, resultText, spreadText, targetText, verdictText } from "./format.js";
import type { Plan } from "./plan.js";
import type { FailedRow, Row } from "./row.js";
import type { MemoryAt } from "./rows/memory.js";
import { meetsGoal, type FailedWait, type Wait } from "./wait.js";
import type { PackageShare, SizeReport } from "./rows/size.js";

/** All that was found. */
export interface Findings {
  plan: Plan;
  /** The machine, in words that name nobody, and how busy it was. */
  machine: string;
  rows: (Row | FailedRow)[];
  /** What a user waits for. */
  waits: (Wait | FailedWait)[];
  size?: SizeReport;
  /** The length of the answer that the page row reads. */
  pageBytes?: number;
  memory?: MemoryAt[];
  benchstat?: string;
}

const heading = ["what", "beside", "ours", "beside it", "comparison", "middle half", "pairs", "target", ""];

function cellsOf(row: Row | FailedRow): string[] {
  if ("failure" in row) return [row.what, row.beside, "", "", "not measured", "", "", targetText(row), "FAILED"];
  return [
    row.what,
    row.beside,
    quantity(row.ours.median, row.unit),
    quantity(row.floor.median, row.unit),
    resultText(row),
    spreadText(row),
    String(row.pairs),
    targetText(row),
    verdictText(row),
  ];
}

/** The table in lines that fit a terminal: what stands beside a row is a line below it. */
export function tableForTerminal(rows: readonly (Row | FailedRow)[]): string {
  const lines = rows.map((row) => {
    const [what, beside, ours, floor, result, spread, , target, verdict] = cellsOf(row) as [string, ...string[]];
    const measured = `${result}${spread && ` (${spread})`}`;
    return [
      `${verdict!.padEnd(7)}${what}`,
      `${" ".repeat(7)}${`${ours} beside ${floor}`.padEnd(44)}${measured.padEnd(40)}${target}`,
      `${" ".repeat(7)}beside ${beside}`,
    ].join("\n");
  });
  return `${lines.join("\n\n")}\n`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** Numbers are written to the right. */
const numbers = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map((_, i) => (i === 0 ? "---" : "---:")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** The report as Markdown. */
export function reportOf(findings: Findings): string {
  const { rows, waits, plan, machine, size, pageBytes, memory, benchstat } = findings;
  const parts = [
    "# Benchmarks",
    `Made by \`make bench\` on ${machine}${plan.quick ? ", in a hurry: these numbers say little" : ""}. ` +
      "Each row was measured beside its floor in the same run, the two sides in turns; the comparison is the median of " +
      "the pairs, with the middle half of them behind it. How to read it: [docs/performance.md](../docs/performance.md).",
    "![Each row against its target](report.svg)",
    table(heading, rows.map(cellsOf)),
  ];
  if (pageBytes) parts.push(`The page of 50 messages is the simulator's: ${digits(pageBytes)} bytes of JSON.`);
  parts.push(waitsSection(waits));
  if (size) parts.push(sizeSection(size));
  if (memory) parts.push(memorySection(memory));
  if (benchstat)
    parts.push(
      "## Go\n\nThe same measurements as benchstat reads them: json is encoding/json.",
      `\`\`\`text\n${benchstat.trim()}\n\`\`\``,
    );
  return `${parts.join("\n\n")}\n`;
}

const goalOf = ({ goal, unit = "ms" }: Wait | FailedWait): string =>
  goal === undefined ? "" : `≤ ${quantity(goal, unit)}`;

interface WaitTexts {
  median: string;
  spread: string;
  times: string;
  goal: string;
  verdict: string;
}

function textsOf(wait: Wait | FailedWait): WaitTexts {
  const goal = goalOf(wait);
  if ("failure" in wait) return { median: "not measured", spread: "", times: "", goal, verdict: "FAILED" };
  const { took, times, unit = "ms" } = wait;
  const met = meetsGoal(wait);
  return {
    median: quantity(took.median, unit),
    spread: times > 1 ? `${digits(took.lower)} to ${digits(took.upper)}` : "",
    times: String(times),
    goal,
    verdict: met === undefined ? "" : met ? "met" : "missed",
  };
}

/** What a user waits for, in lines that fit a terminal. */
export function waitsForTerminal(waits: readonly (Wait | FailedWait)[]): string {
  const lines = waits.map((wait) => {
    const { median, spread, goal, verdict } = textsOf(wait);
    const judged = goal && `, ${goal}: ${verdict}`;
    return `${median.padStart(16)}  ${wait.what}${spread && ` (${spread})`}${judged}`;
  });
  return `${lines.join("\n")}\n`;
}

function waitsSection(waits: readonly (Wait | FailedWait)[]): string {
  return [
    "## What a user waits for",
    "The median, with the middle half behind it. The gateway is the simulator on the same machine, so what a network and " +
      "the real gateway take comes on top.",
    numbers(
      ["from and to", "took", "middle half", "times", "goal", ""],
      waits.map((wait) => {
        const { median, spread, times, goal, verdict } = textsOf(wait);
        return [wait.what, median, spread, times, goal, verdict];
      }),
    ),
  ].join("\n\n");
}

/** What is below this many bytes more than the empty program is put together. */
const least = 2000;

function sizeSection({ module, empty, packages }: SizeReport): string {
  const more = ({ module, empty }: PackageShare) => module - empty;
  const shown = packages.filter((share) => more(share) >= least);
  const others = packages
    .filter((share) => more(share) < least)
    .reduce(
      (sum, share) => ({
        name: "all others",
        module: sum.module + share.module,
        empty: sum.empty + share.empty,
        brotli: sum.brotli + share.brotli,
        emptyBrotli: sum.emptyBrotli + share.emptyBrotli,
      }),
      { name: "all others", module: 0, empty: 0, brotli: 0, emptyBrotli: 0 },
    );
  const files = (["raw", "gzip", "brotli"] as const).map((kind) => [
    { raw: "uncompressed", gzip: "gzip 9", brotli: "brotli 11" }[kind],
    digits(module[kind]),
    digits(empty[kind]),
    digits(module[kind] - empty[kind]),
    (module[kind] / empty[kind]).toFixed(2),
  ]);
  const shares = [...shown, others].map((share) => [
    share.name,
    digits(share.module),
    digits(share.empty),
    digits(more(share)),
    digits(share.brotli - share.emptyBrotli),
  ]);
  return [
    "## What the module consists of",
    numbers(["bytes", "module", "empty program", "more", "times"], files),
    "By package: the code in a build with names. The last column compresses each package alone, without what it has in " +
      "common with others, so its sum is more than the whole. The data of a package cannot be told from the binary.",
    numbers(["package", "module", "empty program", "more", "more, brotli 11"], shares),
  ].join("\n\n");
}

function memorySection(memory: readonly MemoryAt[]): string {
  return [
    "## Memory",
    numbers(
      ["calls", "linear memory of the module", "JavaScript heap after a collection"],
      memory.map(({ calls, wasm, heap }) => [digits(calls), `${digits(wasm)} bytes`, `${digits(heap)} bytes`]),
    ),
  ].join("\n\n");
}
