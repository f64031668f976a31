import type { Message } from "../../sdk/src/index.ts";
import type { FileHead, FileWriter } from "./file.ts";
import type { Conversation } from "./job.ts";

// JSON allows these inside of a text, but many readers take them for the end of a line.
const otherLineEnds = /[\u0085\u2028\u2029]/g;

/** A value on one line. */
export function jsonLine(value: unknown): string {
  const escaped = (end: string) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(value).replace(otherLineEnds, escaped)}\n`;
}

/** JSON Lines: one for the file, one for each conversation, and behind it one for each of its messages. */
export function jsonLines(head: FileHead): FileWriter {
  return {
    begin: () =>
      jsonLine({
        type: "export",
        version: 1,
        musicid: head.musicid,
        startedAt: new Date(head.startedAt).toISOString(),
        order: "oldest first",
        conversations: head.conversations.length,
        messages: head.messages,
      }),
    conversation: ({ session, messages, state }: Conversation) =>
      jsonLine({ type: "conversation", sessionId: session.sessionId, messages, complete: state === "done", session }),
    message: (message: Message, { session }: Conversation) =>
      jsonLine({ type: "message", sessionId: session.sessionId, ...message }),
    endConversation: () => "",
    end: () => "",
  };
}
