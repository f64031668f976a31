import type { Int64, Session, SessionPage } from "../../sdk/src/index.ts";
import { compareInt64 } from "../../sdk/src/int64.ts";
import { continues } from "./list-pages.ts";

/** What looks at the list saw of it, by which the next one knows how far down it has to go. */
export class SeenList {
  private readonly marks = new Map<string, string>();
  /** The sortTime of the newest conversation when the list was seen last. */
  private newest: Int64 | undefined;
  /** The sortTime of the oldest one. Whatever is older was there then, too. */
  private oldest: Int64 | undefined;

  /** Begins with conversations between which nothing is missing, newest first. */
  constructor(conversations: readonly Session[]) {
    this.seeTop(conversations);
  }

  /** Whether nothing was seen. */
  get isEmpty(): boolean {
    return this.marks.size === 0;
  }

  /** Remembers what a look saw from the top on. Of two copies of one the last stays. */
  seeTop(conversations: readonly Session[]): void {
    this.newest = undefined;
    for (const one of conversations) {
      const { sortTime } = one;
      this.marks.set(one.sessionId, markOf(one));
      if (this.newest === undefined || compareInt64(sortTime, this.newest) > 0) this.newest = sortTime;
      if (this.oldest === undefined || compareInt64(sortTime, this.oldest) < 0) this.oldest = sortTime;
    }
  }

  /** Whether a page reaches down to what did not change: the pages behind it hold nothing new. */
  meets(page: SessionPage): boolean {
    const last = page.sessions.at(-1);
    if (!last) return true;
    // From the end: one that is pinned at the top stands above those that changed.
    for (const session of [...page.sessions].reverse()) {
      const mark = this.marks.get(session.sessionId);
      if (mark === undefined) {
        if (this.oldest !== undefined && compareInt64(session.sortTime, this.oldest) < 0) return true;
      } else if (mark !== markOf(session)) {
        return false;
      } else if (!this.mayStandAbove(session.sortTime, last.sortTime) || !continues(page)) {
        return true;
      }
    }
    return false;
  }

  // One that changed in the very second in which the list was seen may stand behind others of that second.
  private mayStandAbove(sortTime: Int64, last: Int64): boolean {
    if (compareInt64(sortTime, 0) <= 0) return false; // it tells nothing
    return compareInt64(sortTime, last) === 0 && this.newest !== undefined && compareInt64(sortTime, this.newest) >= 0;
  }
}

// What tells a conversation from how it was. The unread count is not among it: reading it here changes that.
function markOf({ newMsg, sortTime }: Session): string {
  return JSON.stringify([newMsg?.id, String(sortTime)]);
}
