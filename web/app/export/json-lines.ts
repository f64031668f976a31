import {
  backupVersion,
  messageLine,
  type ConversationLine,
  type GapLine,
  type HeadLine,
} from "../archive/backup-format.ts";
import { isoTime } from "../model/times.ts";
import type { FileHead, FileWriter } from "./file.ts";

// JSON allows these inside of a text, but many readers take them for the end of a line.
const otherLineEnds = /[\u0085\u2028\u2029]/g;

/** A value on one line. */
export function jsonLine(value: unknown): string {
  const escaped = (end: string) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(value).replace(otherLineEnds, escaped)}\n`;
}

function daysOf({ days: { since, until } }: FileHead): Pick<HeadLine, "since" | "until"> {
  const [first, end] = [isoTime(since), isoTime(until)];
  return { ...(first !== undefined && { since: first }), ...(end !== undefined && { until: end }) };
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
        ...daysOf(head),
        order: "oldest first",
        conversations: head.conversations.length,
        messages: head.messages,
      } satisfies HeadLine),
    conversation: ({ session, messages, whole, begins }) =>
      jsonLine({
        type: "conversation",
        sessionId: session.sessionId,
        messages,
        complete: whole && begins,
        begins,
        session,
      } satisfies ConversationLine),
    message: (message, { session }) => jsonLine(messageLine(session.sessionId, message)),
    gap: ({ session }) => jsonLine({ type: "gap", sessionId: session.sessionId } satisfies GapLine),
    endConversation: () => "",
    end: () => "",
  };
}
