import type { Gateway } from "../gateway/gateway.ts";
import type { GatewayPermit, Hindrance } from "./gateway-permit.ts";
import { pause, type Later } from "./later.ts";

/** From the beginning of a request to that of the next one, in milliseconds: no more than 2 a second. */
const interval = 500;

/** What a request takes at most, in milliseconds: more than that is a device that slept. */
const longest = 120_000;

/** What a gentle gateway is made of. */
export interface GentleGatewayOptions {
  gateway: Gateway;
  permit: GatewayPermit;
  /** A clock that is never set back. */
  now: () => number;
  later: Later;
  signal: AbortSignal;
  /** Told what hinders, and with undefined that nothing does any more. */
  onHindered: (by: Hindrance | undefined) => void;
  /** Called just before each request; what it throws is what the call rejects with. */
  beforeRequest: () => void;
}

/** A gateway for a job that nobody waits for: slow, and patient when something is wrong. */
export class GentleGateway implements Pick<Gateway, "call" | "callAll"> {
  /** How long requests took so far, their waits for their turn too, in milliseconds. */
  spent = 0;
  private readonly options: GentleGatewayOptions;
  private nextAt = 0;

  constructor(options: GentleGatewayOptions) {
    this.options = options;
  }

  /** What is known of the gateway. */
  get learned(): Gateway["learned"] {
    return this.options.gateway.learned;
  }

  /**
   * Makes a call, and makes it again when the gateway did not answer, once nothing hinders any more. It rejects with what
   * the call itself is refused with, and with the signal's reason.
   */
  call<Answer>(work: Parameters<typeof this.options.gateway.call<Answer>>[0]): Promise<Answer> {
    return this.patiently(() => this.options.gateway.call(work));
  }

  /** Makes several calls in one request, in the same way. */
  callAll<Answers extends readonly PromiseSettledResult<unknown>[]>(
    work: Parameters<typeof this.options.gateway.callAll<Answers>>[0],
  ): Promise<Answers> {
    return this.patiently(() => this.options.gateway.callAll(work));
  }

  private async patiently<Answer>(make: () => Promise<Answer>): Promise<Answer> {
    const { gateway, permit, signal, onHindered, beforeRequest } = this.options;
    for (;;) {
      await permit.granted(signal, onHindered);
      onHindered(undefined);
      const begun = this.options.now();
      await this.turn();
      beforeRequest();
      try {
        const answer = await make();
        permit.answered();
        return answer;
      } catch (error) {
        if (!permit.refused(gateway.problem(error))) throw error;
      } finally {
        this.spent += Math.min(this.options.now() - begun, longest);
      }
    }
  }

  private async turn(): Promise<void> {
    const { now, later, signal } = this.options;
    const wait = this.nextAt - now();
    if (wait > 0) await pause(wait, signal, later);
    this.nextAt = now() + interval;
  }
}
