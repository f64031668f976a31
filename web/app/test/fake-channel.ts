import type { Channel } from "../archive/archive-options.ts";
import type { Change } from "../archive/change.ts";

/** What the tabs of a browser tell each other. What is told waits until it is delivered. */
export class FakeChannel {
  private readonly listeners = new Set<(change: Change) => void>();
  private readonly waiting: (() => void)[] = [];

  /** The channel as a tab has it. */
  tab(): Channel {
    let mine: ((change: Change) => void) | undefined;
    return {
      tell: (change) => {
        const copy = structuredClone(change);
        for (const other of this.listeners) if (other !== mine) this.waiting.push(() => other(copy));
      },
      onTold: (listener) => {
        mine = listener;
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
    };
  }

  /** Delivers the next that waits, or all of them. Gives whether something was delivered. */
  deliver(most = Infinity): boolean {
    const now = this.waiting.splice(0, most);
    for (const one of now) one();
    return now.length > 0;
  }
}
