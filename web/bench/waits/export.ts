import type { ArchiveBenchPage } from "../archive/in-page.js";
import { openTabOnDisk } from "../archive/tab-on-disk.js";
import type { Plan } from "../plan.js";
import { rowOf, type Row, type RowSubject } from "../row.js";
import { startDemo } from "../../e2e/harness.js";

const formats = ["jsonl", "html", "markdown", "text", "csv"] as const;

/** Whose archive it is. Nobody is signed in. */
const account = { endpoint: "", musicid: "1" };

/** The subjects of a conversation that is as long as planned, one for each format. */
export const exportSubjects = ({ kept: { messages } }: Plan): RowSubject[] =>
  formats.map((format) => ({
    id: `export-${format}`,
    what: `a kept conversation of ${messages.toLocaleString("en")} messages, saved as ${format}`,
    beside: "writing the same text",
    unit: "ms",
    compare: "times",
    target: 2,
  }));

/** Saves a kept conversation as a file, beside its text alone. */
export async function measureExport(plan: Plan): Promise<Row[]> {
  const demo = await startDemo();
  const tab = await openTabOnDisk(demo);
  try {
    await tab.openArchiveBench();
    const took = await tab.page.evaluate(
      ([account, filling, formats, times]) =>
        (globalThis as unknown as ArchiveBenchPage).archiveBench.save(account, filling, formats, times),
      [account, { conversations: 1, messages: plan.kept.messages }, formats, plan.waits] as const,
    );
    return exportSubjects(plan).map((subject, i) => rowOf(subject, took[formats[i]!]));
  } finally {
    await tab.close();
    await demo.stop();
  }
}
