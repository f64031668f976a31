import type { FileLook } from "./content.ts";
import { csv } from "./csv.ts";
import type { ExportPlace } from "./export-place.ts";
import { fileParts, headOf, type FileHead, type FileWriter } from "./file.ts";
import { html } from "./html.ts";
import { inPieces } from "./in-pieces.ts";
import type { FileFormat } from "./job.ts";
import type { KeptJob } from "./job-notes.ts";
import { jsonLines } from "./json-lines.ts";
import { markdown } from "./markdown.ts";
import type { Self } from "../model/sides.ts";
import { plain } from "./plain.ts";

/** The file of an export, piece by piece. */
export async function* writeFile(
  { archive }: Pick<ExportPlace, "archive">,
  { job, conversations }: KeptJob,
  self: Self,
  format: FileFormat,
  look: FileLook,
): AsyncGenerator<string, void, undefined> {
  const read = (id: string) => archive.kept.readHistory(id);
  const head = await headOf(job, self, conversations, read);
  yield* inPieces(fileParts(job, conversations, read, writers[format](head, look)));
}

const writers: Record<FileFormat, (head: FileHead, look: FileLook) => FileWriter> = {
  jsonl: jsonLines,
  html,
  markdown,
  text: plain,
  csv,
};
