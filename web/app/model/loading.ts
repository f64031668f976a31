import type { Problem } from "./problem.ts";

/** How far something is that is loaded. */
export type Loading = { state: "idle" } | { state: "loading" } | { state: "failed"; problem: Problem };

/** Nothing is on its way, and nothing failed. */
export const idle: Loading = { state: "idle" };
