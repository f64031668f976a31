import {
  backupVersion,
  messageLine,
  type ConversationLine,
  type GapLine,
  type HeadLine,
} from "../archive/backup-format.ts";
import type { FileHead, FileWriter } from "./file.ts";

// JSON allows these inside of a text, but many readers take them for the end of a line.
const otherLineEnds = /[\u0085\u2028\u2029]/g;

/** A value on one line. */
export function jsonLine(value: unknown): string {
  const escaped = (end: string) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(value).replace(otherLineEnds, escaped)}\n`;
}

/** JSON Lines: one for the file, one for each conversation, and behind it one for each of its messages and gaps. */
export function jsonLines(head: FileHead): FileWriter {
  return {
    begin: () =>
      jsonLine({
        type: "export",
        version: backupVersion,
        musicid: head.musicid,
        startedAt: new Date(head.startedAt).toISOString(),
        order: "oldest first",
        conversations: head.conversations.length,
        messages: head.messages,
      } satisfies HeadLine),
    conversation: ({ session, messages, complete, begins }) =>
      jsonLine({
        type: "conversation",
        sessionId: session.sessionId,
        messages,
        complete,
        begins,
        session,
      } satisfies ConversationLine),
    message: (message, { session }) => jsonLine(messageLine(session.sessionId, message)),
    gap: ({ session }) => jsonLine({ type: "gap", sessionId: session.sessionId } satisfies GapLine),
    endConversation: () => "",
    end: () => "",
  };
}
