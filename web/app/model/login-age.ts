import type { Login } from "./login.ts";

/** What is known of a login's life. */
export interface LoginAge {
  /**
   * `over` when the end is past, which does not say that the login does not hold: the gateway alone knows, and a login that
   * it answers after its end lives longer. `unknown` when nobody says when the musickey was given out.
   */
  state: "unknown" | "fresh" | "ending" | "over";
  /** When it ends, or is believed to, in milliseconds since 1970; may be past. Missing when nothing is known. */
  endsAt?: number;
  /** Whether the login itself says how long it lasts. Otherwise it is the common belief, three days. */
  isTold?: boolean;
}

/** How long a musickey is believed to last, in seconds. Nobody promises it. */
const believedLife = 259_200;

// From then on one should sign in anew while it is no trouble.
const endBegins = 12 * 3_600_000;
// The clocks of two machines are that far apart.
const clockError = 24 * 3_600_000;
// No musickey lasts for longer; three days in milliseconds would be eight years.
const longestLife = 366 * 86_400;

/** Says how near a login's end is at a time, which is in milliseconds. Times that cannot be are no times. */
export function ageOf(login: Pick<Login, "createTime" | "expiresIn">, now: number): LoginAge {
  const createTime = (login.createTime ?? 0) * 1000;
  if (!(createTime > 0) || createTime > now + clockError) return { state: "unknown" };
  const told = login.expiresIn ?? 0;
  const isTold = told > 0 && told <= longestLife;
  const endsAt = createTime + (isTold ? told : believedLife) * 1000;
  const state = now >= endsAt ? "over" : now >= endsAt - endBegins ? "ending" : "fresh";
  return { state, endsAt, isTold };
}
