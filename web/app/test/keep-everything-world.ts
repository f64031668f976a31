// A tab in which messages are kept, and the job that keeps everything.

import type { ArchiveStore } from "../archive/archive-store.ts";
import type { Exclusive } from "../archive/exclusive.ts";
import { KeepEverything } from "../archive/keep-everything.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { FakeClock } from "./fake-clock.ts";
import { FakeGateway, idsIn, readingFrom } from "./fake-gateway.ts";

/** A store that says that it is on disk. */
const newDisk = () => Object.assign(new MemoryStore(), { place: "disk" }) as unknown as ArchiveStore;

/** A tab in which messages are kept. */
export function tab(
  fake: FakeGateway,
  {
    store = newDisk(),
    clock = new FakeClock(),
    exclusive,
  }: { store?: ArchiveStore; clock?: FakeClock; exclusive?: Exclusive } = {},
) {
  const reading = readingFrom(fake, { store, now: clock.now });
  const job = new KeepEverything({
    ...reading,
    exclusive: exclusive ?? ((_, work) => work()),
    now: clock.now,
    later: clock.later,
  });
  const stateOf = () => {
    const now = job.state.value;
    return now.state === "paused" ? `paused: ${now.by}` : now.state;
  };
  return { ...reading, fake, store, clock, job, stateOf };
}

/** What there is in it. */
export type Tab = ReturnType<typeof tab>;

/** Lets a job that was begun run until it ends or waits for something else than a time. */
export async function run({ job, clock }: Tab): Promise<void> {
  void job.start();
  await clock.run();
}

/** The ids of the messages that are kept, of one conversation after the other. */
export const keptIn = async ({ store }: Tab, ...ids: string[]) =>
  (await Promise.all(ids.map((id) => idsIn(store, id)))).join(" | ");
