import type { ArchiveBenchPage } from "../archive/in-page.js";
import { openTabOnDisk } from "../archive/tab-on-disk.js";
import type { Plan } from "../plan.js";
import { waitOf, type Wait, type WaitSubject } from "../wait.js";
import { startDemo } from "../../e2e/harness.js";

/** Conversations in the list of the archive. */
const conversations = 60;

/** Whose archive it is. Nobody is signed in. */
const account = { endpoint: "", musicid: "1" };

/** The subjects of an archive with as many messages as planned. */
export function ingestSubjects({
  kept: { archive },
}: Plan): [memory: WaitSubject, disk: WaitSubject, bytes: WaitSubject] {
  const messages = `${archive.toLocaleString("en")} messages`;
  const what = (place: string) => `a page of 50 messages into an archive of ${messages} ${place}`;
  return [
    { id: "ingest-memory", what: what("in memory"), goal: 16 },
    { id: "ingest-disk", what: what("on disk, until it is kept"), goal: 50 },
    { id: "archive-bytes", what: `an archive of ${messages} on disk`, unit: "bytes", goal: archive * 100 },
  ];
}

/** Fills archives of which one conversation has all messages, and lets pages enter that. */
export async function measureIngest(plan: Plan): Promise<Wait[]> {
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
    const bytes = (await bytesOnDisk()) - before;
    const [memorySubject, diskSubject, bytesSubject] = ingestSubjects(plan);
    return [waitOf(memorySubject, memory), waitOf(diskSubject, disk), waitOf(bytesSubject, [bytes])];
  } finally {
    await tab.close();
    await demo.stop();
  }
}
