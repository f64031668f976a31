// Times as a messenger writes them. A time that is unknown, or that no Date holds, is written as nothing.

import { momentOf } from "../model/times.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(tag: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${name}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(tag, options);
  formats.set(key, made);
  return made;
}

/** Names of the days next to now. */
export interface DayNames {
  today: string;
  yesterday: string;
}

/** The time of day of a time in seconds. */
export function clock(seconds: number | undefined, tag: string): string {
  const time = momentOf(seconds);
  if (time === undefined) return "";
  return format(tag, "clock", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(time);
}

/** A time in seconds for a list: the nearer, the finer. `now` is in milliseconds. */
export function listTime(seconds: number | undefined, now: number, tag: string, names: DayNames): string {
  const time = momentOf(seconds);
  if (time === undefined) return "";
  const days = daysBetween(time, now);
  if (days === 0) return clock(seconds, tag);
  if (days === 1) return names.yesterday;
  if (days > 0 && days < 7) return format(tag, "weekday", { weekday: "short" }).format(time);
  if (isThisYear(time, now)) return format(tag, "day", { month: "short", day: "numeric" }).format(time);
  return format(tag, "date", { year: "numeric", month: "2-digit", day: "2-digit" }).format(time);
}

/** The day of a time in seconds, for a divider between messages. `now` is in milliseconds. */
export function dayName(seconds: number | undefined, now: number, tag: string, names: DayNames): string {
  const time = momentOf(seconds);
  if (time === undefined) return "";
  const days = daysBetween(time, now);
  if (days === 0) return names.today;
  if (days === 1) return names.yesterday;
  if (isThisYear(time, now))
    return format(tag, "long", { month: "long", day: "numeric", weekday: "long" }).format(time);
  return format(tag, "full", { year: "numeric", month: "long", day: "numeric", weekday: "long" }).format(time);
}

/** A time in seconds in full. */
export function fullTime(seconds: number | undefined, tag: string): string {
  const time = momentOf(seconds);
  if (time === undefined) return "";
  return format(tag, "all", { dateStyle: "long", timeStyle: "medium" }).format(time);
}

/** The day and the time of day of a time in seconds, for a name that is read out. */
export function dayAndClock(seconds: number | undefined, tag: string): string {
  const time = momentOf(seconds);
  if (time === undefined) return "";
  return format(tag, "minute", { dateStyle: "long", timeStyle: "short" }).format(time);
}

// How many midnights lie between two times in milliseconds, where the reader is.
function daysBetween(earlier: number, later: number): number {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  return Math.round((midnight(later) - midnight(earlier)) / 86_400_000);
}

function isThisYear(time: number, now: number): boolean {
  return new Date(time).getFullYear() === new Date(now).getFullYear();
}
