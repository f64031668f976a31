// The files of exports, as tests read them.

import type { FileLook } from "../export/content.ts";
import { csv } from "../export/csv.ts";
import { fileParts, headOf, type FileHead, type FileWriter } from "../export/file.ts";
import { html } from "../export/html.ts";
import { newConversation, type Conversation, type Job } from "../export/job.ts";
import { markdown } from "../export/markdown.ts";
import { plain } from "../export/plain.ts";
import { exportWords } from "../export/words.ts";
import { webAddress } from "../model/links.ts";
import { nothingKnown, type ArchivedMessage } from "../archive/history.ts";
import { ingestBackup } from "../archive/ingest-backup.ts";
import { numberAlone } from "../model/sides.ts";
import { message, session } from "./messages.ts";

/** What the files say. */
export const words = exportWords.en.file;

/** The export that they are of. */
export const job: Job = { musicid: "1", format: "html", startedAt: 1_780_000_000_000, listed: true };

/** What writes a format. */
export type Make = (head: FileHead) => FileWriter;
/** How they are written. */
export const look: FileLook = { words, addressOf: webAddress, zone: "UTC" };
/** A format. */
export const asHtml: Make = (head) => html(head, look);
/** A format. */
export const asMarkdown: Make = (head) => markdown(head, look);
/** A format. */
export const asText: Make = (head) => plain(head, look);
/** A format. */
export const asCsv: Make = (head) => csv(head, look);

/** A conversation with the spans of its messages, newest first; it begins with the oldest of the last span. */
export interface Written {
  nick: string;
  spans: ArchivedMessage[][];
  state?: Conversation["state"];
}

/** The file of conversations. */
export async function file(make: Make, ...written: Written[]): Promise<string> {
  const conversations = written.map(({ nick, spans, state = "done" }, i) => {
    const one = { ...session(nick), sessionId: `s${i}` };
    return { ...newConversation(i, one), state, upTo: spans[0]?.[0] } satisfies Conversation;
  });
  const read = async (id: string) => {
    const spans = written[Number(id.slice(1))]!.spans;
    return spans.reduceRight(
      (known, span, i) => ingestBackup(known, { messages: span.toReversed(), begins: i === spans.length - 1 }),
      nothingKnown,
    );
  };
  let text = "";
  for await (const part of fileParts(
    job,
    conversations,
    read,
    make(await headOf(job, numberAlone("1"), conversations, read)),
  ))
    text += part;
  return text;
}

/** The file of complete conversations whose messages are given newest first. */
export const fileOf = (make: Make, ...histories: [nick: string, messages: ArchivedMessage[]][]) =>
  file(make, ...histories.map(([nick, messages]) => ({ nick, spans: messages.length > 0 ? [messages] : [] })));

/** Messages with these texts, the last one the oldest. */
export const texts = (...contents: string[]) =>
  contents.map((content, i) => message(contents.length - i, { metaData: { content } }));
