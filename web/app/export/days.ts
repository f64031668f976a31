// The days of which messages are exported.

import type { Message } from "../../sdk/src/index.ts";
import { secondsOf } from "../model/times.ts";

/** From when on and up to when, in Unix seconds; the latter is not in it. Where one is missing there is no end. */
export interface Days {
  since?: number;
  until?: number;
}

/** What stands for a day of which only a part was typed: it is no day, and not no end either. */
export const halfDay = "half";

/** All days. */
export const everyDay: Days = {};

/**
 * The days from one to another, both in it, where the reader is. They are written as fields for a date do, "2026-05-28", or
 * "" for no end. undefined when the last day is before the first, or one is no day.
 */
export function daysBetween(first: string, last: string): Days | undefined {
  const since = first === "" ? undefined : beginOf(first, 0);
  const until = last === "" ? undefined : beginOf(last, 1);
  if (Number.isNaN(since) || Number.isNaN(until)) return undefined;
  if (since !== undefined && until !== undefined && until <= since) return undefined;
  return { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
}

function beginOf(day: string, daysLater: number): number {
  const parts = /^(\d{4,6})-(\d\d)-(\d\d)$/.exec(day);
  if (!parts) return NaN;
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number];
  const begin = new Date(0);
  // A year before 100 is that year, not one of the last century.
  begin.setFullYear(year, month - 1, date + daysLater);
  begin.setHours(0, 0, 0, 0);
  return begin.getTime() / 1000;
}

/** Whether these are not all days. */
export function isSomeDays({ since, until }: Days): boolean {
  return since !== undefined || until !== undefined;
}

/** Whether a message is of these days. One without a time is of all: nobody can say that it is not. */
export function isOf(days: Days, message: Message): boolean {
  if (!isSomeDays(days)) return true;
  const time = secondsOf(message.time);
  return time === undefined || (!isBefore(days, time) && !isBehind(days, time));
}

/** Whether there may be messages of these days between two, of which the older one is missing at the beginning. */
export function mayBeBetween(days: Days, older: Message | undefined, newer: Message): boolean {
  const begin = secondsOf(older?.time);
  const end = secondsOf(newer.time);
  return !(end !== undefined && isBefore(days, end)) && !(begin !== undefined && isBehind(days, begin));
}

/** Whether a message is older than these days, as far as its time says. */
export function isOlder(days: Days, message: Message): boolean {
  const time = secondsOf(message.time);
  return time !== undefined && isBefore(days, time);
}

/** Whether a message is newer than these days, as far as its time says. */
export function isNewer(days: Days, message: Message): boolean {
  const time = secondsOf(message.time);
  return time !== undefined && isBehind(days, time);
}

const isBefore = ({ since }: Days, time: number) => since !== undefined && time < since;
const isBehind = ({ until }: Days, time: number) => until !== undefined && time >= until;
