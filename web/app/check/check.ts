import { signal } from "@preact/signals";
import type { Client, ClientEvent } from "../../sdk/src/index.ts";
import type { GatewayAccess } from "../host.ts";
import { untilAborted } from "../archive/until-aborted.ts";
import { dialects, type Dialect, type Learned } from "../model/learned.ts";
import { stepNames, type EndReason, type Evidence, type StepName, type StepState } from "./evidence.ts";
import { learnedOf } from "./learned-of.ts";
import { Sightings, type Asker, type StepFinding } from "./sightings.ts";
import { makeCall, steps, type Asked } from "./steps.ts";

/** How a check wants a client: options of `createClient`. */
export interface ClientWanted {
  dialect: Dialect;
  onEvent: (event: ClientEvent) => void;
}

/** Makes a client of the account for a check. It is asked once for each dialect. */
export type Connect = (wanted: ClientWanted) => Promise<Client>;

/** What a check is made of. */
export interface CheckOptions {
  connect: Connect;
  login: Asker;
  /** The dialect in use. Default the first. */
  dialect?: Dialect;
  /** The permission to ask, where there has to be one: without it nothing is asked. */
  access?: Pick<GatewayAccess, "isGranted"> | undefined;
  /** Told which dialect the gateway is asked in, before it is asked first and before that changes; at the end of the one in use. */
  speaks?: ((dialect: Dialect) => Promise<void>) | undefined;
  /** Waits before the next request. Default 300 ms. */
  pause?: () => Promise<void>;
  /** The time in Unix milliseconds. */
  now?: () => number;
}

/** What a check found, for its report. */
export interface Findings {
  readonly evidence: Evidence;
  readonly steps: readonly StepFinding[];
  readonly ended: EndReason;
  readonly mayMarkRead: boolean;
  /** Every text that the gateway sent, in lower case, and those of the login: no name that is one of them is told. */
  readonly texts: ReadonlySet<string>;
}

const pauseMs = 300;

/** Asks a gateway one thing after the other, and keeps what it saw. It only reads. */
export class GatewayCheck {
  /** How far it is. */
  readonly phase = signal<"ready" | "running" | "done">("ready");
  /** Where each step is. */
  readonly states = signal<Readonly<Record<StepName, StepState>>>(allWaiting());
  /** Whether reading may mark one conversation read. It counts when the check starts. */
  readonly mayMarkRead = signal(false);
  /** What was found; there once it is done. */
  readonly findings = signal<Findings | undefined>(undefined);
  private readonly options: CheckOptions;
  private readonly inUse: Dialect;
  private readonly other: Dialect;
  private readonly sightings: Sightings;
  private readonly abort = new AbortController();
  private readonly clients = new Map<Dialect, Promise<Client>>();
  /** What was told of the requests of the step that is asked. */
  private events: ClientEvent[] = [];
  /** The dialect that most is asked in. */
  private speaks: Dialect;
  /** The dialect that was told last. */
  private spoken: Dialect | undefined;

  constructor(options: CheckOptions) {
    this.options = options;
    this.inUse = options.dialect ?? dialects[0];
    this.other = dialects.find((one) => one !== this.inUse)!;
    this.speaks = this.inUse;
    this.sightings = new Sightings(options.login);
  }

  /** Runs the check, once. It never rejects. */
  async start(): Promise<void> {
    if (this.phase.value !== "ready") return;
    this.phase.value = "running";
    const startedAt = this.now();
    const mayMarkRead = this.mayMarkRead.value;
    const ended = await this.askAll(mayMarkRead);
    await this.speak(this.inUse).catch(() => {});
    for (const client of this.clients.values()) void client.then((one) => one.close()).catch(() => {});
    this.findings.value = {
      evidence: this.sightings.evidence([this.inUse, this.other], startedAt),
      steps: this.sightings.steps,
      ended,
      mayMarkRead,
      texts: this.sightings.allTexts,
    };
    this.phase.value = "done";
  }

  /** Ends it. What was found until then is there. */
  stop(): void {
    this.abort.abort();
  }

  /** What can be kept of what was found. */
  get learned(): Learned {
    return this.findings.value ? learnedOf(this.findings.value.evidence) : {};
  }

  private async askAll(mayMarkRead: boolean): Promise<EndReason> {
    let requests = 0;
    for (const name of stepNames) {
      if (this.abort.signal.aborted) return "stopped";
      const what = steps[name].ask(this.sightings.foundSoFar(name, mayMarkRead));
      if (typeof what === "string") {
        this.sightings.leaveOut(name, what);
        this.tell(name, { skipped: what });
        continue;
      }
      if (this.options.access && !(await this.options.access.isGranted())) return "withheld";
      this.tell(name, "asking");
      if (requests++ > 0) await (this.options.pause ?? pause)();
      const ended = await this.ask(name, what);
      if (ended) return ended;
      // What is refused in one dialect may be answered in the other.
      const isOther = !this.sightings.has("dialect") && this.sightings.has("otherDialect");
      this.speaks = isOther ? this.other : this.inUse;
    }
    return "complete";
  }

  private async ask(name: StepName, what: Asked): Promise<EndReason | undefined> {
    this.events = [];
    const began = this.now();
    let answers: PromiseSettledResult<unknown>[];
    try {
      this.abort.signal.throwIfAborted();
      const dialect = name === "otherDialect" ? this.other : this.speaks;
      await this.speak(dialect);
      const client = await untilAborted(this.client(dialect), this.abort.signal);
      answers = await makeCall(client, steps[name], what, this.abort.signal);
    } catch (error) {
      if (this.abort.signal.aborted) {
        this.tell(name, "waiting");
        return "stopped";
      }
      answers = [{ status: "rejected", reason: error }];
    }
    const [asSent, asRead] = answers;
    const own = this.events.filter(({ call }) => call !== "getSession" && call !== "storage");
    const ms = own.length > 0 ? own.reduce((sum, one) => sum + one.ms, 0) : this.now() - began;
    const ended = this.sightings.take(name, { asSent, asRead, ms, attempts: own.length });
    this.tell(name, this.sightings.steps.at(-1)!.state);
    return ended;
  }

  private async speak(dialect: Dialect): Promise<void> {
    if (dialect === this.spoken) return;
    await this.options.speaks?.(dialect);
    this.spoken = dialect;
  }

  private client(dialect: Dialect): Promise<Client> {
    let client = this.clients.get(dialect);
    if (!client) {
      client = this.options.connect({ dialect, onEvent: (event) => this.hear(event, dialect) });
      this.clients.set(dialect, client);
    }
    return client;
  }

  private hear(event: ClientEvent, dialect: Dialect): void {
    this.events.push(event);
    if (event.call === "getSession") this.sightings.takeSession(event, dialect);
  }

  private tell(step: StepName, state: StepState): void {
    this.states.value = { ...this.states.value, [step]: state };
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }
}

function allWaiting(): Record<StepName, StepState> {
  return Object.fromEntries(stepNames.map((name) => [name, "waiting"])) as Record<StepName, StepState>;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs));
}
