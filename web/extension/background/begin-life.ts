import { setLooks } from "../watch/looks.ts";
import { onceInALife } from "./once-in-a-life.ts";

/** After how long the life before is forgotten for sure, in milliseconds. */
const forgottenAfter = 3_000;

/**
 * Sets the alarm, and does what is done once in each life of the extension. A browser that has just updated it or switched it
 * on may still have the alarm and the memory of the life before and lose them a moment later: so it is seen to twice.
 */
export function beginLife(begin: () => Promise<void>): void {
  const start = () => {
    void setLooks();
    void onceInALife(begin);
  };
  start();
  setTimeout(start, forgottenAfter);
}
