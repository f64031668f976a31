import type { FileKind, FilePart } from "../ui/save-file.ts";
import { fileKinds, zipKind } from "./file.ts";
import { fileName } from "./file-name.ts";
import { writeFile } from "./write-file.ts";
import { formatsWithPictures, zipFile, type Zipped } from "./zip-file.ts";

/** What a file is made of. */
export interface FileSource extends Zipped {
  /** Of whom it is; "" when it is of several. */
  title: string;
  /** Whether pictures are saved in it, where its format has them. */
  withPictures: boolean;
}

/** The file of an export: its name, its kind, and what is in it, which rejects with the signal's reason. */
export function fileOf(source: FileSource): { name: string; kind: FileKind; parts: AsyncIterable<FilePart> } {
  const { place, kept, self, format, look, signal } = source;
  const isZip = source.withPictures && formatsWithPictures.includes(format);
  const kind = isZip ? zipKind : fileKinds[format];
  const parts = isZip ? zipFile(source) : writeFile(place, kept, self, format, look);
  return { name: fileName(source.title, kept.job.startedAt, kind.ending), kind, parts: untilStopped(parts, signal) };
}

async function* untilStopped(parts: AsyncIterable<FilePart>, signal: AbortSignal): AsyncGenerator<FilePart> {
  for await (const part of parts) {
    signal.throwIfAborted();
    yield part;
  }
}
