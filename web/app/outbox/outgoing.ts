import type { Problem } from "../model/problem.ts";

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

/** A new key for a message. */
export function newClientKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `web_${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
