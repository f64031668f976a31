// Which part of what is known of a conversation is in an export.

import { endAt, newestGap, type MayBeBetween } from "../archive/fill.ts";
import { positionsIn } from "../archive/history-pieces.ts";
import type { ArchivedMessage, History, Run } from "../archive/history.ts";
import { secondsOf } from "../model/times.ts";
import { everyDay, isOf, isSomeDays, mayBeBetween, type Days } from "./days.ts";
import type { Conversation } from "./job.ts";

/** What stands before a part: nothing (for the first: the conversation begins), messages of other days, or what is missing. */
export type Before = "nothing" | "otherDays" | "missing";

/** Messages in a row that are in an export, oldest first. */
export interface Part {
  messages: readonly ArchivedMessage[];
  before: Before;
}

/** The conversation as far as it has been read. */
export function measured(history: History, conversation: Conversation, days: Days): Conversation {
  const { upTo } = conversation;
  const end = upTo ? endAt(history, upTo) : 0;
  if (!upTo || end === 0) return { ...conversation, messages: 0 };
  const known = positionsIn(history);
  const oldest = Math.min(newestGap(history, upTo, wantedOf(days)) ?? 0, end - 1);
  const time = (position: number) => secondsOf(known.at(position).time) ?? 0;
  const messages = isSomeDays(days) ? countOf(history, end, days) : end;
  return { ...conversation, messages, newest: time(end - 1), oldest: time(oldest) };
}

/** Which gaps of a history are to be filled for an export of these days. */
export function wantedOf(days: Days): MayBeBetween {
  return (older, newer) => mayBeBetween(days, older, newer);
}

/** The newest message that is known of a conversation. */
export function newestIn(history: History): ArchivedMessage | undefined {
  return history.pieces.at(-1)?.run.messages.at(-1);
}

/** Whether nothing is missing that an export of a conversation should have. */
export function isWhole(history: History, { upTo }: Conversation, days: Days): boolean {
  return newestGap(history, upTo, wantedOf(days)) === undefined;
}

/** The parts of a conversation that are in the export, oldest first. No part is longer than a run of the history. */
export function partsOf(history: History, { upTo }: Conversation, days: Days = everyDay): Part[] {
  const end = upTo ? endAt(history, upTo) : 0;
  const known = positionsIn(history);
  const parts: Part[] = [];
  let before: Before = "nothing";
  history.pieces.forEach(({ run, joined }, i) => {
    const start = known.startOf(i);
    if (start >= end) return;
    const first = known.at(start);
    if (!joined)
      before = mayBeBetween(days, start > 0 ? known.at(start - 1) : undefined, first) ? "missing" : "otherDays";
    let messages: ArchivedMessage[] = [];
    const finish = () => {
      if (messages.length === 0) return;
      parts.push({ messages, before });
      messages = [];
      before = "nothing";
    };
    for (const message of run.messages.slice(0, end - start)) {
      if (isOf(days, message)) messages.push(message);
      else {
        finish();
        if (before === "nothing") before = "otherDays";
      }
    }
    finish();
  });
  return parts;
}

// A run never changes: each is counted once, however often a conversation is measured.
const counts = new WeakMap<Days, WeakMap<Run, number>>();

function countOf(history: History, end: number, days: Days): number {
  const known = positionsIn(history);
  const counted = counts.get(days) ?? new WeakMap<Run, number>();
  counts.set(days, counted);
  let sum = 0;
  history.pieces.forEach(({ run }, i) => {
    const length = end - known.startOf(i);
    if (length <= 0) return;
    let count = length < run.messages.length ? undefined : counted.get(run);
    if (count === undefined) {
      count = run.messages.slice(0, length).filter((message) => isOf(days, message)).length;
      if (length >= run.messages.length) counted.set(run, count);
    }
    sum += count;
  });
  return sum;
}
