// The lines of a backup, the file that they make, and the archive that takes them.

import { readBackup, type BackupFile } from "../archive/backup.ts";
import { FakeGateway, readingFrom } from "./fake-gateway.ts";
import { message, session } from "./messages.ts";

/** A file that comes in parts of so many bytes. */
export function fileOf(bytes: Uint8Array, part = 64): BackupFile {
  return {
    size: bytes.length,
    stream() {
      let from = 0;
      return new ReadableStream({
        pull(controller) {
          if (from >= bytes.length) controller.close();
          else controller.enqueue(bytes.slice(from, (from += part)));
        },
      });
    },
  };
}

/** Lines as the bytes of a file. */
export const text = (...lines: string[]) => new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
/** The first line. */
export const head = JSON.stringify({ type: "export", version: 1, musicid: "1" });
/** The line of a conversation. */
export const conversation = (id: string, complete = true) =>
  JSON.stringify({
    type: "conversation",
    sessionId: id,
    complete,
    session: { ...session(`nick ${id}`), sessionId: id, newMsgCnt: 3 },
  });
/** The line of a message. */
export const line = (id: string, number: number, changes = {}) =>
  JSON.stringify({ type: "message", sessionId: id, ...message(number), ...changes });
/** The lines of so many messages. */
export const lines = (id: string, last: number) => Array.from({ length: last }, (_, i) => line(id, i + 1));

/** An archive with nothing in it. */
export const newArchive = () => readingFrom(new FakeGateway()).archive;
/** Nobody stops the reading. */
export const never = new AbortController().signal;

/** Reads a file into an archive. */
export const read = (bytes: Uint8Array, archive = newArchive(), part?: number) =>
  readBackup({ file: fileOf(bytes, part), archive, musicid: "1", signal: never });
