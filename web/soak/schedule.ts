// When something is done and when it is looked at.

import { setTimeout as wait } from "node:timers/promises";

/** How long a soak is, and when it is looked at. */
export interface Schedule {
  minutes: number;
  /** In minutes since the beginning, in order; the last one is the end. */
  marks: readonly number[];
}

/** The schedule of a soak of so many minutes: it is looked at after a tenth, a half and all of them. */
export const scheduleOf = (minutes: number): Schedule => ({ minutes, marks: [minutes / 10, minutes / 2, minutes] });

/** What is done. */
export interface Work {
  /** Done once a second. */
  second(second: number): Promise<void>;
  /** Done at each mark. */
  mark(minute: number): Promise<void>;
}

/** Does it until the last mark is over. What takes longer than a second is followed by the next one at once. */
export async function everySecond({ marks }: Schedule, work: Work): Promise<void> {
  const begun = performance.now();
  let second = 0;
  for (const minute of marks) {
    while (performance.now() - begun < minute * 60_000) {
      await work.second(second++);
      await wait(Math.max(0, second * 1000 - (performance.now() - begun)));
    }
    await work.mark(minute);
  }
}

const looks = 6;
const apart = 2_000;

/** Looks some times, seconds apart, and gives the least of each figure. */
export async function leastOf<Name extends string>(
  look: () => Promise<Record<Name, number>>,
): Promise<Record<Name, number>> {
  const least = await look();
  for (let more = 1; more < looks; more++) {
    await wait(apart);
    const next = await look();
    for (const name of Object.keys(next) as Name[]) least[name] = Math.min(least[name], next[name]);
  }
  return least;
}
