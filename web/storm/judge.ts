// What has to be so of each message after a storm.

import type { Told } from "./stormy-simulator.js";

/** What its sender was shown of a message in the end. */
export type Shown = "sent" | "failed" | "maybe" | "nothing";

/** How a message ended for its sender. */
export interface Outcome {
  clientKey: string;
  shown: Shown;
  /** In which life of the simulator that was shown first. */
  life: number;
  /** How often it may have been sent: once, and once more each time when the user said so. */
  allowed: number;
  /** The name of the error that was met; "" for none. */
  error: string;
  /** Whether that is an error of the package. */
  typed: boolean;
}

/** Says what is not as it has to be, a line each. */
export function judge(outcomes: readonly Outcome[], told: ReadonlyMap<string, Told>): string[] {
  return outcomes.flatMap(({ clientKey, shown, life, allowed, error, typed }) => {
    const { asked, storedIn } = told.get(clientKey) ?? { asked: 0, storedIn: [] };
    const wrong = [
      shown === "nothing" && "never came to an end",
      !typed && `met ${error}, which is no error of the package`,
      asked > allowed && `was sent ${asked} times instead of ${allowed}`,
      shown === "sent" && storedIn.length === 0 && "is shown as sent, and never arrived",
      isWronglyFailed({ shown, error, life }, storedIn) && `is shown as not sent (${error}), and has arrived`,
    ];
    return wrong.filter((one) => one !== false).map((what) => `${clientKey} ${what}`);
  });
}

/** Whether a message timed out, was looked for, and arrived only then: its key makes it one message whoever sends it again. */
export const isLate = (
  { shown, error, life }: Pick<Outcome, "shown" | "error" | "life">,
  { storedIn }: Told,
): boolean => shown === "failed" && error === "TimeoutError" && storedIn.includes(life);

// One that arrived at a simulator that was killed since is at none.
function isWronglyFailed(outcome: Pick<Outcome, "shown" | "error" | "life">, storedIn: readonly number[]): boolean {
  return outcome.shown === "failed" && outcome.error !== "TimeoutError" && storedIn.includes(outcome.life);
}
