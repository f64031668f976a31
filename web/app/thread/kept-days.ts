// On which days there are messages of a conversation, where the reader is.

import type { ArchivedMessage, History, Run } from "../archive/history.ts";
import { momentOf, secondsOf } from "../model/times.ts";

/** What is kept of one day. */
export interface KeptDay {
  /** The id of its first message. */
  firstId: string;
  messages: number;
}

/** The first and the last day of which messages are kept, as moments in Unix milliseconds. */
export interface KeptSpan {
  from: number;
  to: number;
}

/**
 * The days of a month on which there are messages, by the day of the month. `month` counts from 0. Runs of messages that
 * begin and end elsewhere are not looked through: a month of a long conversation costs no more than that of a short one.
 */
export function daysOfMonth(history: History, year: number, month: number): ReadonlyMap<number, KeptDay> {
  const from = new Date(year, month, 1).getTime();
  const to = new Date(year, month + 1, 1).getTime();
  const days = new Map<number, KeptDay>();
  for (const { run } of history.pieces) {
    if (isElsewhere(run, from, to)) continue;
    for (const message of run.messages) {
      const moment = momentOfMessage(message);
      if (moment === undefined || moment < from || moment >= to) continue;
      const day = new Date(moment).getDate();
      const known = days.get(day);
      if (known) known.messages++;
      else days.set(day, { firstId: message.id, messages: 1 });
    }
  }
  return days;
}

/** From when to when messages are kept; undefined where none has a time. */
export function keptSpan(history: History): KeptSpan | undefined {
  let from: number | undefined;
  let to: number | undefined;
  for (const { run } of history.pieces) {
    const [first, last] = endsOf(run);
    if (first !== undefined) from = Math.min(from ?? first, first);
    if (last !== undefined) to = Math.max(to ?? last, last);
  }
  return from === undefined || to === undefined ? undefined : { from, to };
}

function isElsewhere(run: Run, from: number, to: number): boolean {
  const [first, last] = endsOf(run);
  return first !== undefined && last !== undefined && (last < from || first >= to);
}

// Messages without a time stand anywhere.
function endsOf({ messages }: Run): [number | undefined, number | undefined] {
  const isTimed = (message: ArchivedMessage) => momentOfMessage(message) !== undefined;
  return [momentOfMessage(messages.find(isTimed)), momentOfMessage(messages.findLast(isTimed))];
}

function momentOfMessage(message: ArchivedMessage | undefined): number | undefined {
  return momentOf(secondsOf(message?.time));
}
