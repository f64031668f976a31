import { signal } from "@preact/signals";
import type { Store } from "../host.ts";
import { draftsName } from "../model/kept-names.ts";

/** What was begun to write, by conversation. It is kept where the account is. */
export class Drafts {
  private readonly texts = signal<ReadonlyMap<string, string>>(new Map());
  private readonly name: string;
  private readonly store: Store | undefined;

  constructor(musicid: string, store: Store | undefined) {
    this.name = draftsName(musicid);
    this.store = store;
  }

  /** Finds the drafts that were kept. */
  async restore(): Promise<void> {
    const text = await this.store?.get(this.name);
    if (!text) return;
    try {
      const kept = Object.entries(JSON.parse(text) as Record<string, unknown>);
      this.texts.value = new Map(kept.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
    } catch {
      // Kept by something else.
    }
  }

  /** Takes over what was begun before. */
  adopt(before: Drafts): void {
    this.texts.value = before.texts.value;
  }

  /** The draft of a conversation. */
  of(sessionId: string): string {
    return this.texts.value.get(sessionId) ?? "";
  }

  /** Changes the draft of a conversation. */
  set(sessionId: string, text: string): void {
    if (this.of(sessionId) === text) return;
    const next = new Map(this.texts.value);
    if (text === "") next.delete(sessionId);
    else next.set(sessionId, text);
    this.texts.value = next;
    if (next.size === 0) void this.store?.delete(this.name);
    else void this.store?.set(this.name, JSON.stringify(Object.fromEntries(next)));
  }
}
