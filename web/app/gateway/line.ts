import { ClosedError, NetworkError } from "../../sdk/src/errors.ts";
import type { Client } from "../../sdk/src/index.ts";
import type { GatewayAccess } from "../host.ts";
import type { Dialect } from "../model/learned.ts";
import type { Login } from "../model/login.ts";
import { ClientLink } from "./client-link.ts";
import { DialectChoice, isLimit, isRefusal } from "./dialect-choice.ts";
import type { LearnedGateway } from "./learned-gateway.ts";

/** Something to ask the gateway. */
export interface Question<Answer> {
  work: (client: Client) => PromiseLike<Answer>;
  /** Whether it changes something: then it is asked once, in whatever dialect is in use. */
  writes: boolean;
  /** What came in an answer of several parts. Parts that all failed are no answer. */
  partsOf: (answer: Answer) => readonly PromiseSettledResult<unknown>[];
}

/** What came of it: an answer, some parts of which may have failed, or errors alone, of which the first is told. */
export type Came<Answer> = { answer: Answer; errors: unknown[] } | { errors: unknown[] };

/** What a line is made of. */
export interface LineOptions {
  /** Makes the account's client. It is asked again after the module died. */
  connect: (dialect: Dialect) => Promise<Client>;
  /** The permission to ask, where there has to be one: without it nothing is asked. */
  access: Pick<GatewayAccess, "isGranted"> | undefined;
  /** Told which dialect the gateway is asked in, before it is asked first and before that changes. */
  speaks: ((dialect: Dialect) => Promise<void>) | undefined;
  learned: LearnedGateway;
  /** Whether nothing is to be asked now that need not be. */
  pauses: () => boolean;
  /** Whether waiting has not helped, and what comes next may be asked in the other dialect. */
  isStuck: () => boolean;
}

/**
 * The way to an account's gateway: its client, in the dialect that is answered. Where the one in use is refused, the other
 * one is tried once, with a read; where it is answered, all goes on in it.
 */
export class Line {
  private readonly options: LineOptions;
  private readonly choice: DialectChoice;
  private link: ClientLink | undefined;
  private tried: ClientLink | undefined;
  /** Settles when it is known whether the other dialect is answered. */
  private trial: Promise<unknown> | undefined;
  /** The dialect that was told last. */
  private spoken: Dialect | undefined;
  /** The login of a renewal, for clients that are made later. */
  private login: Login | undefined;
  private closed = false;

  constructor(options: LineOptions) {
    this.options = options;
    this.choice = new DialectChoice(options.learned);
  }

  /** Asks. It never rejects. */
  async ask<Answer>(question: Question<Answer>): Promise<Came<Answer>> {
    await this.options.learned.restored;
    while (this.trial) await this.trial;
    if (this.options.isStuck() && this.mayTry(question)) {
      const came = await this.tryOther(question);
      if ("answer" in came || came.errors.some(isLimit)) return came;
    }
    const link = this.linked();
    const came = await this.askOver(link, question);
    const isRefused = !("answer" in came) && came.errors.every(isRefusal) && !came.errors.some(isLimit);
    return isRefused && !question.writes ? this.askElse(link, question, came) : came;
  }

  /** Goes on with another login. */
  async setLogin(login: Login): Promise<void> {
    this.login = login;
    this.choice.startOver();
    await Promise.all([this.link?.setLogin(login), this.tried?.setLogin(login)]);
  }

  /** Ends the clients: what is on its way rejects. The next call makes one anew. */
  drop(): void {
    for (const link of [this.link, this.tried]) link?.close();
    this.link = this.tried = undefined;
  }

  /** Ends it: what comes later rejects, too. */
  close(): void {
    this.closed = true;
    this.drop();
  }

  // The link in the dialect that is in use now, whoever found out that it is.
  private linked(): ClientLink | undefined {
    if (this.closed) return undefined;
    const { inUse } = this.choice;
    if (this.link && this.link.dialect !== inUse) {
      this.link.retire();
      this.link = undefined;
    }
    return (this.link ??= this.linkIn(inUse));
  }

  private linkIn(dialect: Dialect): ClientLink {
    return new ClientLink(dialect, this.connect(dialect));
  }

  private async connect(dialect: Dialect): Promise<Client> {
    const client = await this.options.connect(dialect);
    if (this.login) client.setCredential(this.login);
    return client;
  }

  private async askOver<Answer>(link: ClientLink | undefined, question: Question<Answer>): Promise<Came<Answer>> {
    if (!link) return { errors: [new ClosedError("the gateway was left")] };
    const { access } = this.options;
    if (access && !(await access.isGranted()))
      return { errors: [new NetworkError("the browser withholds the access")] };
    try {
      await this.speak(link.dialect);
      const answer = await link.use(question.work);
      const parts = question.partsOf(answer);
      const errors = parts.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
      if (parts.length > 0 && errors.length === parts.length) return { errors };
      this.choice.heardIn(link.dialect);
      return { answer, errors };
    } catch (error) {
      // A connection that failed is tried again by the next call.
      if (link.hasFailed && this.link === link) this.link = undefined;
      return { errors: [error] };
    }
  }

  private async speak(dialect: Dialect): Promise<void> {
    if (dialect === this.spoken) return;
    await this.options.speaks?.(dialect);
    this.spoken = dialect;
  }

  // What was refused is asked in the other dialect, unless this one is answered after all.
  private async askElse<Answer>(
    link: ClientLink | undefined,
    question: Question<Answer>,
    came: Came<Answer>,
  ): Promise<Came<Answer>> {
    await link?.settled();
    while (this.trial) await this.trial;
    if (this.choice.inUse !== link?.dialect) return this.askOver(this.linked(), question);
    if (!this.mayTry(question)) return came;
    const other = await this.tryOther(question);
    return "answer" in other ? other : came;
  }

  private mayTry({ writes }: Pick<Question<unknown>, "writes">): boolean {
    return !writes && !this.closed && !this.options.pauses() && this.choice.mayTry;
  }

  private async tryOther<Answer>(question: Question<Answer>): Promise<Came<Answer>> {
    const link = (this.tried = this.linkIn(this.choice.tryOther()));
    const asked = this.askOver(link, question);
    this.trial = asked;
    const came = await asked;
    this.trial = undefined;
    if (this.tried === link && "answer" in came) {
      this.link?.retire();
      this.link = link;
      this.choice.adopt(link.dialect);
    } else {
      link.close();
      await this.speak(this.choice.inUse).catch(() => {}); // whoever else asks is of this place, too
    }
    this.tried = undefined;
    return came;
  }
}
