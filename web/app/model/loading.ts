import type { Problem } from "./problem.ts";

/** How far something is that is loaded. */
export type Loading = { state: "idle" } | { state: "loading" } | { state: "failed"; problem: Problem };

/** Nothing is being loaded. */
export const idle: Loading = { state: "idle" };
