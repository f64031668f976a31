// When to look for new messages.

/** What the wait depends on. */
export interface Situation {
  /** Looks in a row that found nothing new. */
  quiet: number;
  /** Looks in a row that failed. */
  failures: number;
  /** Whether the page cannot be seen. */
  hidden: boolean;
}

const soon = 3_000;
const calm = 30_000;
const hiddenSoon = 30_000;
const hiddenCalm = 120_000;
const failedSoon = 5_000;
const failedCalm = 300_000;

/** How long to wait before the next look, in milliseconds: longer the quieter it is. */
export function nextWait({ quiet, failures, hidden }: Situation): number {
  if (failures > 0) return Math.max(grown(failedSoon, 2, failures - 1, failedCalm), hidden ? hiddenSoon : 0);
  return hidden ? grown(hiddenSoon, 1.5, quiet, hiddenCalm) : grown(soon, 1.25, Math.max(0, quiet - 5), calm);
}

function grown(first: number, factor: number, times: number, most: number): number {
  return Math.min(most, Math.round(first * factor ** Math.min(times, 40)));
}

const limitSoon = 30_000;
const limitCalm = 300_000;
/** What a gateway says may be a date, and one of the two clocks wrong. */
const limitLongest = 86_400_000;

/**
 * How long to ask nothing after a rate limit: what the gateway said, but no more than a day; otherwise longer each time in
 * a row.
 */
export function limitWait(said: number | undefined, timesInARow: number): number {
  return said === undefined ? grown(limitSoon, 2, timesInARow - 1, limitCalm) : Math.min(said, limitLongest);
}

/** Seconds left until a time, for a countdown: never 0 while there is some left. */
export function secondsLeft(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000));
}
