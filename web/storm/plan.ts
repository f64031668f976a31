// How large a storm is.

/** What a storm is made of. */
export interface Plan {
  /** How many messages are sent. */
  sends: number;
  /** How many of them are on their way at one time. */
  atOnce: number;
  /** How often the simulator is killed and started again. */
  kills: number;
  /** What decides which faults there are and in which order. Which message meets which fault, it does not decide. */
  seed: number;
}

/** How long a call may take, in milliseconds: as little as the machine allows, since some answers come later than that. */
export const timeout = 1000;
