// Which part of what is known of a conversation is in an export.

import { endAt, newestGap } from "../archive/fill.ts";
import { positionsIn } from "../archive/history-pieces.ts";
import type { ArchivedMessage, History, Piece } from "../archive/history.ts";
import { secondsOf } from "../model/times.ts";
import type { Conversation } from "./job.ts";

/** The conversation as far as it has been read. */
export function measured(history: History, conversation: Conversation): Conversation {
  const { upTo } = conversation;
  const end = upTo ? endAt(history, upTo) : 0;
  if (!upTo || end === 0) return { ...conversation, messages: 0 };
  const known = positionsIn(history);
  const oldest = Math.min(newestGap(history, upTo) ?? 0, end - 1);
  const time = (position: number) => secondsOf(known.at(position).time) ?? 0;
  return { ...conversation, messages: end, newest: time(end - 1), oldest: time(oldest) };
}

/** The newest message that is known of a conversation. */
export function newestIn(history: History): ArchivedMessage | undefined {
  return history.pieces.at(-1)?.run.messages.at(-1);
}

/** The pieces of a conversation that are in the export, oldest first. */
export function piecesOf(history: History, { upTo }: Conversation): Piece[] {
  const end = upTo ? endAt(history, upTo) : 0;
  const known = positionsIn(history);
  return history.pieces.flatMap((piece, i) => {
    const start = known.startOf(i);
    if (start >= end) return [];
    const { messages } = piece.run;
    return start + messages.length <= end ? [piece] : [{ ...piece, run: { messages: messages.slice(0, end - start) } }];
  });
}
