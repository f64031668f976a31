/** A time as figures: its day, "2026-05-28", and its time of day, "20:26:40". */
export interface TimeInFigures {
  day: string;
  clock: string;
}

const daySeconds = 86_400;

const two = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, "0"));

/** Tells times of UTC. */
export class UtcTimes {
  /** The day that was asked for last. */
  private last = { number: NaN, day: "" };

  /** The time of whole Unix seconds, between the years 1 and 9999. */
  at(seconds: number): TimeInFigures {
    const number = Math.floor(seconds / daySeconds);
    if (number !== this.last.number) {
      this.last = { number, day: new Date(number * daySeconds * 1000).toISOString().slice(0, 10) };
    }
    const second = seconds - number * daySeconds;
    const minute = Math.floor(second / 60);
    return {
      day: this.last.day,
      clock: `${two[Math.floor(minute / 60)]}:${two[minute % 60]}:${two[second % 60]}`,
    };
  }
}

/**
 * Tells the times of a time zone. A browser takes long for each, so that it is asked how far the zone is from UTC at both
 * ends of a day alone: where that is the same it was so in between, for no zone changes it twice in a day.
 */
export class LocalTimes {
  private readonly format: Intl.DateTimeFormat;
  /** The day of UTC that was asked for last, and what is added to its times; undefined where that changes. */
  private last: { number: number; offset: number | undefined } = { number: NaN, offset: undefined };
  private readonly shifted = new UtcTimes();

  /** Without a time zone it is the reader's. */
  constructor(timeZone: string | undefined) {
    this.format = new Intl.DateTimeFormat("en", {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      hourCycle: "h23",
      ...(timeZone !== undefined && { timeZone }),
    });
  }

  /** The time of whole Unix seconds, as {@link UtcTimes}. */
  at(seconds: number): TimeInFigures {
    const offset = this.offsetOfDay(Math.floor(seconds / daySeconds)) ?? this.offsetAt(seconds);
    return this.shifted.at(seconds + offset);
  }

  private offsetOfDay(number: number): number | undefined {
    if (number !== this.last.number) {
      const begin = this.offsetAt(number * daySeconds);
      const end = this.offsetAt((number + 1) * daySeconds);
      this.last = { number, offset: begin === end ? begin : undefined };
    }
    return this.last.offset;
  }

  private offsetAt(seconds: number): number {
    const found: Record<string, number> = {};
    for (const { type, value } of this.format.formatToParts(seconds * 1000)) found[type] = Number(value);
    const { year, month, day, hour, minute, second } = found;
    return Date.UTC(year!, month! - 1, day, hour, minute, second) / 1000 - seconds;
  }
}
