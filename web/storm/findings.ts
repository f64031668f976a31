// What a storm came to.

import { isLate, type Outcome } from "./judge.js";
import type { Told } from "./stormy-simulator.js";

/** What became of one side's messages. */
export interface Findings {
  /** Through what they were sent. */
  side: string;
  sends: number;
  seed: number;
  kills: number;
  faults: number;
  seconds: number;
  /** How often each end was shown, by what was shown and the error that was met. */
  ends: Record<string, number>;
  /** Messages that the simulator was asked for more often than it may be. */
  twice: number;
  /** Messages that timed out and arrived only after they had been looked for: until the next page they are shown as not sent. */
  late: number;
  /** What is not as it has to be. */
  broken: string[];
}

/** How often each end was shown. */
export function endsOf(outcomes: readonly Outcome[]): Record<string, number> {
  const ends: Record<string, number> = {};
  for (const { shown, error } of outcomes) {
    const end = error === "" ? shown : `${shown}, ${error}`;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(ends).sort(([, one], [, other]) => other - one));
}

/** How many messages the simulator was asked for more often than it may be. */
export const twiceOf = (outcomes: readonly Outcome[], told: ReadonlyMap<string, Told>): number =>
  outcomes.filter(({ clientKey, allowed }) => (told.get(clientKey)?.asked ?? 0) > allowed).length;

/** How many messages arrived after they had been looked for. */
export const lateOf = (outcomes: readonly Outcome[], told: ReadonlyMap<string, Told>): number =>
  outcomes.filter((outcome) => isLate(outcome, told.get(outcome.clientKey) ?? { asked: 0, storedIn: [] })).length;

/** The findings as text: a line that sums them up, one for each end, and one for each thing that is wrong. */
export function textOf({ side, sends, seed, kills, faults, seconds, ends, twice, late, broken }: Findings): string {
  const shown = Object.entries(ends).map(([end, times]) => `${String(times).padStart(8)}  ${end}`);
  return [
    `${side}: ${sends} messages, ${faults} faults, ${kills} times killed, ${seconds.toFixed(1)} s, seed ${seed}`,
    ...shown,
    `${String(twice).padStart(8)}  sent twice`,
    `${String(late).padStart(8)}  arrived after they had been looked for`,
    `${String(broken.length).padStart(8)}  not as it has to be`,
    ...broken.slice(0, 20).map((what) => `          ${what}`),
  ].join("\n");
}
