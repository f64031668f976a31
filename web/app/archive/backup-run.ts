import { signal } from "@preact/signals";
import type { Archive } from "./archive.ts";
import { KeepingError } from "./archive-store.ts";
import { BackupRefused, readBackup, type BackupFile, type BackupProgress, type BackupResult } from "./backup.ts";

/** How the reading of a backup is. What was read until it stopped or failed stays. */
export type BackupState =
  | { state: "reading"; progress: BackupProgress }
  | { state: "done"; result: BackupResult }
  | { state: "stopped"; progress: BackupProgress }
  | { state: "refused"; refused: BackupRefused }
  /** The browser does not keep what was read. */
  | { state: "notKept"; progress: BackupProgress }
  /** The file cannot be read; with what the browser says. */
  | { state: "failed"; progress: BackupProgress; detail: string };

/** Reads one backup into the archive of an account. */
export class BackupRun {
  readonly state;
  /** Settles when it has ended, however. */
  readonly ended: Promise<void>;
  private readonly stopping = new AbortController();
  private progress: BackupProgress;

  constructor({ archive, musicid, file }: { archive: Archive; musicid: string; file: BackupFile }) {
    this.progress = { bytes: 0, size: file.size, conversations: 0, messages: 0 };
    this.state = signal<BackupState>({ state: "reading", progress: this.progress });
    this.ended = this.read(archive, musicid, file);
  }

  /** Stops it. */
  stop(): void {
    this.stopping.abort();
  }

  private async read(archive: Archive, musicid: string, file: BackupFile): Promise<void> {
    const { signal } = this.stopping;
    const onProgress = (progress: BackupProgress) => {
      this.progress = progress;
      this.state.value = { state: "reading", progress };
    };
    try {
      this.state.value = { state: "done", result: await readBackup({ file, archive, musicid, signal, onProgress }) };
    } catch (error) {
      const { progress } = this;
      if (error instanceof BackupRefused) this.state.value = { state: "refused", refused: error };
      else if (signal.aborted) this.state.value = { state: "stopped", progress };
      else if (error instanceof KeepingError) this.state.value = { state: "notKept", progress };
      else this.state.value = { state: "failed", progress, detail: String(error) };
    }
  }
}
