import type { ExportPlace } from "./export-place.ts";
import { fileParts, headOf, type FileHead, type FileWriter } from "./file.ts";
import { html } from "./html.ts";
import type { FileFormat } from "./job.ts";
import type { KeptJob } from "./job-notes.ts";
import { jsonLines } from "./json-lines.ts";
import { markdown } from "./markdown.ts";
import type { AddressOf } from "./content.ts";
import type { Self } from "../model/sides.ts";
import type { FileWords } from "./words.ts";

/** The file of an export, part by part. */
export async function* writeFile(
  { archive }: ExportPlace,
  { job, conversations }: KeptJob,
  self: Self,
  format: FileFormat,
  words: FileWords,
  addressOf: AddressOf,
): AsyncGenerator<string, void, undefined> {
  const read = (id: string) => archive.kept.readHistory(id);
  const head = await headOf(job, self, conversations, read);
  yield* fileParts(conversations, read, writerOf(head, format, words, addressOf));
}

function writerOf(head: FileHead, format: FileFormat, words: FileWords, addressOf: AddressOf): FileWriter {
  if (format === "html") return html(head, words, addressOf);
  if (format === "markdown") return markdown(head, words, addressOf);
  return jsonLines(head);
}
