import type { TimeUnit } from "../model/learned.ts";
import { integerOf, type Raw } from "../model/raw.ts";

/** What a time of the gateway counts, or why it is no time. */
export type UnitSeen = TimeUnit | "zero" | "negative" | "huge" | "noNumber";

/** The years 1973 to 5138 are a number of another magnitude in each unit. */
const units: readonly (readonly [from: bigint, unit: TimeUnit])[] = [
  [10n ** 17n, "nanoseconds"],
  [10n ** 14n, "microseconds"],
  [10n ** 11n, "milliseconds"],
  [1n, "seconds"],
];
const beyond = 10n ** 20n;

/** What the magnitude of a time says that it counts. */
export function unitOf(time: unknown): UnitSeen {
  if (typeof time === "number" && !Number.isInteger(time)) return "noNumber";
  const exact = integerOf(time);
  if (exact === undefined) return "noNumber";
  if (exact === 0n) return "zero";
  if (exact < 0n) return "negative";
  return exact >= beyond ? "huge" : units.find(([from]) => exact >= from)![1];
}

/** The units of one field of many things, and how often each was there. What has no such field is left out. */
export function unitsSeen(things: readonly Raw[], field: string): [UnitSeen, number][] {
  const counts = new Map<UnitSeen, number>();
  for (const thing of things) {
    if (thing[field] === undefined || thing[field] === null) continue;
    const unit = unitOf(thing[field]);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  return [...counts];
}
