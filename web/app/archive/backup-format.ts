// The lines of an export as JSON Lines, as they are written and as they are read back in.

import type { Session } from "../../sdk/src/index.ts";
import type { ArchivedMessage } from "./history.ts";
import { lostReasons } from "../model/kinds.ts";
import { message, session } from "./backup-values.ts";

/** The version of the format. A file of another version is not read. */
export const backupVersion = 1;

/** The first line: what the file says about itself. */
export interface HeadLine {
  type: "export";
  version: number;
  musicid: string;
  /** When the export was begun, as an ISO time. */
  startedAt: string;
  /** The days that were chosen: from when on and up to when, as ISO times, the latter not in it. Missing where there is no end. */
  since?: string;
  until?: string;
  order: "oldest first";
  conversations: number;
  messages: number;
}

/** A conversation. Its messages follow. */
export interface ConversationLine {
  type: "conversation";
  sessionId: string;
  messages: number;
  /** Whether the conversation begins with the first of them, and none is missing that was asked for. */
  complete: boolean;
  /** Whether the conversation begins with the first of them. Where it is missing, it does when it is complete. */
  begins: boolean;
  session: Session;
}

/** Between two messages of a conversation there are others, which are not in the file. */
export interface GapLine {
  type: "gap";
  sessionId: string;
}

/** The line of a message: its fields, and when it was found to be deleted, as an ISO time. */
export function messageLine(sessionId: string, message: ArchivedMessage) {
  // To take a field out takes a browser longer than all the rest: only where it is there.
  if (message.goneAt === undefined) return { type: "message", sessionId, ...message };
  const { goneAt, ...fields } = message;
  return { type: "message", sessionId, ...fields, deletedElsewhere: new Date(goneAt).toISOString() };
}

/** What a line says. */
export type BackupLine =
  | Pick<HeadLine, "type" | "version" | "musicid">
  | Pick<ConversationLine, "type" | "sessionId" | "begins" | "session">
  | GapLine
  | { type: "message"; sessionId: string; message: ArchivedMessage };

/** Reads a line; undefined when it is none of a backup, or damaged. */
export function readLine(line: string): BackupLine | undefined {
  const value = parsed(line);
  if (!value) return undefined;
  const { type, sessionId } = value;
  if (type === "export") return headOf(value);
  if (typeof sessionId !== "string" || sessionId === "") return undefined;
  if (type === "gap") return { type, sessionId };
  if (type === "message") return messageOf(value, sessionId);
  return type === "conversation" ? conversationOf(value, sessionId) : undefined;
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function headOf({ version, musicid }: Record<string, unknown>): BackupLine | undefined {
  return typeof version === "number" && typeof musicid === "string" ? { type: "export", version, musicid } : undefined;
}

function conversationOf(value: Record<string, unknown>, sessionId: string): BackupLine | undefined {
  const found = session(value["session"]);
  if (found?.sessionId !== sessionId) return undefined;
  return { type: "conversation", sessionId, begins: (value["begins"] ?? value["complete"]) === true, session: found };
}

function messageOf(value: Record<string, unknown>, sessionId: string): BackupLine | undefined {
  const found = message(value);
  if (!found || found.id === "") return undefined;
  const gone = value["deletedElsewhere"];
  const lost = lostReasons.find((reason) => reason === value["lost"]);
  const read = { ...found, ...(lost && { lost }) };
  if (gone === undefined) return { type: "message", sessionId, message: read };
  const goneAt = typeof gone === "string" ? Date.parse(gone) : NaN;
  return Number.isNaN(goneAt) ? undefined : { type: "message", sessionId, message: { ...read, goneAt } };
}
