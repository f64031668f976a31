import { effect } from "@preact/signals";
import type { Gateway } from "../gateway/gateway.ts";
import { limitWait, nextWait } from "../gateway/schedule.ts";
import type { Problem } from "../model/problem.ts";
import type { Later } from "./later.ts";

/** Why the gateway is not asked for now. */
export type Hindrance = "withheld" | "login" | "dead" | "limited" | "silent";

/** Says when a job that nobody waits for may ask the gateway: not while anything is wrong with it. */
export class GatewayPermit {
  private readonly gateway: Gateway;
  private readonly now: () => number;
  private readonly later: Later;
  /** Calls in a row that failed. */
  private failures = 0;
  /** What the last one failed of, and how long that is waited for. */
  private failed: { by: Hindrance; until: number } | undefined;
  /** How often the gateway was to be asked anew before it was asked last. */
  private resumed: number;

  constructor(gateway: Gateway, now: () => number, later: Later) {
    this.gateway = gateway;
    this.now = now;
    this.later = later;
    this.resumed = gateway.resumed.value;
  }

  /** Remembers that a call was answered. */
  answered(): void {
    this.failures = 0;
    this.failed = undefined;
  }

  /** Remembers that a call failed. Gives what hinders; undefined when it is a matter of the call itself. */
  refused({ kind }: Problem): Hindrance | undefined {
    const by = hindranceOf(kind);
    if (!by || by === "withheld") return by; // when that is over is known
    this.failures++;
    // Other calls may be answered, so that the gateway does not tell.
    const { failures } = this;
    const wait = by === "limited" ? limitWait(undefined, failures) : nextWait({ quiet: 0, failures, hidden: false });
    this.failed = { by, until: this.now() + wait };
    this.resumed = this.gateway.resumed.value;
    return by;
  }

  /** What hinders now. */
  get hindrance(): Hindrance | undefined {
    const { withheld, loginProblem, dead, silent, resumed } = this.gateway;
    const isResumed = resumed.value !== this.resumed;
    if (withheld.value) return "withheld";
    if (loginProblem.value) return "login";
    if (dead.value) return "dead";
    if (isResumed) return undefined;
    if (this.gateway.limitLeft > 0) return "limited";
    if (silent.value) return "silent";
    return this.failed && this.now() < this.failed.until ? this.failed.by : undefined;
  }

  /** Resolves when nothing hinders; told of what does meanwhile. Rejects with the signal's reason. */
  async granted(signal: AbortSignal, onHindered: (by: Hindrance) => void): Promise<void> {
    for (let by = this.hindrance; by; by = this.hindrance) {
      onHindered(by);
      await this.change(signal);
    }
    signal.throwIfAborted();
    this.resumed = this.gateway.resumed.value;
  }

  // Something about the gateway changed, or a time is over.
  private change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const ends: (() => void)[] = [];
      const end = (settle: () => void) => {
        for (const one of ends.splice(0)) one();
        settle();
      };
      const abort = () => end(() => reject(signal.reason));
      signal.addEventListener("abort", abort, { once: true });
      ends.push(() => signal.removeEventListener("abort", abort));

      const { withheld, loginProblem, dead, limit, silent, resumed } = this.gateway;
      const wait = Math.max(this.gateway.limitLeft, (this.failed?.until ?? 0) - this.now());
      if (wait > 0) ends.push(this.later(() => end(resolve), wait));
      let isFirst = true;
      ends.push(
        effect(() => {
          void [withheld.value, loginProblem.value, dead.value, limit.value, silent.value, resumed.value];
          if (!isFirst) queueMicrotask(() => end(resolve));
          isFirst = false;
        }),
      );
    });
  }
}

function hindranceOf(kind: Problem["kind"]): Hindrance | undefined {
  switch (kind) {
    case "withheld":
      return "withheld";
    case "expired":
    case "wrongKey":
    case "noLogin":
      return "login";
    case "module":
      return "dead";
    case "limited":
      return "limited";
    case "offline":
    case "blocked":
    case "unreachable":
    case "timeout":
    case "busy":
      return "silent";
    default:
      return undefined;
  }
}
