import type { ArchiveDatabase } from "./database-schema.ts";
import { openDatabase, type DatabaseEvents } from "./database.ts";

/** The archive's database, opened while it is still being found out who wants it: browsers take their time. */
export class OpenedAhead {
  private opening: Promise<ArchiveDatabase> | undefined;
  private events: DatabaseEvents = {};

  /** Begins to open it. */
  begin(): void {
    const opening = openDatabase({
      onBlocked: () => this.events.onBlocked?.(),
      // Nobody has it yet: the next one opens it anew.
      onLost: (reason) => (this.opening === opening ? (this.opening = undefined) : this.events.onLost?.(reason)),
    });
    opening.catch(() => {}); // whoever takes it is told
    this.opening = opening;
  }

  /** Gives it to the one who wants it, and is told what comes of it; later ones get their own. As {@link openDatabase}. */
  take(events: DatabaseEvents): Promise<ArchiveDatabase> {
    const { opening } = this;
    if (!opening) return openDatabase(events);
    this.opening = undefined;
    this.events = events;
    return opening;
  }

  /** Closes it when nobody has taken it. */
  close(): void {
    void this.opening?.then(
      (database) => database.close(),
      () => {},
    );
    this.opening = undefined;
  }
}
