import { Archive } from "../archive/archive.ts";
import { KeepingError, type ArchiveStore } from "../archive/archive-store.ts";
import { Reader } from "../archive/reader.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { JobNotes } from "./job-notes.ts";

/** Where an export puts what it reads, and what its file is written from. */
export interface ExportPlace {
  /** Where that is: among all that the user keeps, on disk for the export alone, or in memory. */
  readonly keeping: "archive" | "file" | "memory";
  readonly archive: Archive;
  readonly reader: Reader;
  readonly notes: JobNotes;
  /** Throws a KeepingError when what came is not kept. */
  check(): void;
  /** Forgets the export, and what was kept for it alone. */
  forget(): Promise<void>;
  /** Ends it. */
  close(): void;
}

/** The archive of the account, where the user keeps messages. */
export function inArchive(archive: Archive, reader: Reader, sessionId: string | undefined): ExportPlace {
  const notes = new JobNotes(() => archive.kept, sessionId);
  return {
    keeping: "archive",
    archive,
    reader,
    notes,
    check() {
      if (archive.place !== "disk") throw new KeepingError("messages are not kept any more", { full: false });
    },
    forget: () => notes.forget(),
    close() {},
  };
}

/** A store of its own, for as long as the export lasts. */
export function inOwnStore(store: ArchiveStore, gateway: Gateway, sessionId: string | undefined): ExportPlace {
  let failure: unknown;
  const archive = new Archive({
    store,
    channel: { tell() {}, onTold: () => () => {} },
    // What was read before somebody deleted it is in the file.
    keepsGone: () => true,
    onFailure: (error) => (failure = error),
  });
  return {
    keeping: store.place === "disk" ? "file" : "memory",
    archive,
    reader: new Reader(gateway, archive),
    notes: new JobNotes(() => store, sessionId),
    check() {
      const error = failure;
      failure = undefined;
      if (error !== undefined) throw error;
    },
    forget: () => store.clear(),
    close: () => archive.close(),
  };
}
