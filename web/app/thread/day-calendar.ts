import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { History } from "../archive/history.ts";
import { daysOfMonth, keptSpan, type KeptDay } from "./kept-days.ts";

/** What a calendar is made of. */
export interface CalendarOptions {
  history: ReadonlySignal<History>;
  /** The day that has the focus at first, as a moment in Unix milliseconds. */
  start: number;
  /** The day with which weeks begin: 1 for Monday to 7 for Sunday. */
  weekBegins: number;
}

/** A day of the month in view. */
export interface DayCell {
  date: Date;
  /** What is kept of it; undefined for nothing. */
  kept: KeptDay | undefined;
  focused: boolean;
}

/** A month of days, of which those can be chosen on which there are messages. One day of it has the focus. */
export class DayCalendar {
  /** The day with the focus, at its midnight. */
  readonly focused: ReadonlySignal<Date>;
  /** The weeks of the month in view; undefined for days of other months. */
  readonly weeks: ReadonlySignal<readonly (readonly (DayCell | undefined)[])[]>;
  /** From when to when messages are kept. */
  readonly span;
  private readonly day;
  private readonly weekBegins: number;

  constructor({ history, start, weekBegins }: CalendarOptions) {
    this.weekBegins = weekBegins;
    this.day = signal(midnight(new Date(start)));
    this.focused = this.day;
    this.span = computed(() => keptSpan(history.value));
    this.focus(this.day.value);
    const month = computed(() => this.day.value.getFullYear() * 12 + this.day.value.getMonth());
    const kept = computed(() => daysOfMonth(history.value, Math.floor(month.value / 12), month.value % 12));
    this.weeks = computed(() => this.weeksWith(kept.value));
  }

  /** The days of a week, in their order: any date of each. */
  get weekdays(): readonly Date[] {
    // 1 January 2024 was a Monday.
    return Array.from({ length: 7 }, (_, i) => new Date(2024, 0, this.weekBegins + i));
  }

  /** Whether the month some months from the one in view is within what is kept. */
  reaches(months: number): boolean {
    const span = this.span.value;
    if (!span) return false;
    const { year, month } = partsOf(this.day.value);
    const first = new Date(year, month + months, 1).getTime();
    const next = new Date(year, month + months + 1, 1).getTime();
    return months < 0 ? next > span.from : first <= span.to;
  }

  /** Goes some months on, to the same day or the last one of a shorter month; no further than what is kept. */
  turn(months: number): void {
    const { year, month, day } = partsOf(this.day.value);
    const target = new Date(year, month + months, 1);
    const last = new Date(target.getFullYear(), target.getMonth() + 1, 0).getDate();
    this.focus(new Date(target.getFullYear(), target.getMonth(), Math.min(day, last)));
  }

  /** Gives a day the focus; no day before or after those that are kept. */
  focus(date: Date): void {
    const span = this.span.value;
    const from = span ? midnight(new Date(span.from)) : date;
    const to = span ? midnight(new Date(span.to)) : date;
    this.day.value = date < from ? from : date > to ? to : midnight(date);
  }

  /** Does what a key does in a grid of days. Gives whether it does anything. */
  press(key: string, shift: boolean): boolean {
    const { year, month, day } = partsOf(this.day.value);
    const inWeek = (this.day.value.getDay() - this.weekBegins + 14) % 7;
    const days: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -7,
      ArrowDown: 7,
      Home: -inWeek,
      End: 6 - inWeek,
    };
    const months: Record<string, number> = { PageUp: shift ? -12 : -1, PageDown: shift ? 12 : 1 };
    if (days[key] !== undefined) this.focus(new Date(year, month, day + days[key]));
    else if (months[key] !== undefined) this.turn(months[key]);
    else return false;
    return true;
  }

  private weeksWith(kept: ReadonlyMap<number, KeptDay>): (DayCell | undefined)[][] {
    const { year, month, day } = partsOf(this.day.value);
    const before = (new Date(year, month, 1).getDay() - this.weekBegins + 14) % 7;
    const count = new Date(year, month + 1, 0).getDate();
    const weeks = Math.ceil((before + count) / 7);
    return Array.from({ length: weeks }, (_, week) =>
      Array.from({ length: 7 }, (_, weekday) => {
        const number = week * 7 + weekday - before + 1;
        if (number < 1 || number > count) return undefined;
        return { date: new Date(year, month, number), kept: kept.get(number), focused: number === day };
      }),
    );
  }
}

/** The day with which a week begins, 1 for Monday to 7 for Sunday, where it is read: in Chinese with Monday. */
export function weekBegins(languageTag: string, browserTag: string): number {
  if (languageTag.startsWith("zh")) return 1;
  const tag = browserTag.startsWith(languageTag) ? browserTag : languageTag;
  const locale = new Intl.Locale(tag) as Intl.Locale & Partial<Record<"getWeekInfo", () => { firstDay: number }>>;
  return locale.getWeekInfo?.().firstDay ?? 7;
}

function partsOf(date: Date) {
  return { year: date.getFullYear(), month: date.getMonth(), day: date.getDate() };
}

function midnight(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}
