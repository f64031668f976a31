import { contentOf, peerName, type Content, type FileLook } from "./content.ts";
import { csvRow } from "./csv-cells.ts";
import type { FileConversation, FileHead, FileWriter } from "./file.ts";
import { FileTimes } from "./file-times.ts";
import { isoTime } from "../model/times.ts";

/** The columns of a table. Their names are the same in every language, for programs. */
const columns = [
  "conversation",
  "conversation_id",
  "time",
  "local_time",
  "sender",
  "side",
  "type",
  "title",
  "text",
  "link",
  "deleted",
  "id",
] as const;

type Cells = Record<(typeof columns)[number], string>;

const noCells = Object.fromEntries(columns.map((column) => [column, ""])) as Cells;

const sides: Record<Content["side"], string> = { me: "me", them: "them", nobody: "system", unknown: "unknown" };

/** A table (RFC 4180) with one row for each message. A row of the type "gap" stands where others are missing. */
export function csv(head: FileHead, look: FileLook): FileWriter {
  const times = new FileTimes(look.words.tag, look.zone);
  const row = (cells: Cells) => csvRow(columns.map((column) => cells[column]));
  const conversationOf = (conversation: FileConversation) => ({
    conversation: peerName(conversation, look.words),
    conversation_id: conversation.session.sessionId,
  });
  const gapRow = (conversation: FileConversation) => row({ ...noCells, ...conversationOf(conversation), type: "gap" });
  return {
    // Spreadsheets take a file for UTF-8 by its mark.
    begin: () => `\ufeff${csvRow(columns)}`,
    conversation: (conversation) => (conversation.whole || conversation.messages > 0 ? "" : gapRow(conversation)),
    message: (message, conversation) => {
      const content = contentOf(message, conversation, head.self, look);
      return row({
        conversation: peerName(conversation, look.words),
        conversation_id: conversation.session.sessionId,
        time: content.time === undefined ? "" : times.iso(content.time),
        local_time: content.time === undefined ? "" : times.stamp(content.time),
        sender: content.name,
        side: sides[content.side],
        type: content.type,
        title: content.title,
        text: content.text,
        link: content.links.map(({ href }) => href).join(" "),
        deleted: message.goneAt === undefined ? "" : (isoTime(Math.trunc(message.goneAt / 1000)) ?? ""),
        id: message.id,
      });
    },
    gap: (conversation, others) => (others === "missing" ? gapRow(conversation) : ""),
    endConversation: () => "",
    end: () => "",
  };
}
