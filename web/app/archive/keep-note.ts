import type { Session } from "../../sdk/src/index.ts";
import type { ArchiveStore } from "./archive-store.ts";

/** How far the job that keeps everything is. */
export interface KeepNote {
  is: "running" | "paused" | "done";
  /** Whether the list was read to its end. */
  swept: boolean;
  /** The conversations that are complete, with what was their newest message then. */
  complete: ReadonlyMap<string, string>;
}

const name = "keep everything";

/** The note in a store; undefined when the job was never begun. Rejects with a KeepingError. */
export function readKeepNote(store: ArchiveStore): Promise<KeepNote | undefined> {
  return store.readNote<KeepNote>(name);
}

/** Keeps the note. Rejects with a KeepingError. */
export function writeKeepNote(store: ArchiveStore, note: KeepNote): Promise<void> {
  return store.writeNote(name, note);
}

/** What tells whether a conversation has a message that it did not have. */
export function newestOf({ newMsg }: Session): string {
  return newMsg?.id ?? "";
}
