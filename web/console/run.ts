import type { ClientEvent } from "./bridge.ts";
import type { Call } from "./calls.ts";
import type { FieldStates } from "./field-state.ts";
import type { SentRequest } from "./traffic.ts";

/** What an error of the client tells; which fields are there depends on its name. */
export interface Failure {
  name: string;
  message: string;
  code?: number | string;
  status?: number;
  path?: string;
  argument?: string;
  feedbackURL?: string;
  data?: unknown;
  retryable?: boolean;
  retryAfter?: number;
  maybeSent?: boolean;
}

/** What the gateway itself says about a failure; "" when it says nothing. */
export function saidIn({ data }: Failure): string {
  const says = typeof data === "object" && data !== null ? (data as Record<string, unknown>)["msg"] : undefined;
  return typeof says === "string" ? says.trim().slice(0, 200) : "";
}

/** How a run ended. */
export type Outcome =
  | { state: "running" }
  | { state: "answered"; answer: unknown }
  | { state: "failed"; failure: Failure }
  | { state: "cancelled" };

/** One call that was made on this page. */
export interface Run {
  number: number;
  call: Call;
  fields: FieldStates;
  raw: boolean;
  at: Date;
  ms: number;
  outcome: Outcome;
  requests: readonly SentRequest[];
  events: readonly ClientEvent[];
}
