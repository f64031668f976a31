import type { ArchiveBenchPage } from "../archive/in-page.js";
import { openTabOnDisk } from "../archive/tab-on-disk.js";
import type { Plan } from "../plan.js";
import { rowOf, type Row, type RowSubject } from "../row.js";
import { waitOf, type Wait, type WaitSubject } from "../wait.js";
import { startDemo } from "../../e2e/harness.js";

/** Conversations in the list of the archive. */
const conversations = 60;

/** Whose archive it is. Nobody is signed in. */
const account = { endpoint: "", musicid: "1" };

/** The subjects of an archive with as many messages as planned. */
export function ingestSubjects({ kept: { archive } }: Plan) {
  const messages = `${archive.toLocaleString("en")} messages`;
  const places = [
    { id: "memory", what: `a page of 50 messages into an archive of ${messages} in memory`, goal: 16 },
    { id: "disk", what: `a page of 50 messages into an archive of ${messages} on disk, until it is kept`, goal: 50 },
  ] as const;
  const rows = places.map(({ id, what }): RowSubject => ({
    id: `ingest-${id}`,
    what,
    beside: "the same page put into IndexedDB as one record",
    unit: "ms",
    compare: "times",
    target: 2,
  })) as [memory: RowSubject, disk: RowSubject];
  const waits = places.map(({ id, what, goal }): WaitSubject => ({ id: `ingest-${id}-wait`, what, goal })) as [
    memory: WaitSubject,
    disk: WaitSubject,
  ];
  const bytes: WaitSubject = {
    id: "archive-bytes",
    what: `an archive of ${messages} on disk`,
    unit: "bytes",
    goal: archive * 100,
  };
  return { rows, waits, bytes };
}

/** Fills archives of which one conversation has all messages, and lets pages enter that. */
export async function measureIngest(plan: Plan): Promise<(Row | Wait)[]> {
  const demo = await startDemo();
  const tab = await openTabOnDisk(demo);
  try {
    await tab.openArchiveBench();
    const ingest = (place: "memory" | "disk") =>
      tab.page.evaluate(
        ([place, account, filling, pages]) =>
          (globalThis as unknown as ArchiveBenchPage).archiveBench.ingest(place, account, filling, pages),
        [place, account, { conversations, messages: plan.kept.archive }, plan.waits] as const,
      );
    const bytesOnDisk = () =>
      tab.page.evaluate(() => (globalThis as unknown as ArchiveBenchPage).archiveBench.bytesOnDisk());
    const memory = await ingest("memory");
    const before = await bytesOnDisk();
    const disk = await ingest("disk");
    const taken = (await bytesOnDisk()) - before;
    const { rows, waits, bytes } = ingestSubjects(plan);
    return [
      rowOf(rows[0], memory),
      rowOf(rows[1], disk),
      waitOf(waits[0], memory.ours),
      waitOf(waits[1], disk.ours),
      waitOf(bytes, [taken]),
    ];
  } finally {
    await tab.close();
    await demo.stop();
  }
}
