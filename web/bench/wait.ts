// What a user waits for, in itself: what it is compared with is a row.

import { spreadOf, type Spread } from "./statistics.js";

/** What is waited for, or kept. */
export interface WaitSubject {
  id: string;
  what: string;
  /** Of what is measured; milliseconds where it does not say. */
  unit?: "ms" | "bytes" | "frames";
  /** The most that it should come to. Without one it is for information. */
  goal?: number;
}

/** A subject with what was measured. */
export interface Wait extends WaitSubject {
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

/** Whether a wait is as short as it should be; undefined where nothing says how short that is. */
export const meetsGoal = ({ took, goal }: Wait): boolean | undefined =>
  goal === undefined ? undefined : took.median <= goal;
