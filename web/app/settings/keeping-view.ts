import type { ReadonlySignal } from "@preact/signals";
import type { KeptSize } from "../archive/archive-store.ts";
import type { BackupRun } from "../archive/backup-run.ts";
import type { KeepEverything } from "../archive/keep-everything.ts";

/** Why messages that should be kept are not: the storage is full or forbidden, or another tab runs a newer version. */
export type NotKept = "full" | "failed" | "newer";

/** What the settings need to say what is kept, and to change it. */
export interface KeepingView {
  /** The account. */
  readonly musicid: string;
  /** Whether messages are kept on this computer. */
  readonly keeps: ReadonlySignal<boolean>;
  /** Whether messages stay that were deleted elsewhere. */
  readonly keepsGone: ReadonlySignal<boolean>;
  /** How much is kept; undefined while that is not known. */
  readonly size: ReadonlySignal<KeptSize | undefined>;
  /** Why nothing is kept although it should be. */
  readonly notKept: ReadonlySignal<NotKept | undefined>;
  /** The job that keeps everything; undefined where nothing is kept. */
  readonly job: ReadonlySignal<KeepEverything | undefined>;
  /** Keeps messages, or deletes all that are kept. It tells by itself when that fails. */
  setKeeps(keeps: boolean): void;
  setKeepsGone(keepsGone: boolean): void;
  /** The backup that is read, or was read last. */
  readonly backup: ReadonlySignal<BackupRun | undefined>;
  /** Reads a backup into what is kept. */
  readBackup(file: File): void;
}
