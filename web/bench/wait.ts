// What a user waits for: times with nothing to compare them with.

import { spreadOf, type Spread } from "./statistics.js";

/** What is waited for. */
export interface WaitSubject {
  id: string;
  what: string;
}

/** A subject with what was measured. */
export interface Wait extends WaitSubject {
  /** Milliseconds. */
  took: Spread;
  times: number;
}

/** A subject that could not be measured. */
export interface FailedWait extends WaitSubject {
  failure: string;
}

/** Makes the wait of a subject. */
export const waitOf = (subject: WaitSubject, took: number[]): Wait => ({
  ...subject,
  took: spreadOf(took),
  times: took.length,
});
