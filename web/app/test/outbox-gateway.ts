// A gateway that does with the messages of an outbox what a test tells it.

import type { Message } from "../../sdk/src/index.ts";
import {
  CGIError,
  ClosedError,
  CredentialExpiredError,
  CredentialInvalidError,
  InvalidArgumentError,
  ModuleError,
  NetworkError,
  RateLimitedError,
  TimeoutError,
} from "../../sdk/src/errors.ts";
import type { OutboxEntry } from "../outbox/entry.ts";
import type { Arrival } from "../outbox/look-for.ts";
import type { SendAnswer } from "../outbox/send-outcome.ts";
import { message } from "./messages.ts";

/** What becomes of a message that is sent. */
export const outcomes = {
  arrives: {},
  arrivesWithoutKey: {},
  isTakenWithoutWord: { answer: { messages: [] } },
  isTakenWithTips: { answer: { messages: [], tips: "soon" } },
  isTakenWithMsg: { answer: { messages: [], msg: "later" } },
  comesBackMarked: { answer: { messages: [{ ...message(1), result: 3, tips: "blocked" }] } },
  isRefused: { answer: { messages: [], reason: 7, tips: "no" } },
  mustIdentify: { answer: { messages: [], identifyUrl: "https://y.qq.com/i" } },
  isLost: { error: () => new NetworkError("cut", { maybeSent: true }) },
  arrivesUnanswered: { arrives: true, error: () => new NetworkError("cut", { maybeSent: true }) },
  isGivenUp: { error: () => new TimeoutError("no answer", { maybeSent: true }) },
  arrivesAndIsGivenUp: { arrives: true, error: () => new TimeoutError("no answer", { maybeSent: true }) },
  cannotBeSent: { error: () => new NetworkError("no network") },
  isNotTaken: { error: () => new CGIError("refused", { code: 10006 }) },
  arrivesButTheRepeatIsNotTaken: { arrives: true, error: () => new CGIError("refused", { code: 10006 }) },
  isLimited: { error: () => new RateLimitedError("slow down", { code: 2001 }) },
  isExpired: { error: () => new CredentialExpiredError("sign in") },
  hasNoLogin: { error: () => new CredentialInvalidError("no login") },
  isWrong: { error: () => new InvalidArgumentError("wrong") },
  endsTheModule: { error: () => new ModuleError("died") },
  endsTheModuleAfterwards: { error: () => new ModuleError("died", { maybeSent: true }) },
  meetsAClosedClient: { error: () => new ClosedError("closed") },
} satisfies Record<string, { answer?: Partial<SendAnswer>; arrives?: boolean; error?: () => Error }>;

export type Outcome = keyof typeof outcomes;

/** A gateway that does with each message what it is told. */
export class Gateway {
  /** The keys that were sent, each as often as it was. */
  readonly sent: string[] = [];
  /** Those of them that never left the browser. */
  readonly unsent: string[] = [];
  readonly arrived = new Set<string>();
  /** What becomes of the next messages; "arrives" when there is nothing. */
  readonly next: Outcome[] = [];
  /** What it says of a message that it does not have. */
  absent: Arrival = "absent";
  looks: string[] = [];
  /** While set, looking for a message rejects with it. */
  noLook: Error | undefined;
  /** The messages that are being sent right now, and the most that ever were. */
  open = 0;
  mostOpen = 0;
  /** While set, no message is answered. */
  hold: Promise<void> | undefined;
  /** While set, it says of no message whether it has it. */
  holdLooks: Promise<void> | undefined;

  async send({ clientKey }: OutboxEntry): Promise<SendAnswer> {
    this.sent.push(clientKey);
    const name = this.next.shift() ?? "arrives";
    const outcome: { answer?: Partial<SendAnswer>; arrives?: boolean; error?: () => Error } = outcomes[name];
    if (name === "cannotBeSent") this.unsent.push(clientKey);
    if (outcome.arrives || (!outcome.answer && !outcome.error)) this.arrived.add(clientKey);
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    await this.hold;
    this.open--;
    if (outcome.error) throw outcome.error();
    const messages = [message(1, name === "arrivesWithoutKey" ? {} : { clientKey })];
    return { messages, tips: "", msg: "", reason: 0, identifyUrl: "", session: null, ...outcome.answer };
  }

  async look({ clientKey }: OutboxEntry): Promise<Arrival> {
    this.looks.push(clientKey);
    await this.holdLooks;
    if (this.noLook) throw this.noLook;
    return this.absent === "unknown" ? "unknown" : this.arrived.has(clientKey) ? "found" : this.absent;
  }

  /** Answers no message until what it gives is called. */
  holdBack(): () => void {
    let answer = () => {};
    this.hold = new Promise((resolve) => (answer = resolve));
    return answer;
  }

  /** A page with the messages that arrived. */
  page(...clientKeys: string[]): Message[] {
    return (clientKeys.length > 0 ? clientKeys : [...this.arrived]).map((clientKey, i) => message(i, { clientKey }));
  }
}
