import { momentOf } from "../model/times.ts";
import type { Days } from "./days.ts";
import { LocalTimes, UtcTimes } from "./local-times.ts";
import type { FileWords } from "./words.ts";

/** Times as files write them, where the reader is. */
export class FileTimes {
  /** The time zone of the times. */
  readonly zone: string;
  private readonly dayFormat: Intl.DateTimeFormat;
  private readonly fullFormat: Intl.DateTimeFormat;
  private readonly local: LocalTimes;
  private readonly utc = new UtcTimes();
  /** The day that was asked for last, and the same in words. */
  private last = { day: "", words: "" };

  constructor(tag: string, zone: string | undefined) {
    const timeZone = zone === undefined ? {} : { timeZone: zone };
    this.dayFormat = new Intl.DateTimeFormat(tag, { dateStyle: "full", ...timeZone });
    this.fullFormat = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeStyle: "short", ...timeZone });
    this.local = new LocalTimes(zone);
    this.zone = this.dayFormat.resolvedOptions().timeZone;
  }

  /** The day of a time in seconds. */
  day(seconds: number): string {
    const { day } = this.local.at(seconds);
    if (day !== this.last.day) this.last = { day, words: this.dayFormat.format(seconds * 1000) };
    return this.last.words;
  }

  /** The time of day of a time in seconds. */
  clock(seconds: number): string {
    return this.local.at(seconds).clock;
  }

  /** Which days were chosen, in words; "" when all were. */
  days({ since, until }: Days, words: FileWords): string {
    const inWords = (seconds: number) => this.dayFormat.format(seconds * 1000);
    const first = momentOf(since) === undefined ? "" : inWords(since!);
    // The last second of the last day.
    const last = momentOf(until) === undefined ? "" : inWords(until! - 1);
    return first === "" && last === "" ? "" : words.days(first, last);
  }

  /** A time in seconds as "2026-05-28 20:26:40". */
  stamp(seconds: number): string {
    const { day, clock } = this.local.at(seconds);
    return `${day} ${clock}`;
  }

  /** A time in seconds as programs read it: "2026-05-28T18:26:40.000Z". */
  iso(seconds: number): string {
    const { day, clock } = this.utc.at(seconds);
    return `${day}T${clock}.000Z`;
  }

  /** A time in milliseconds in full. */
  full(time: number): string {
    return this.fullFormat.format(time);
  }
}
