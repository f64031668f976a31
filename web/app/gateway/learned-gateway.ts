import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Store } from "../host.ts";
import { gatewayName } from "../model/gateway-record.ts";
import { dialects, learnedFrom, type Dialect, type Learned } from "../model/learned.ts";

/** Reads what was learned of the gateway at an endpoint. Where nothing can be read nothing was learned. */
export async function readLearned(store: Pick<Store, "get">, endpoint: string): Promise<Learned> {
  return learnedFrom(await store.get(gatewayName(endpoint)).catch(() => null));
}

/**
 * What was learned of the gateway at an endpoint, for all accounts and tabs. Nothing of an account is in it. Without a
 * store, or with one that is full, it is known for as long as this object lives.
 */
export class LearnedGateway {
  /** The gateway: an origin, or "" for the one that served the inbox. */
  readonly endpoint: string;
  /** What was learned. Nothing before `restored` settles. */
  readonly learned: ReadonlySignal<Learned>;
  /** The dialect to speak: the one that was learned, or the default. */
  readonly dialect: ReadonlySignal<Dialect>;
  /** Settles when what was kept has been read. It never rejects. */
  readonly restored: Promise<void>;
  private readonly known = signal<Learned>({});
  private timesForgotten = 0;
  private readonly store: Store | undefined;
  private readonly stop: () => void;

  constructor(endpoint: string, store?: Store) {
    this.endpoint = endpoint;
    this.store = store;
    this.learned = this.known;
    this.dialect = computed(() => this.known.value.dialect ?? dialects[0]);
    const name = gatewayName(endpoint);
    this.stop = store?.onChange((changed) => void (changed === name && this.follow(store))) ?? (() => {});
    this.restored = this.restore();
  }

  /** How often a dialect that had been learned was forgotten, here or in another tab. */
  get forgotten(): number {
    return this.timesForgotten;
  }

  /** Adds to what was learned. What is absent stays as it is. */
  learn(more: Learned): void {
    const known = { ...this.known.peek(), ...more };
    // What cannot be kept holds here all the same.
    if (this.become(known)) void this.store?.set(gatewayName(this.endpoint), JSON.stringify(known)).catch(() => {});
  }

  /** Forgets all of it: what is needed is learned anew. */
  forget(): void {
    this.become({});
    void this.store?.delete(gatewayName(this.endpoint)).catch(() => {});
  }

  /** Follows other tabs no more. */
  close(): void {
    this.stop();
  }

  private async restore(): Promise<void> {
    if (!this.store) return;
    const kept = await readLearned(this.store, this.endpoint);
    this.become({ ...kept, ...this.known.peek() });
  }

  private async follow(store: Store): Promise<void> {
    this.become(await readLearned(store, this.endpoint));
  }

  // Says whether anything is other than before.
  private become(known: Learned): boolean {
    const before = this.known.peek();
    if (JSON.stringify(known) === JSON.stringify(before)) return false;
    if (before.dialect && !known.dialect) this.timesForgotten++;
    this.known.value = known;
    return true;
  }
}
