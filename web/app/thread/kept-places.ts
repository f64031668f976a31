import type { Store } from "../host.ts";
import type { AccountId } from "../model/account-id.ts";
import { recordName } from "../model/record-names.ts";

/** Where somebody stands in a conversation: at a message, and where that begins. */
export interface KeptPlace {
  messageId: string;
  /** How far below the upper edge of the view the message begins, in pixels; negative when it begins above it. */
  offset: number;
}

/** So many conversations are remembered, those that were read last. */
const mostKept = 200;

/** What is written waits for more of it, in milliseconds: whoever scrolls moves with each frame. */
const writeAfter = 400;

/**
 * Where somebody stood in each conversation of an account, by id. Whoever was at its end has no place: the end is where a
 * conversation opens. It outlives the page in the place that lives as long as the tab does, and holds no texts.
 */
export class KeptPlaces {
  private readonly store: Pick<Store, "get" | "set" | "onChange">;
  private readonly name: string;
  private readonly places = new Map<string, KeptPlace>();
  /** The conversations in which somebody stood in this page: other pages say nothing of them here. */
  private readonly own = new Set<string>();
  private unfollow: () => void = () => {};
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ended = false;

  constructor(account: AccountId, store: Pick<Store, "get" | "set" | "onChange">) {
    this.name = recordName("places", account);
    this.store = store;
  }

  /** Finds what was kept, and follows what other pages keep where they have the store in common. */
  async restore(): Promise<void> {
    this.unfollow = this.store.onChange((name) => {
      if (name === this.name) void this.look();
    });
    await this.look();
  }

  // What cannot be read is none.
  private async look(): Promise<void> {
    const kept = new Map(placesIn(await this.store.get(this.name).catch(() => null)));
    for (const id of this.places.keys()) if (!this.own.has(id) && !kept.has(id)) this.places.delete(id);
    for (const [id, place] of kept) if (!this.own.has(id)) this.places.set(id, place);
  }

  /** Where somebody stood in a conversation; undefined for its end. */
  of(conversationId: string): KeptPlace | undefined {
    return this.places.get(conversationId);
  }

  /** Remembers where somebody stands; undefined for the end. */
  keep(conversationId: string, place: KeptPlace | undefined): void {
    if (this.ended || (!place && !this.places.has(conversationId))) return;
    this.own.add(conversationId);
    this.places.delete(conversationId);
    if (place) this.places.set(conversationId, place);
    for (const id of this.places.keys()) {
      if (this.places.size <= mostKept) break;
      this.places.delete(id);
    }
    this.timer ??= setTimeout(() => this.flush(), writeAfter);
  }

  /** Writes now what waits to be written: the page may be gone soon. */
  flush(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const records = [...this.places].map(([id, { messageId, offset }]) => [id, messageId, Math.round(offset)]);
    // A place that is lost costs a scroll: nobody is told.
    void this.store.set(this.name, JSON.stringify(records)).catch(() => {});
  }

  /** Ends it. What was remembered is written. */
  close(): void {
    this.flush();
    this.end();
  }

  /** Ends it and writes nothing more: the account is removed. */
  forget(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.end();
  }

  private end(): void {
    this.unfollow();
    this.ended = true;
  }
}

function placesIn(text: string | null): [string, KeptPlace][] {
  let records: unknown;
  try {
    records = JSON.parse(text ?? "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(records)) return [];
  return records.flatMap((record: unknown): [string, KeptPlace][] => {
    const [id, messageId, offset] = Array.isArray(record) ? (record as unknown[]) : [];
    const isPlace = typeof id === "string" && typeof messageId === "string" && Number.isFinite(offset);
    return isPlace ? [[id, { messageId, offset: offset as number }]] : [];
  });
}
