import type { Message } from "../../sdk/src/index.ts";
import { Archive } from "../archive/archive.ts";
import type { ArchiveOptions } from "../archive/archive-options.ts";
import type { ArchiveStore } from "../archive/archive-store.ts";
import { FakeChannel } from "./fake-channel.ts";
import { message } from "./messages.ts";

/** Tabs of one account, with a clock that stands still. */
export class ArchiveWorld {
  readonly channel = new FakeChannel();
  /** What failed in the stores. */
  readonly failures: unknown[] = [];
  /** The ids of the messages that came, by tab. */
  readonly came: string[][] = [];
  keepsGone = false;
  now = 1_000_000;
  private readonly tabs: Archive[] = [];

  /** A tab. */
  async tab(store: ArchiveStore, options: Partial<ArchiveOptions> = {}): Promise<Archive> {
    const came: string[] = [];
    this.came.push(came);
    const archive = new Archive({
      store,
      channel: this.channel.tab(),
      keepsGone: () => this.keepsGone,
      now: () => this.now,
      onMessages: (_, messages) => came.push(...messages.map((one) => one.id)),
      onFailure: (error) => void this.failures.push(error),
      ...options,
    });
    this.tabs.push(archive);
    await archive.open();
    return archive;
  }

  /** Lets all tabs hear of each other. */
  async hear(): Promise<void> {
    while (this.channel.deliver()) for (const tab of this.tabs) await tab.open(); // in turn with what was heard
  }
}

/** Messages by number. */
export function numbered(...numbers: number[]): Message[] {
  return numbers.map((n) => message(n, { sequence: n, sortTime: n, time: n }));
}

export { drawn as written } from "./numbered-messages.ts";
