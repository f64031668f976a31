import type { TimeUnit } from "../model/learned.ts";
import { integerOf, type Raw } from "../model/raw.ts";
import { timeUnitOf } from "../model/times.ts";

/** What a time of the gateway counts, or why it is no time. */
export type UnitSeen = TimeUnit | "zero" | "negative" | "huge" | "noNumber";

/** What the magnitude of a time says that it counts. */
export function unitOf(time: unknown): UnitSeen {
  if (typeof time === "number" && !Number.isInteger(time)) return "noNumber";
  const exact = integerOf(time);
  if (exact === undefined) return "noNumber";
  if (exact === 0n) return "zero";
  if (exact < 0n) return "negative";
  return timeUnitOf(exact) ?? "huge";
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
