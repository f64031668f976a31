import { signal } from "@preact/signals";
import { later as realLater, pause, type Later } from "../archive/later.ts";
import type { Problem } from "../model/problem.ts";

/** From the end of one page to the question for the next, in milliseconds: nobody has to hurry. */
const between = 500;

/** How far reading back is. */
export type ReadingBack =
  | { state: "none" }
  /** It is offered: what is kept does not begin with the beginning. */
  | { state: "offered" }
  | { state: "reading"; messages: number }
  | { state: "failed"; problem: Problem };

/** What reads older messages. */
export interface OlderMessages {
  hasOlder: () => boolean;
  /** How many messages are known. */
  count: () => number;
  /** Reads the page before those that are known. Rejects when that fails. */
  readOlder: () => Promise<void>;
  problem: (error: unknown) => Problem;
  /** Told that the beginning was reached. */
  onBeginning: () => void;
}

/** Reads a conversation back to its beginning, page by page, for as long as somebody wants it. */
export class ReadBack {
  readonly state = signal<ReadingBack>({ state: "none" });
  private readonly older: OlderMessages;
  private readonly later: Later;
  private stopping: AbortController | undefined;

  constructor(older: OlderMessages, later: Later = realLater) {
    this.older = older;
    this.later = later;
  }

  /** Offers it, where there is something to read. */
  offer(): void {
    if (this.state.value.state !== "reading") this.state.value = { state: this.older.hasOlder() ? "offered" : "none" };
  }

  /** Reads on until the beginning, until it is stopped or until a page cannot be read. */
  async start(): Promise<void> {
    if (this.state.value.state === "reading") return;
    const stopping = (this.stopping = new AbortController());
    const before = this.older.count();
    try {
      while (this.older.hasOlder()) {
        this.state.value = { state: "reading", messages: this.older.count() - before };
        await this.older.readOlder();
        if (stopping.signal.aborted) return;
        if (this.older.hasOlder()) await pause(between, stopping.signal, this.later);
      }
      this.state.value = { state: "none" };
      this.older.onBeginning();
    } catch (error) {
      if (!stopping.signal.aborted) this.state.value = { state: "failed", problem: this.older.problem(error) };
    }
  }

  /** Stops, and takes the offer away. */
  stop(): void {
    this.stopping?.abort();
    this.state.value = { state: "none" };
  }
}
