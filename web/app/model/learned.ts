// What was learned of a gateway, of which nobody knows enough beforehand.

import type { ClientOptions } from "../../sdk/src/index.ts";
import { objectOf, type Raw } from "./raw.ts";

/** How the phone app speaks, in one of its versions. */
export type Dialect = NonNullable<ClientOptions["dialect"]>;

/** The dialects, the default first. */
export const dialects = ["20.9", "14.9"] as const satisfies readonly Dialect[];

/**
 * How messages come: the newest page with its newest first; the newest page with its oldest first; or the oldest page, and
 * behind it the newer ones.
 */
export const pageOrders = ["newestFirst", "oldestFirst", "fromBeginning"] as const;

/** One of them. */
export type PageOrder = (typeof pageOrders)[number];

/** What a number that is a time counts, since 1970. */
export const timeUnits = ["seconds", "milliseconds", "microseconds", "nanoseconds"] as const;

/** One of them. */
export type TimeUnit = (typeof timeUnits)[number];

/** What was learned of a gateway. What is absent was not learned. */
export interface Learned {
  /** The dialect that it answers. */
  readonly dialect?: Dialect;
  /** How messages come. */
  readonly pageOrder?: PageOrder;
  /** The `order` of GetMessage that the newest messages are asked with, where the default gives others. */
  readonly newestOrder?: number;
  /** What the time of a message counts. */
  readonly timeUnit?: TimeUnit;
}

/** Reads what was kept. Whatever is nothing that could be learned is left out. */
export function learnedFrom(text: string | null): Learned {
  const { dialect, pageOrder, newestOrder, timeUnit } = objectIn(text);
  return {
    ...(isOneOf(dialects, dialect) && { dialect }),
    ...(isOneOf(pageOrders, pageOrder) && { pageOrder }),
    ...(Number.isSafeInteger(newestOrder) && { newestOrder: newestOrder as number }),
    ...(isOneOf(timeUnits, timeUnit) && { timeUnit }),
  };
}

function objectIn(text: string | null): Raw {
  try {
    return objectOf(JSON.parse(text ?? "null"));
  } catch {
    return {};
  }
}

function isOneOf<Value>(values: readonly Value[], value: unknown): value is Value {
  return (values as readonly unknown[]).includes(value);
}
