// Measures every row, prints the table and writes the report. Ends with 1 when something could not be measured.
// With arguments it measures what has an id that begins with one of them, and writes nothing.

import { writeFileSync, mkdirSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { fromRoot } from "../e2e/harness.js";
import { inWorld, scratchFolder, type World } from "./bench-world.js";
import { chartOf } from "./chart.js";
import { plan } from "./plan.js";
import { reportOf, tableForTerminal, waitsForTerminal, type Findings } from "./report.js";
import type { FailedRow, Row, RowSubject } from "./row.js";
import type { FailedWait, Wait } from "./wait.js";
import { batchAtOnceSubject, batchSubject, measureBatch, measureBatchAtOnce } from "./rows/batch.js";
import { callSubject, measureCall } from "./rows/call.js";
import {
  drainInChromiumSubject,
  drainInNodeSubject,
  measureDrainInChromium,
  measureDrainInNode,
} from "./rows/drain.js";
import { measureNodeStart, measureNodeStartFetch, nodeStartFetchSubject, nodeStartSubject } from "./rows/node-start.js";
import { measureMemory, memorySubjects } from "./rows/memory.js";
import { measureNative, nativeSubjects } from "./rows/native.js";
import { measurePage, pageSubject } from "./rows/page.js";
import { answerSubject, coldSubject, measureAnswer, measureCold, measureWarm, warmSubject } from "./rows/ready.js";
import { brotliSubject, buildEmpty, gzipSubject, measureSize, withinBudget } from "./rows/size.js";
import { exportSubjects, measureExport } from "./waits/export.js";
import {
  badgeSubject,
  clickSubject,
  measureExtension,
  measureStarted,
  panelSubject,
  startedSubject,
} from "./waits/extension.js";
import { firstPaintSubject, listPaintSubject, measureInbox } from "./waits/inbox.js";
import { ingestSubjects, measureIngest } from "./waits/ingest.js";
import { keptSubjects, measureKept } from "./waits/kept.js";
import { longListSubjects, measureLongList } from "./waits/long-list.js";
import { measureScroll, scrollSubjects } from "./waits/scroll.js";
import { measureSearch, searchSubjects } from "./waits/search.js";
import { diskTabsSubject, measureTabs, memoryTabsSubject } from "./waits/tabs.js";

const output = plan.quick ? fromRoot("web/test-results/bench-report") : fromRoot("bench");

const findings: Findings = { rows: [], waits: [], plan, machine: machine() };

const only = process.argv.slice(2);
const isWanted = ({ id }: { id: string }) => only.length === 0 || only.some((begin) => id.startsWith(begin));

/** Measures some subjects that are wanted. Where that fails, the report says so of each of them. */
async function attempt<Subject extends { id: string }, Measured>(
  subjects: readonly Subject[],
  measure: () => Promise<readonly Measured[]>,
): Promise<(Measured | (Subject & { failure: string }))[]> {
  if (!subjects.some(isWanted)) return [];
  process.stderr.write(`bench: ${subjects.map(({ id }) => id).join(", ")}\n`);
  try {
    return [...(await measure())];
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return subjects.map((subject) => ({ ...subject, failure }));
  }
}

function machine(): string {
  const go = execFileSync("go", ["env", "GOVERSION"], { cwd: fromRoot("."), encoding: "utf8" }).trim();
  const memory = Math.round(totalmem() / 2 ** 30);
  const busy = loadavg()[0]!.toFixed(1);
  return `${process.platform} ${process.arch}, ${cpus().length} cores, ${memory} GiB, load average ${busy} at the start, ${go}, Node ${process.version}`;
}

const inChromium: [RowSubject, (world: World, p: typeof plan) => Promise<Row>][] = [
  [coldSubject, measureCold],
  [warmSubject, measureWarm],
  [answerSubject, measureAnswer],
  [pageSubject, measurePage],
  [callSubject, measureCall],
  [drainInChromiumSubject, measureDrainInChromium],
  [drainInNodeSubject, measureDrainInNode],
  [batchSubject, measureBatch],
  [batchAtOnceSubject, measureBatchAtOnce],
  [nodeStartSubject, measureNodeStart],
  [nodeStartFetchSubject, measureNodeStartFetch],
];

/** Measures what needs the simulator and Chromium. */
async function measureInWorld(emptyProgram: string): Promise<(Row | FailedRow)[]> {
  const rows: (Row | FailedRow)[] = [];
  const subjects = [...inChromium.map(([subject]) => subject), ...memorySubjects(plan)];
  const failures = await attempt(subjects, async () => {
    await buildEmpty(emptyProgram);
    await inWorld(emptyProgram, async (world) => {
      findings.machine += `, Chromium ${world.browser.version()}`;
      findings.pageBytes = Buffer.byteLength(world.given.body);
      for (const [subject, measure] of inChromium) {
        rows.push(...(await attempt([subject], async () => [await measure(world, plan)])));
      }
      rows.push(
        ...(await attempt(memorySubjects(plan), async () => {
          const { rows, steps } = await measureMemory(world, plan);
          findings.memory = steps;
          return rows;
        })),
      );
    });
    return [];
  });
  return [...rows, ...failures.filter(({ id }) => !rows.some((row) => row.id === id))];
}

const scratch = scratchFolder();
try {
  const weighing = attempt([brotliSubject, gzipSubject], async () => {
    const { rows, report } = await measureSize();
    findings.size = report;
    return rows;
  });
  // Compressing takes seconds of a processor; where the numbers count, nothing else runs beside it.
  if (!plan.quick) await weighing;
  const measured = await measureInWorld(join(scratch.folder, "empty.wasm"));
  findings.rows.push(...(await weighing), ...measured);
  findings.rows.push(
    ...(await attempt(nativeSubjects, async () => {
      const { rows, benchstat } = measureNative(plan, scratch.folder);
      findings.benchstat = benchstat;
      return rows;
    })),
  );
  const waited: (Row | FailedRow | Wait | FailedWait)[] = [
    ...(await attempt([firstPaintSubject, listPaintSubject], () => measureInbox(plan))),
    ...(await attempt(keptSubjects(plan), () => measureKept(plan))),
    ...(await attempt(scrollSubjects(plan), () => measureScroll(plan))),
    ...(await attempt(Object.values(ingestSubjects(plan)).flat(), () => measureIngest(plan))),
    ...(await attempt(longListSubjects(plan), () => measureLongList(plan))),
    ...(await attempt(searchSubjects(plan), () => measureSearch(plan))),
    ...(await attempt(exportSubjects(plan), () => measureExport(plan))),
    ...(await attempt([memoryTabsSubject, diskTabsSubject], () => measureTabs(plan))),
    ...(await attempt([startedSubject], () => measureStarted(plan))),
    ...(await attempt([clickSubject, panelSubject, badgeSubject], () => measureExtension(plan))),
  ];
  for (const found of waited) {
    if ("beside" in found) findings.rows.push(found);
    else findings.waits.push(found);
  }
} finally {
  scratch.remove();
}

if (only.length === 0) {
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, "report.md"), reportOf(findings));
  writeFileSync(join(output, "report.svg"), chartOf(findings.rows));
}
process.stdout.write(`${tableForTerminal(findings.rows)}\n${waitsForTerminal(findings.waits)}`);

const failed = [...findings.rows, ...findings.waits].filter((found) => "failure" in found);
for (const { id, failure } of failed) console.error(`bench: ${id} could not be measured: ${failure}`);
if (findings.size && !withinBudget(findings.size)) {
  console.error(`bench: the module is above its budget of ${findings.size.budget} times an empty Go program`);
  process.exitCode = 1;
}
if (failed.length > 0) process.exitCode = 1;
