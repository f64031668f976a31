// The time of day jumps: a clock is set, a wrong one is put right. What was to last a minute must not last a year then.

/** What is read to tell how much time has passed, both in milliseconds. */
export interface Clocks {
  /** The time of day, in Unix milliseconds. It goes on while the device sleeps, and may be set. */
  timeOfDay: () => number;
  /** Time since whenever. Nobody sets it, and in most browsers it stands while the device sleeps. */
  running: () => number;
}

/** How far two clocks may go apart from one reading to the next before one of them was set, in milliseconds. */
const apart = 1000;

/**
 * A clock in Unix milliseconds that is never set back: where the time of day is, it goes on from where it was. A sleep of
 * the device counts, and so does what the time of day is set forward. It is right for how long something lasts, and
 * after a clock was set back wrong for what people read.
 */
export class SteadyClock {
  private readonly clocks: Clocks;
  private last: { timeOfDay: number; running: number };
  private ahead = 0;
  private latest = -Infinity;

  constructor(clocks: Clocks = { timeOfDay: () => Date.now(), running: () => performance.now() }) {
    this.clocks = clocks;
    this.last = { timeOfDay: clocks.timeOfDay(), running: clocks.running() };
  }

  /** The time now: never earlier than when it was asked before. */
  now(): number {
    const timeOfDay = this.clocks.timeOfDay();
    const running = this.clocks.running();
    const setBack = running - this.last.running - (timeOfDay - this.last.timeOfDay);
    if (setBack > apart) this.ahead += setBack;
    this.last = { timeOfDay, running };
    return (this.latest = Math.max(this.latest, timeOfDay + this.ahead));
  }
}

const clock = new SteadyClock();

/** The time of the page's {@link SteadyClock}, in Unix milliseconds. */
export function steadyNow(): number {
  return clock.now();
}
