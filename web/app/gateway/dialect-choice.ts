import { isQQMusicError } from "../../sdk/src/errors.ts";
import { dialects, type Dialect } from "../model/learned.ts";
import type { LearnedGateway } from "./learned-gateway.ts";

/** Whether the gateway answered an error by a limit: not now, rather than not so. */
export function isLimit(error: unknown): boolean {
  return isQQMusicError(error, "RateLimitedError") || (isQQMusicError(error, "HTTPError") && error.status === 429);
}

/** Whether the gateway answered, and refused by a code: that of the call, of the whole request or of the login. */
export function isRefusal(error: unknown): boolean {
  return isQQMusicError(error) && error.code !== undefined;
}

/** Which dialect an account's gateway is spoken to in, and whether the other one may be tried. */
export class DialectChoice {
  private readonly gateway: LearnedGateway;
  private readonly answered = new Set<Dialect>();
  /** How often the dialect had been forgotten when the other one was tried. Whoever forgets it wants it learned anew. */
  private triedAt: number | undefined;

  constructor(gateway: LearnedGateway) {
    this.gateway = gateway;
  }

  /** The dialect in use. */
  get inUse(): Dialect {
    return this.gateway.dialect.peek();
  }

  /** Whether the other one may be tried: once, and only while the one in use was never answered here. */
  get mayTry(): boolean {
    return this.triedAt !== this.gateway.forgotten && !this.answered.has(this.inUse);
  }

  /** Begins to try the other one. */
  tryOther(): Dialect {
    this.triedAt = this.gateway.forgotten;
    const { inUse } = this;
    return dialects.find((one) => one !== inUse)!;
  }

  /** A call was answered in a dialect. */
  heardIn(dialect: Dialect): void {
    this.answered.add(dialect);
  }

  /** Goes on in a dialect, in all tabs and for all accounts. */
  adopt(dialect: Dialect): void {
    this.gateway.learn({ dialect });
  }

  /** The other one may be tried again: the login is another. */
  startOver(): void {
    this.triedAt = undefined;
  }
}
