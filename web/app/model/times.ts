import type { Int64 } from "../../sdk/src/index.ts";

/** The time of a message in Unix seconds; undefined when it is no time. */
export function secondsOf(time: Int64): number | undefined {
  const seconds = Number(time);
  return seconds > 0 && seconds < 1e11 ? seconds : undefined;
}
