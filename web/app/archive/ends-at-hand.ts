import type { History } from "./history.ts";

/** At least so many of the newest messages are the end of a conversation. */
export const endLength = 100;

/** How many are at hand. */
const most = 12;

// One of them, which may still be on its way.
interface End {
  reading: Promise<History | undefined>;
  history?: History | undefined;
}

/** The ends of conversations that somebody is about to open: read from the disk before, they are shown at once. */
export class EndsAtHand {
  private readonly read: (id: string) => Promise<History | undefined>;
  /** The one that was begun last is at the end. */
  private readonly ends = new Map<string, End>();

  constructor(read: (id: string) => Promise<History | undefined>) {
    this.read = read;
  }

  /** Reads the end of a conversation, unless that is done or begun. Gives it, or undefined when there is none. */
  begin(id: string): Promise<History | undefined> {
    const before = this.ends.get(id);
    if (before) return before.reading;
    const end: End = { reading: this.read(id).then((history) => (end.history = history)) };
    this.ends.set(id, end);
    for (const oldest of this.ends.keys()) {
      if (this.ends.size <= most) break;
      this.ends.delete(oldest);
    }
    return end.reading;
  }

  /** What is at hand. */
  find(id: string): History | undefined {
    return this.ends.get(id)?.history;
  }

  /** Lets go of what is no longer so; with undefined of all. */
  drop(id?: string): void {
    if (id === undefined) this.ends.clear();
    else this.ends.delete(id);
  }
}
