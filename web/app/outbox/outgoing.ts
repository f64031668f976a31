import type { Problem } from "../model/problem.ts";

export { newClientKey } from "./client-key.ts";

/** A message on its way. */
export interface Outgoing {
  /** The key it is sent with, also when it is sent again: the gateway tells a copy by it. */
  clientKey: string;
  text: string;
  /** When it was written, in Unix seconds. */
  time: number;
  state: "waiting" | "failed";
  /** Why it failed. */
  problem?: Problem;
}
