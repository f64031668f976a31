import { signal, type Signal } from "@preact/signals";
import type { History } from "./history.ts";

/** What is known of the conversations that somebody holds, such as those on the screen. */
export class HeldHistories implements Iterable<readonly [string, History]> {
  private readonly signals = new Map<string, Signal<History>>();
  private readonly holders = new Map<string, number>();

  /** Counts one more who holds a conversation, before it is read. */
  begin(id: string): void {
    this.holders.set(id, (this.holders.get(id) ?? 0) + 1);
  }

  /** Counts one less. */
  end(id: string): void {
    const left = (this.holders.get(id) ?? 0) - 1;
    if (left > 0) {
      this.holders.set(id, left);
    } else {
      this.holders.delete(id);
      this.signals.delete(id);
    }
  }

  /** What changes with the conversation; undefined when it is not held, or was not read yet. */
  find(id: string): Signal<History> | undefined {
    return this.signals.get(id);
  }

  /** What changes with the conversation from now on, unless nobody holds it any more. */
  add(id: string, history: History): Signal<History> {
    const held = signal(history);
    if (this.holders.has(id)) this.signals.set(id, held);
    return held;
  }

  /** Shows what is known now to those who hold it. */
  show(id: string, history: History): void {
    const held = this.signals.get(id);
    if (held) held.value = history;
  }

  *[Symbol.iterator](): Iterator<readonly [string, History]> {
    for (const [id, { value }] of this.signals) yield [id, value];
  }
}
