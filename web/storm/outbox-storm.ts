// A storm over the inbox's outbox: as many accounts as messages are on their way at once, for each sends one after the other.

import { effect } from "@preact/signals";
import { endsOf, lateOf, twiceOf, type Findings } from "./findings.js";
import { judge, type Outcome } from "./judge.js";
import { nameOf, openInbox, type NodeInbox } from "./node-inbox.js";
import type { Plan } from "./plan.js";
import { Sky } from "./sky.js";
import { StormySimulator } from "./stormy-simulator.js";

/** How many messages somebody writes without waiting for the one before. */
const inARow = 5;
/** The places in the list of those in which an account writes in turn: the first one is so long that making it up takes time. */
const [firstPlace, lastPlace] = [3, 6];
/** How long everything may take, in milliseconds for each message and in all, before it counts as what never ends. */
const patience = 60_000;

/** Sends the messages of a plan, whatever happens to each, and says what became of them. */
export async function stormOutbox(plan: Plan): Promise<Findings> {
  const begun = performance.now();
  const simulator = await StormySimulator.start();
  const sky = new Sky(simulator, plan);
  const writers: Writer[] = [];
  try {
    for (let account = 0; account < plan.atOnce; account++) writers.push(await Writer.open(simulator, account));
    await sky.begin();
    const shareOf = (i: number) => Math.floor((plan.sends + i) / plan.atOnce);
    await Promise.all(writers.map((writer, i) => writer.writeAll(shareOf(i), () => sky.sendEnded())));
    await sky.clear();
    await Promise.all(writers.map((writer) => writer.calm()));
    const outcomes = writers.flatMap((writer) => writer.outcomes());
    const ends = endsOf(outcomes);
    const toldBefore = simulator.told();
    const broken = judge(outcomes, toldBefore);
    const late = lateOf(outcomes, toldBefore);
    // Whoever reads that a message was not sent sends it again, with the key it had.
    await Promise.all(writers.map((writer) => writer.sendAgain()));
    const afterwards = writers.flatMap((writer) => writer.outcomes());
    const told = simulator.told();
    const left = afterwards.filter(({ shown }) => shown !== "sent");
    return {
      side: "the inbox's outbox",
      sends: outcomes.length,
      seed: plan.seed,
      kills: simulator.life,
      faults: simulator.faults,
      seconds: (performance.now() - begun) / 1000,
      ends,
      twice: twiceOf(afterwards, told),
      late,
      broken: [
        ...broken,
        ...judge(afterwards, told),
        ...left.map(
          ({ clientKey, shown }) => `${clientKey} was sent again without anything in its way, and is shown as ${shown}`,
        ),
      ],
    };
  } finally {
    for (const writer of writers) writer.close();
    await simulator.stop();
  }
}

/** Somebody who writes in an inbox. */
class Writer {
  private readonly simulator: StormySimulator;
  private readonly opened: NodeInbox;
  private readonly written = new Map<string, Outcome>();
  private readonly stop: () => void;

  private constructor(simulator: StormySimulator, opened: NodeInbox) {
    this.simulator = simulator;
    this.opened = opened;
    this.stop = effect(() => this.follow());
    // The outbox hears of errors while it sends, one message at a time.
    opened.onError = (error) => {
      const sending = this.outbox.entries.peek().find(({ state }) => state === "sending");
      const outcome = this.written.get(sending?.clientKey ?? "");
      if (outcome) Object.assign(outcome, nameOf(error));
    };
  }

  /** Opens the inbox of one of the accounts. */
  static async open(simulator: StormySimulator, account: number): Promise<Writer> {
    const login = { musicid: String(4_000_000_000 + account), musickey: "Q_H_L_a_key_of_the_storm" };
    return new Writer(simulator, await openInbox(simulator.endpoint, login));
  }

  private get outbox() {
    return this.opened.inbox.outbox;
  }

  /** Writes so many messages; each is waited for some time until it is sent, or shown as failed. */
  async writeAll(count: number, onEnded: () => void): Promise<void> {
    const { inbox } = this.opened;
    const ids = inbox.archive.list.peek().conversations.slice(firstPlace, lastPlace);
    for (let number = 0; number < count; number += inARow) {
      inbox.show(ids[(number / inARow) % ids.length]!.sessionId);
      const keys: string[] = [];
      for (let next = number; next < Math.min(count, number + inARow); next++)
        keys.push(this.write(`风里的话 ${next}`));
      await this.until(() => keys.every((key) => !this.isUnderWay(key)));
      for (const _ of keys) onEnded();
    }
  }

  /** Lets what can be found out be found out, now that nothing is in the way. */
  async calm(): Promise<void> {
    const isOver = () => this.outbox.entries.value.every(({ doubt, state }) => doubt === "none" && state !== "sending");
    for (let tries = 0; tries < 5 && !isOver(); tries++) {
      await this.opened.inbox.watch.now();
      await this.outbox.lookAgain();
    }
    await this.until(() => this.outbox.entries.value.every(({ clientKey }) => !this.isUnderWay(clientKey)));
  }

  /** Sends again what did not arrive, and what may not have. */
  async sendAgain(): Promise<void> {
    for (const { clientKey } of this.outbox.entries.peek()) {
      this.written.get(clientKey)!.allowed++;
      this.outbox.retry(clientKey);
    }
    await this.until(() => this.outbox.entries.value.every(({ clientKey }) => !this.isUnderWay(clientKey)));
  }

  /** How the messages are shown now. One that left the outbox was sent: nothing here gives one up. */
  outcomes(): Outcome[] {
    return [...this.written.values()].map((outcome) => {
      const state = this.outbox.entries.peek().find(({ clientKey }) => clientKey === outcome.clientKey)?.state;
      const shown = state === undefined ? "sent" : state === "failed" || state === "maybe" ? state : "nothing";
      return { ...outcome, shown };
    });
  }

  close(): void {
    this.stop();
    this.opened.close();
  }

  private write(text: string): string {
    this.opened.inbox.open.peek()!.send(text);
    const { clientKey } = this.outbox.entries.peek().at(-1)!;
    this.written.set(clientKey, { clientKey, shown: "nothing", life: 0, allowed: 1, error: "", typed: true });
    return clientKey;
  }

  private isUnderWay(clientKey: string): boolean {
    const entry = this.outbox.entries.value.find((one) => one.clientKey === clientKey);
    return entry !== undefined && (entry.state === "waiting" || entry.state === "sending" || entry.doubt === "ask");
  }

  // Remembers in which life of the simulator a message was first shown as failed.
  private follow(): void {
    for (const { clientKey, state } of this.outbox.entries.value) {
      const outcome = this.written.get(clientKey);
      if (!outcome || outcome.shown === state) continue;
      if (state === "failed") Object.assign(outcome, { shown: state, life: this.simulator.life });
      else outcome.shown = "nothing";
    }
  }

  private async until(isSo: () => boolean): Promise<void> {
    let stop = () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
      stop = effect(() => {
        if (isSo()) resolve();
      });
    });
    clearTimeout(timer);
    stop();
  }
}
