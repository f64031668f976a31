// Times as the gateway writes them. Nobody promised that they are times.

import type { Int64 } from "../../sdk/src/index.ts";
import type { TimeUnit } from "./learned.ts";

/** What a unit begins with: the years 1973 to 5138 are a number of another magnitude in each of them. */
const units: readonly { unit: TimeUnit; from: bigint; perSecond: bigint }[] = [
  { unit: "nanoseconds", from: 10n ** 17n, perSecond: 10n ** 9n },
  { unit: "microseconds", from: 10n ** 14n, perSecond: 10n ** 6n },
  { unit: "milliseconds", from: 10n ** 11n, perSecond: 10n ** 3n },
  { unit: "seconds", from: 1n, perSecond: 1n },
];

const beyondSeconds = Number(units.at(-2)!.from);

/** Nanoseconds after the year 5138, and more than an int64 holds. */
const beyond = 10n ** 20n;

/** The most milliseconds that a Date holds. */
const lastOfDate = 8.64e15;

/**
 * A time of the gateway in whole Unix seconds. Its magnitude tells whether it is in seconds, milliseconds, microseconds
 * or nanoseconds. undefined for what is no time: 0, what is negative or no number, and what is too large for any of these.
 */
export function secondsOf(time: Int64 | null | undefined): number | undefined {
  // As most times are.
  if (typeof time === "number" && time >= 1 && time < beyondSeconds) return Math.trunc(time);
  const exact = integerOf(time);
  const unit = exact === undefined ? undefined : unitOf(exact);
  return unit && Number(exact! / unit.perSecond);
}

/** What a time of the gateway counts, by its magnitude; undefined for 0, what is negative and what is too large. */
export function timeUnitOf(time: bigint): TimeUnit | undefined {
  return unitOf(time)?.unit;
}

function unitOf(time: bigint) {
  return time >= beyond ? undefined : units.find(({ from }) => time >= from);
}

function integerOf(time: unknown): bigint | undefined {
  if (typeof time === "number") return Number.isFinite(time) ? BigInt(Math.trunc(time)) : undefined;
  return typeof time === "string" && /^\d{1,20}$/.test(time) ? BigInt(time) : undefined;
}

/** The moment of a time in Unix seconds, in Unix milliseconds; undefined when it is unknown or no Date holds it. */
export function momentOf(seconds: number | undefined): number | undefined {
  const moment = (seconds ?? NaN) * 1000;
  return Math.abs(moment) <= lastOfDate ? moment : undefined;
}

/** A time in Unix seconds as HTML writes it; undefined when it is unknown or no Date holds it. */
export function isoTime(seconds: number | undefined): string | undefined {
  const moment = momentOf(seconds);
  return moment === undefined ? undefined : new Date(moment).toISOString();
}
