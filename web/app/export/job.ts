import type { Message, Session } from "../../sdk/src/index.ts";
import type { Days } from "./days.ts";

/** What a file can be. */
export type FileFormat = "jsonl" | "html" | "markdown" | "text" | "csv";

/** Of what an export is. */
export interface Scope {
  /** The days; without them all. */
  days?: Days;
  /** The ids of the conversations that were chosen; without them all. */
  only?: readonly string[];
}

/** An export that was begun. */
export interface Job extends Scope {
  musicid: string;
  /** What the file was going to be when it was begun; what it becomes is said when it is saved. */
  format: FileFormat;
  /** When it was begun, in Unix milliseconds. */
  startedAt: number;
  /** Whether it is known which conversations there are. */
  listed: boolean;
}

/** One conversation of an export, and how far it is. */
export interface Conversation {
  /** Its place among the conversations. */
  index: number;
  session: Session;
  /** Whether it is only kept: the gateway does not have it any more. */
  unlisted: boolean;
  state: "open" | "done" | "skipped";
  /** The newest message that is in the export; undefined before the first page, and where there is none. */
  upTo: Message | undefined;
  /** How many pages were asked for. */
  pages: number;
  messages: number;
  /** The time of the newest message, and of the oldest up to which nothing is missing, in Unix seconds; 0 before the first. */
  newest: number;
  oldest: number;
}

/** A conversation of which nothing was asked. */
export function newConversation(index: number, session: Session, unlisted = false): Conversation {
  return { index, session, unlisted, state: "open", upTo: undefined, pages: 0, messages: 0, newest: 0, oldest: 0 };
}
