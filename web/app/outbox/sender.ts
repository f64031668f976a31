import type { ReadonlySignal } from "@preact/signals";
import { isQQMusicError } from "../../sdk/src/errors.ts";
import type { Problem } from "../model/problem.ts";
import { adopted, changed, type EntryChange, type OutboxEntry } from "./entry.ts";
import type { EntryList } from "./entry-list.ts";
import type { Arrival } from "./look-for.ts";
import type { Records } from "./records.ts";
import { canLookAfter, isOfTheNetwork, judgeAnswer, type SendAnswer } from "./send-outcome.ts";

/**
 * Runs a piece of work while no other runs that is guarded by the same lock; one that has to wait is run later, in turn. The
 * work begins nothing more when its signal says that the lock is lost.
 */
export type Exclusive = (work: (lost?: AbortSignal) => Promise<void>) => Promise<void>;

/** What sending needs of the account. */
export interface SenderNeeds {
  /** The lock inside which the account sends, in whatever tab. */
  exclusive: Exclusive;
  /** Whether something can be sent now. While it is false, messages wait. */
  online: ReadonlySignal<boolean>;
  /** Hands a message to the gateway, once. */
  send: (entry: OutboxEntry) => Promise<SendAnswer>;
  /** Says whether a message has arrived. A rejection is as good as "unknown". */
  look: (entry: OutboxEntry) => Promise<Arrival>;
  /** Says what an error of `send` means. */
  problemOf: (error: unknown) => Problem;
  /** Takes what the gateway made of a message, before the message leaves the outbox. */
  onSent: (entry: OutboxEntry, answer: SendAnswer) => void | Promise<void>;
}

/**
 * Sends messages, one after the other. It works inside the account's lock alone, and goes by the record that it finds
 * there: another tab may have sent, changed or deleted the message.
 */
export class Sender {
  private readonly list: EntryList;
  private readonly records: Records;
  private readonly needs: SenderNeeds;
  private isRunning = false;
  private again = false;
  private closed = false;
  private round: Promise<void> = Promise.resolve();

  constructor(list: EntryList, records: Records, needs: SenderNeeds) {
    this.list = list;
    this.records = records;
    this.needs = needs;
  }

  /** Sends and looks for what is there to send and to look for. Resolves when nothing is left that can be done now. */
  goOn(): Promise<void> {
    this.again = true;
    if (!this.isRunning) this.round = this.run();
    return this.round;
  }

  /** Begins nothing more. What is on its way comes to its end. */
  close(): void {
    this.closed = true;
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    try {
      while (this.again && !this.closed) {
        this.again = false;
        if (this.next()) await this.needs.exclusive((lost) => this.sendAll(lost));
      }
    } catch {
      // The client is closed, the lock or the store cannot be had: everything stays as it is kept until the next time.
    } finally {
      this.isRunning = false;
    }
  }

  private async sendAll(lost?: AbortSignal): Promise<void> {
    const mayGoOn = () => !this.closed && lost?.aborted !== true;
    try {
      for (let entry = this.next(); entry && mayGoOn(); entry = this.next())
        await this.handle(entry.clientKey, mayGoOn);
    } finally {
      if (lost?.aborted) void this.goOn(); // nobody waits for this round any more
    }
  }

  // The first message with which something can be done. What is restored behind one that cannot be sent now keeps its
  // place behind it; what was written since does not wait for something that perhaps nobody can find out.
  private next(): OutboxEntry | undefined {
    const online = this.needs.online.peek();
    const stopped = new Set<string>();
    for (const entry of this.list.entries.peek()) {
      if (entry.state === "sending") return entry;
      if (!online || entry.state === "failed") continue;
      if (entry.state === "waiting") {
        if (entry.doubt === "none" || (entry.doubt === "ask" && !stopped.has(entry.conversationId))) return entry;
        stopped.add(entry.conversationId);
      } else if (entry.doubt === "ask") {
        return entry;
      }
    }
    return undefined;
  }

  private async handle(clientKey: string, mayGoOn: () => boolean): Promise<void> {
    const entry = await this.readAgain(clientKey);
    switch (entry?.state) {
      case "sending":
        // Whoever sent it would still hold the lock.
        await this.turn(clientKey, { state: "maybe", doubt: "ask" });
        return this.lookFor(clientKey);
      case "maybe":
      case "accepted":
        return this.lookFor(clientKey);
      case "waiting":
        if (entry.doubt === "ask") await this.lookFor(clientKey);
        if (this.list.find(clientKey)?.doubt === "none") await this.deliver(clientKey, mayGoOn);
    }
  }

  // The message as its record has it now.
  private async readAgain(clientKey: string): Promise<OutboxEntry | undefined> {
    const record = await this.records.read(clientKey);
    const entry = this.list.find(clientKey);
    if (!entry?.kept || record?.state === entry.state) return entry;
    // A record that went without a word: perhaps another tab sent the message, perhaps the user emptied the storage.
    const now: OutboxEntry = record
      ? adopted(record)
      : { ...changed(entry, { state: "maybe", problem: entry.problem, doubt: "ask" }), kept: false };
    this.list.put(now);
    return now;
  }

  private async lookFor(clientKey: string, { mayArriveLater = false } = {}): Promise<void> {
    const entry = this.list.find(clientKey);
    if (entry?.doubt !== "ask" || !this.needs.online.peek()) return;
    const seen = await this.arrivalOf(entry);
    const arrival = mayArriveLater && seen === "absent" ? "unknown" : seen;
    const now = this.list.find(clientKey);
    if (!now) return;
    if (arrival === "found") return this.remove(clientKey);
    // What changed meanwhile was changed by the user, who knows better.
    if (now.doubt !== "ask") return;
    if (arrival === "unknown") this.list.put({ ...now, doubt: now.state === "accepted" ? "none" : "unknown" });
    else if (now.state === "maybe") await this.turn(clientKey, { state: "failed", problem: certain(now.problem) });
    else this.list.put({ ...now, doubt: "none" });
  }

  private async arrivalOf(entry: OutboxEntry): Promise<Arrival> {
    try {
      return await this.needs.look(entry);
    } catch (error) {
      if (isQQMusicError(error, "ClosedError")) throw error;
      return "unknown";
    }
  }

  private async deliver(clientKey: string, mayGoOn: () => boolean): Promise<void> {
    if (this.list.find(clientKey)?.state !== "waiting") return;
    await this.turn(clientKey, { state: "sending" });
    const entry = this.list.find(clientKey);
    if (entry?.state !== "sending") return;
    if (!mayGoOn() || !this.needs.online.peek()) return this.turn(clientKey, { state: "waiting" });
    let answer: SendAnswer;
    try {
      answer = await this.needs.send(entry);
    } catch (error) {
      if (isQQMusicError(error, "ClosedError")) throw error;
      return this.afterFailure(entry, this.needs.problemOf(error));
    }
    const change = judgeAnswer(clientKey, answer);
    if (!change) return this.afterSending(entry, answer);
    await this.turn(clientKey, change);
  }

  private async afterSending(entry: OutboxEntry, answer: SendAnswer): Promise<void> {
    // What a page brought meanwhile is known, and what was forgotten stays forgotten.
    if (!this.list.find(entry.clientKey)) return;
    try {
      await this.needs.onSent(entry, answer);
    } catch {
      // It has arrived all the same: the next page brings it.
    }
    await this.remove(entry.clientKey);
  }

  private async afterFailure(entry: OutboxEntry, problem: Problem): Promise<void> {
    const { clientKey } = entry;
    if (problem.maybeSent) {
      await this.turn(clientKey, { state: "maybe", problem, doubt: canLookAfter(problem) ? "ask" : "unknown" });
      // What was given up here can still be on its way: that it is absent counts from the next look on.
      return this.lookFor(clientKey, { mayArriveLater: problem.kind === "timeout" });
    }
    const online = this.needs.online.peek();
    if (!online && isOfTheNetwork(problem)) return this.turn(clientKey, { state: "waiting" });
    // A browser may itself have sent it twice: then the answer to the second one says nothing of the first.
    if (online && canLookAfter(problem) && (await this.arrivalOf(entry)) === "found") return this.remove(clientKey);
    await this.turn(clientKey, { state: "failed", problem });
  }

  // Changes a message and its record, unless it left the outbox while something was waited for.
  private async turn(clientKey: string, change: EntryChange): Promise<void> {
    const entry = this.list.find(clientKey);
    if (!entry) return;
    const next = changed(entry, change);
    this.list.put(next);
    // Without a record, another tab may have deleted it: only what is about to be sent is kept once more.
    if (next.kept || next.state === "sending" || next.state === "waiting") await this.records.write(next);
  }

  private async remove(clientKey: string): Promise<void> {
    this.list.remove(clientKey);
    await this.records.remove(clientKey);
  }
}

function certain(problem: Problem | undefined): Problem | undefined {
  return problem && { ...problem, maybeSent: false };
}
