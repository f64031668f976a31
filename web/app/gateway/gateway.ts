import { computed, signal } from "@preact/signals";
import { steadyNow } from "../../common/steady-clock.ts";
import type { Client } from "../../sdk/src/index.ts";
import type { GatewayAccess } from "../host.ts";
import type { AccountId } from "../model/account-id.ts";
import type { Dialect } from "../model/learned.ts";
import type { Login } from "../model/login.ts";
import type { Occasion } from "../model/problem-detail.ts";
import { problemOf, type Problem, type Surroundings } from "../model/problem.ts";
import { LearnedGateway } from "./learned-gateway.ts";
import { Line, type Question } from "./line.ts";
import { limitWait } from "./schedule.ts";

/** A rate limit of the gateway. */
export interface Limit {
  /** When to ask again, by the gateway's own clock: see {@link Gateway.limitLeft}. */
  until: number;
  /** The page where the user clears it; "" when the gateway names none. */
  page: string;
  /** The refusal. */
  problem?: Problem;
  /**
   * Whether the login may be what is wanted: the gateway has refused again and again by a code that says no more. Nobody
   * knows.
   */
  mayWantLogin?: boolean;
}

/** What a gateway is made of. */
export interface GatewayOptions {
  account: AccountId;
  /** Makes a client of the account that speaks a dialect. It is asked again after the module died. */
  connect: (dialect: Dialect) => Promise<Client>;
  /** The permission to ask it, where there has to be one. */
  access?: GatewayAccess | undefined;
  /** Told which dialect it is asked in, before it is asked first and before that changes. Where it rejects nothing is asked. */
  speaks?: ((dialect: Dialect) => Promise<void>) | undefined;
  /** What is known of this gateway. Without it what is learned is known to this object alone. */
  learned?: LearnedGateway;
  /** Whether there is a network, and whose the gateway is. */
  surroundings: () => Surroundings;
  /** Whether the login was answered before. One that never was is wrong rather than expired. */
  proven: boolean;
  /** A clock in Unix milliseconds that is never set back. Default `steadyNow`. */
  now?: () => number;
}

/** The code that is believed to ask for a pause. */
const pauseCode = "2001";
/** After so many refusals in a row, each after its pause, it is doubted that waiting helps. */
const refusalsToDoubt = 3;

/** What was so when a call was made: what it meets says nothing of what came later. */
interface Made {
  lives: number;
  renewals: number;
  refusals: number;
}

/** The gateway as one account meets it: every call goes through it, and it remembers what concerns all of them. */
export class Gateway {
  readonly account: AccountId;
  /** The rate limit that holds now. */
  readonly limit = signal<Limit | undefined>(undefined);
  /** Why the login does not hold any more. */
  readonly loginProblem = signal<Problem | undefined>(undefined);
  /** Why nothing works before the module is started again. */
  readonly dead = signal<Problem | undefined>(undefined);
  /** Why the last call was not answered; undefined once one was. */
  readonly silent = signal<Problem | undefined>(undefined);
  /** Counts the times that the gateway should be asked anew: a new login, a limit that is over, a module that is back. */
  readonly resumed = signal(0);
  /** Whether the browser withholds the permission to ask it. */
  readonly withheld = computed(() => this.options.access?.withheld.value ?? false);
  /** Whether nothing is known that keeps a call from being answered: a permission, a limit, a login that ended, a dead module. */
  readonly answering = computed(
    () => !this.withheld.value && !this.limit.value && !this.loginProblem.value && !this.dead.value,
  );
  private readonly options: GatewayOptions;
  private readonly now: () => number;
  /** What is known of the gateway itself. */
  readonly learned: LearnedGateway;
  private readonly line: Line;
  private proven: boolean;
  private renewals = 0;
  /** How often the module died or was started again. */
  private lives = 0;
  /** Refusals in a row, each after the wait of the one before. */
  private inARow = 0;
  /** All refusals since the start. */
  private refusals = 0;
  private closed = false;
  // What an error means is found out once, so that it counts once whoever tells of it.
  private readonly told = new WeakMap<object, Problem>();

  constructor(options: GatewayOptions) {
    this.options = options;
    this.account = options.account;
    this.proven = options.proven;
    this.now = options.now ?? steadyNow;
    this.learned = options.learned ?? new LearnedGateway(options.account.endpoint);
    this.line = new Line({
      connect: options.connect,
      access: options.access,
      speaks: options.speaks,
      learned: this.learned,
      pauses: () => this.pauses,
      isStuck: () => this.inARow > 1,
    });
  }

  /**
   * Makes a call. It rejects with what the call rejects with, which is remembered here. Say it of a call that changes
   * something: a read may be made once more in another dialect, a write never is.
   */
  call<Answer>(work: (client: Client) => PromiseLike<Answer>, { writes = false } = {}): Promise<Answer> {
    return this.ask({ work, writes, partsOf: () => [] });
  }

  /**
   * Makes several reads in one request, each of which may fail alone: what they reject with is remembered here. It rejects
   * as the first of them when all do.
   */
  callAll<Answers extends readonly PromiseSettledResult<unknown>[]>(
    work: (client: Client) => PromiseLike<Answers>,
  ): Promise<Answers> {
    return this.ask({ work, writes: false, partsOf: (answers) => answers });
  }

  /** Makes a call that changes something. Gives the problem when it failed. */
  async attempt(work: (client: Client) => PromiseLike<unknown>): Promise<Problem | undefined> {
    try {
      await this.call(work, { writes: true });
      return undefined;
    } catch (error) {
      return this.problem(error);
    }
  }

  private made(): Made {
    return { lives: this.lives, renewals: this.renewals, refusals: this.refusals };
  }

  private async ask<Answer>(question: Question<Answer>): Promise<Answer> {
    const made = this.made();
    const came = await this.line.ask(question);
    for (const error of came.errors) this.understand(error, made);
    if (!("answer" in came)) throw came.errors[0];
    this.answered(made);
    return came.answer;
  }

  /** Says what an error means, and remembers what concerns all calls. */
  problem(error: unknown): Problem {
    return this.understand(error, this.made());
  }

  private understand(error: unknown, made: Made): Problem {
    const before = this.told.get(error as object); // there is nothing under what is no object
    if (before) return before;
    const surroundings = { ...this.options.surroundings(), withheld: this.withheld.peek() };
    const found = problemOf(error, surroundings, this.occasion);
    const isWrong = found.kind === "expired" && !this.proven && made.renewals === this.renewals;
    const problem = isWrong ? { ...found, kind: "wrongKey" as const } : found;
    if (typeof error === "object" && error !== null) this.told.set(error, problem);
    if (!this.closed) this.remember(problem, made);
    return problem;
  }

  private get occasion(): Occasion {
    return {
      at: (this.options.now ?? Date.now)(),
      musicid: this.account.musicid,
      dialect: this.learned.dialect.peek(),
    };
  }

  private remember(problem: Problem, made: Made): void {
    switch (problem.kind) {
      case "expired":
      case "wrongKey":
      case "noLogin":
        if (made.renewals === this.renewals) this.loginProblem.value = problem;
        if (problem.kind !== "noLogin") this.heard();
        break;
      case "module":
        if (made.lives !== this.lives) break; // it was the one before
        this.dead.value = problem;
        this.endLife();
        break;
      case "limited":
        this.refused(problem, made);
        this.heard();
        break;
      case "offline":
      case "blocked":
      case "unreachable":
      case "timeout":
      case "busy":
        this.silent.value = problem;
        break;
      case "refused":
      case "notAccepted":
      case "gateway":
      case "data":
      case "signature":
        this.heard();
        break;
      case "withheld":
      case "argument":
      case "unknown":
        break; // nobody was asked
    }
  }

  // Calls that were on their way together are refused together: that is one refusal.
  private refused(problem: Problem, made: Made): void {
    const { retryAfter, page, code } = problem;
    const now = this.now();
    const present = this.limit.value;
    const together = present !== undefined && (made.refusals < this.refusals || now < present.until);
    if (!together) this.inARow++;
    this.refusals++;
    const said = limitWait(retryAfter, this.inARow);
    const wait = this.inARow > 1 ? Math.max(said, limitWait(undefined, this.inARow)) : said;
    const until = Math.max(now + wait, present?.until ?? 0);
    const known = page || (present?.page ?? "");
    const mayWantLogin = code === pauseCode && known === "" && this.inARow >= refusalsToDoubt;
    this.limit.value = { until, page: known, problem, mayWantLogin };
  }

  private answered(made: Made): void {
    if (this.closed) return;
    if (made.renewals === this.renewals) this.proven = true;
    // An answer to what was asked before a refusal does not end it.
    if (made.refusals === this.refusals) this.endRefusals();
    this.heard();
  }

  private endRefusals(): void {
    this.inARow = 0;
    this.limit.value = undefined;
  }

  // An answer that refuses is an answer.
  private heard(): void {
    this.silent.value = undefined;
  }

  /** Whether asking makes sense now. */
  get mayAsk(): boolean {
    return !this.closed && !this.pauses && !this.withheld.value && !this.loginProblem.value && !this.dead.value;
  }

  private get pauses(): boolean {
    return this.limitLeft > 0;
  }

  /** How much of a rate limit is left, in milliseconds; 0 when there is none, or its time is over. */
  get limitLeft(): number {
    return Math.max(0, (this.limit.value?.until ?? -Infinity) - this.now());
  }

  /** Asks again although the time of a rate limit is not over, or because it is. */
  endLimit(): void {
    const limit = this.limit.value;
    if (limit) this.limit.value = { ...limit, until: this.now() };
    this.resumed.value++;
  }

  /** Goes on with a new key of the same account. Proven is one that was answered elsewhere, as at sign-in. */
  async renew(login: Login, { proven = false }: { proven?: boolean } = {}): Promise<void> {
    this.renewals++;
    this.proven = proven;
    await this.line.setLogin(login);
    this.loginProblem.value = undefined;
    if (proven) this.endRefusals(); // it was answered
    this.resumed.value++;
  }

  /** Goes on after the module died. */
  revive(): void {
    this.endLife();
    this.dead.value = undefined;
    this.resumed.value++;
  }

  /** Ends it: what is on its way rejects, and so does what comes later. */
  close(): void {
    this.closed = true;
    this.line.close();
  }

  private endLife(): void {
    this.line.drop();
    this.lives++;
  }
}
