// Reads an export as JSON Lines back into the archive.

import type { Archive } from "./archive.ts";
import { KeepingError } from "./archive-store.ts";
import { backupVersion, readLine, type BackupLine } from "./backup-format.ts";
import { linesOf } from "./backup-lines.ts";
import { runLength, type ArchivedMessage } from "./history.ts";
import { numberAlone } from "../model/sides.ts";
import { unlistedConversation } from "./unlisted.ts";

/** A file, as the browser gives it. */
export interface BackupFile {
  /** In bytes. */
  readonly size: number;
  stream(): ReadableStream<Uint8Array>;
}

/** How far a backup is read. */
export interface BackupProgress {
  /** Bytes that were read, of how many. */
  bytes: number;
  size: number;
  conversations: number;
  messages: number;
}

/** What came of a backup. */
export interface BackupResult {
  conversations: number;
  /** Messages that were read, and those among them that were not there. */
  messages: number;
  added: number;
  /** How many lines could not be read, and the numbers of the first of them. */
  damaged: number;
  damagedLines: readonly number[];
}

/** The file is none that can be read into this account. Nothing of it was taken. */
export class BackupRefused extends Error {
  override name = "BackupRefused";
  /** It is no export as JSON Lines, or of another version, or of another account. */
  readonly reason: "format" | "version" | "account";
  /** The version or the account that the file names; "" of another file. */
  readonly found: string;

  constructor(reason: "format" | "version" | "account", found: string) {
    super(`the file is not a backup of this account: ${reason}`);
    this.reason = reason;
    this.found = found;
  }
}

/** What is read, and into what. */
export interface BackupReading {
  file: BackupFile;
  archive: Pick<Archive, "takeBackup" | "put" | "conversation" | "place">;
  /** The account. */
  musicid: string;
  signal: AbortSignal;
  onProgress?: (progress: BackupProgress) => void;
}

/** So many damaged lines are named. */
const named = 20;

/**
 * Reads a backup into the archive. What is there stays; messages that are there already join with it. Lines that cannot be
 * read are left out. It holds no more than {@link runLength} messages at a time. Rejects with BackupRefused before
 * anything is taken, with a KeepingError when the archive is not kept on disk any more, and with what reading the file
 * rejects with; what was read until then stays.
 */
export async function readBackup({ file, archive, musicid, signal, onProgress }: BackupReading): Promise<BackupResult> {
  const wasOnDisk = archive.place === "disk";
  const intake = new Intake(archive, musicid);
  let bytes = 0;
  let number = 0;
  for await (const part of linesOf(file.stream())) {
    for (const text of part.lines) {
      signal.throwIfAborted();
      number++;
      if (text === "") continue;
      const line = text === undefined ? undefined : readLine(text);
      if (!intake.begun) intake.begin(line);
      else if (line) await intake.take(line);
      else await intake.damaged(number);
      if (wasOnDisk && archive.place !== "disk")
        throw new KeepingError("the archive is not kept any more", { full: false });
    }
    bytes += part.bytes;
    onProgress?.({ bytes, size: file.size, ...intake.counts });
  }
  if (!intake.begun) intake.begin(undefined);
  await intake.flush();
  return intake.result;
}

// What was read and is not yet in the archive.
class Intake {
  begun = false;
  private readonly archive: BackupReading["archive"];
  private readonly musicid: string;
  private readonly lines: number[] = [];
  private damagedCount = 0;
  private conversations = 0;
  private messages = 0;
  private added = 0;
  /** The conversation that the lines are of. */
  private id = "";
  private isListed = false;
  private block = new Map<string, ArchivedMessage>();
  private begins = false;

  constructor(archive: BackupReading["archive"], musicid: string) {
    this.archive = archive;
    this.musicid = musicid;
  }

  get counts() {
    return { conversations: this.conversations, messages: this.messages };
  }

  get result(): BackupResult {
    return { ...this.counts, added: this.added, damaged: this.damagedCount, damagedLines: this.lines };
  }

  begin(line: BackupLine | undefined): void {
    if (line?.type !== "export") throw new BackupRefused("format", "");
    if (line.version !== backupVersion) throw new BackupRefused("version", String(line.version));
    if (line.musicid !== this.musicid) throw new BackupRefused("account", line.musicid);
    this.begun = true;
  }

  async take(line: BackupLine): Promise<void> {
    if (line.type === "export") return;
    if (line.type === "conversation") {
      await this.enter(line.sessionId, line.begins);
      this.conversations++;
      if (!this.isListed) await this.archive.put({ ...line.session, newMsgCnt: 0 });
      this.isListed = true;
      return;
    }
    if (line.type === "gap" || line.sessionId !== this.id) await this.enter(line.sessionId, false);
    if (line.type === "gap") return;
    this.messages++;
    this.block.set(line.message.id, line.message);
    if (this.block.size < runLength) return;
    await this.flush();
    // The last one is where the next block joins this one.
    this.block.set(line.message.id, line.message);
  }

  async damaged(number: number): Promise<void> {
    this.damagedCount++;
    if (this.lines.length < named) this.lines.push(number);
    await this.enter(this.id, false);
  }

  async flush(): Promise<void> {
    const messages = [...this.block.values()];
    this.block = new Map();
    const { begins } = this;
    this.begins = false;
    if (messages.length === 0) return;
    if (!this.isListed) await this.archive.put(unlistedConversation(this.id, messages, numberAlone(this.musicid)));
    this.isListed = true;
    this.added += (await this.archive.takeBackup(this.id, { messages, begins })).length;
  }

  // Nothing is known of what is between the last message and the next one.
  private async enter(id: string, begins: boolean): Promise<void> {
    await this.flush();
    if (id !== this.id) this.isListed = this.archive.conversation(id) !== undefined;
    this.id = id;
    this.begins = begins;
  }
}
