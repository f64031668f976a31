import { makeZip } from "client-zip";
import { contentOf, type FileLook } from "./content.ts";
import type { ExportPlace } from "./export-place.ts";
import type { FetchPicture } from "./fetch-picture.ts";
import { fileKinds, written } from "./file.ts";
import type { FileFormat } from "./job.ts";
import type { KeptJob } from "./job-notes.ts";
import { pictureEnding } from "./picture-kind.ts";
import type { Self } from "../model/sides.ts";
import { writeFile } from "./write-file.ts";

/** The formats whose files can have pictures beside them. */
export const formatsWithPictures: readonly FileFormat[] = ["html", "markdown"];

/** How far the pictures of a file are. */
export interface PictureCounts {
  /** How many there are. */
  all: number;
  /** How many were asked for, and how many of these could not be had. */
  done: number;
  failed: number;
}

/** What is written into a file with its pictures. */
export interface Zipped {
  place: Pick<ExportPlace, "archive">;
  kept: KeptJob;
  self: Self;
  format: FileFormat;
  look: FileLook;
  fetchPicture: FetchPicture;
  signal: AbortSignal;
  onPicture: (counts: PictureCounts) => void;
}

/** So many pictures are asked for at once, and no more are in memory. */
const atOnce = 4;

/**
 * An archive (ZIP) of a file and its pictures, part by part. The pictures come first: by then it is known which of them
 * there are. One that cannot be had keeps its link. Rejects with the signal's reason.
 */
export async function* zipFile(zipped: Zipped): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = makeZip(entries(zipped)).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** A file within the archive. */
interface Entry {
  name: string;
  input: Uint8Array | AsyncIterable<Uint8Array>;
  lastModified: Date;
}

async function* entries(zipped: Zipped): AsyncGenerator<Entry, void, undefined> {
  const { place, kept, self, format, look } = zipped;
  const lastModified = new Date(kept.job.startedAt);
  const paths = new Map<string, string>();
  for await (const { address, bytes } of pictures(zipped)) {
    const ending = pictureEnding(bytes)!;
    const path = `pictures/${String(paths.size + 1).padStart(4, "0")}.${ending}`;
    paths.set(address.href, path);
    yield { name: path, input: bytes, lastModified };
  }
  const withPictures: FileLook = { ...look, savedPicture: ({ href }) => paths.get(href) };
  yield {
    name: `messages${fileKinds[format].ending}`,
    input: encoded(writeFile(place, kept, self, format, withPictures)),
    lastModified,
  };
}

// As bytes: an empty text would be taken for the end.
async function* encoded(parts: AsyncIterable<string>): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  for await (const part of parts) yield encoder.encode(part);
}

async function* pictures({ fetchPicture, signal, onPicture, ...file }: Zipped) {
  const addresses = await addressesIn(file);
  const counts: PictureCounts = { all: addresses.length, done: 0, failed: 0 };
  onPicture({ ...counts });
  const coming: { address: URL; bytes: Promise<Uint8Array | undefined> }[] = [];
  let next = 0;
  const ask = () => {
    const address = addresses[next++];
    if (!address) return;
    const bytes = fetchPicture(address, signal);
    // It is looked at when its turn comes.
    bytes.catch(() => {});
    coming.push({ address, bytes });
  };
  for (let i = 0; i < atOnce; i++) ask();
  for (let one; (one = coming.shift()); ask()) {
    const bytes = await one.bytes;
    signal.throwIfAborted();
    const isPicture = bytes !== undefined && pictureEnding(bytes) !== undefined;
    counts.done++;
    if (!isPicture) counts.failed++;
    onPicture({ ...counts });
    if (isPicture) yield { address: one.address, bytes };
  }
}

// Each once, in the order in which they stand in the file.
async function addressesIn({ place, kept, self, look }: Omit<Zipped, "fetchPicture" | "signal" | "onPicture">) {
  const found = new Map<string, URL>();
  const read = (id: string) => place.archive.kept.readHistory(id);
  for await (const { conversation, parts } of written(kept.job, kept.conversations, read)) {
    for (const message of parts.flatMap(({ messages }) => messages)) {
      const { picture } = contentOf(message, conversation, self, look);
      if (picture) found.set(picture.href, picture);
    }
  }
  return [...found.values()];
}
