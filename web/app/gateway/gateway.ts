import { computed, signal } from "@preact/signals";
import type { Client } from "../../sdk/src/index.ts";
import type { AccountId } from "../model/account-id.ts";
import type { Login } from "../model/login.ts";
import { problemOf, type Problem, type Surroundings } from "../model/problem.ts";
import { limitWait } from "./schedule.ts";

/** A rate limit of the gateway. */
export interface Limit {
  /** When to ask again, in Unix milliseconds. */
  until: number;
  /** The page where the user clears it; "" when the gateway names none. */
  page: string;
}

/** What a gateway is made of. */
export interface GatewayOptions {
  account: AccountId;
  /** Makes the account's client. It is asked again after the module died. */
  connect: () => Promise<Client>;
  /** Whether there is a network, and whose the gateway is. */
  surroundings: () => Surroundings;
  /** Whether the login was answered before. One that never was is wrong rather than expired. */
  proven: boolean;
  /** The time in Unix milliseconds. */
  now?: () => number;
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
  /** Whether nothing is known that keeps a call from being answered: no limit, no login that ended, no dead module. */
  readonly answering = computed(() => !this.limit.value && !this.loginProblem.value && !this.dead.value);
  private readonly options: GatewayOptions;
  private readonly now: () => number;
  private client: Promise<Client> | undefined;
  private proven: boolean;
  /** Refusals in a row, each after the wait of the one before. */
  private refusals = 0;
  private closed = false;
  // What an error means is found out once, so that it counts once whoever tells of it.
  private readonly told = new WeakMap<object, Problem>();

  constructor(options: GatewayOptions) {
    this.options = options;
    this.account = options.account;
    this.proven = options.proven;
    this.now = options.now ?? Date.now;
  }

  /** Makes a call. It rejects with what the call rejects with, which is remembered here. */
  async call<Answer>(work: (client: Client) => PromiseLike<Answer>): Promise<Answer> {
    try {
      this.client ??= this.options.connect();
      const answer = await work(await this.client);
      this.answered();
      return answer;
    } catch (error) {
      this.problem(error);
      throw error;
    }
  }

  /** Makes a call that changes something. Gives the problem when it failed. */
  async attempt(work: (client: Client) => PromiseLike<unknown>): Promise<Problem | undefined> {
    try {
      await this.call(work);
      return undefined;
    } catch (error) {
      return this.problem(error);
    }
  }

  /** Says what an error means, and remembers what concerns all calls. */
  problem(error: unknown): Problem {
    const before = typeof error === "object" && error !== null ? this.told.get(error) : undefined;
    if (before) return before;
    const found = problemOf(error, this.options.surroundings());
    const problem = found.kind === "expired" && !this.proven ? { ...found, kind: "wrongKey" as const } : found;
    if (typeof error === "object" && error !== null) this.told.set(error, problem);
    if (!this.closed) this.remember(problem);
    return problem;
  }

  private remember(problem: Problem): void {
    switch (problem.kind) {
      case "expired":
      case "wrongKey":
      case "noLogin":
        this.loginProblem.value = problem;
        break;
      case "module":
        this.dead.value = problem;
        this.client = undefined;
        break;
      case "limited":
        this.refused(problem);
        break;
      case "offline":
      case "blocked":
      case "unreachable":
      case "timeout":
      case "busy":
        this.silent.value = problem;
        break;
      default:
        this.heard();
    }
  }

  // Calls that were on their way together are refused together: that is one refusal.
  private refused({ retryAfter, page }: Problem): void {
    const now = this.now();
    const present = this.limit.value;
    if (!present || now >= present.until) this.refusals++;
    const grown = limitWait(undefined, this.refusals);
    const wait = retryAfter === undefined ? grown : this.refusals > 1 ? Math.max(retryAfter, grown) : retryAfter;
    this.limit.value = { until: Math.max(now + wait, present?.until ?? 0), page: page || (present?.page ?? "") };
  }

  private answered(): void {
    this.proven = true;
    this.refusals = 0;
    this.limit.value = undefined;
    this.heard();
  }

  // An answer that refuses is an answer.
  private heard(): void {
    this.silent.value = undefined;
  }

  /** Whether asking makes sense now. */
  get mayAsk(): boolean {
    const limited = this.limit.value !== undefined && this.now() < this.limit.value.until;
    return !this.closed && !limited && !this.loginProblem.value && !this.dead.value;
  }

  /** Asks again although the time of a rate limit is not over, or because it is. */
  endLimit(): void {
    const limit = this.limit.value;
    if (limit) this.limit.value = { ...limit, until: this.now() };
    this.resumed.value++;
  }

  /** Goes on with a new key of the same account. */
  async renew(login: Login): Promise<void> {
    (await this.client?.catch(() => undefined))?.setCredential(login);
    this.loginProblem.value = undefined;
    this.proven = true;
    this.resumed.value++;
  }

  /** Goes on after the module died. */
  revive(): void {
    this.client = undefined;
    this.dead.value = undefined;
    this.resumed.value++;
  }

  /** Ends it: what is on its way rejects. */
  close(): void {
    this.closed = true;
    void this.client?.then((client) => client.close()).catch(() => {});
  }
}
